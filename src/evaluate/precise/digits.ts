/** Decimal numbers with so many digits, rounded so. What only computes with them has no need of the package. */
import { Decimal } from "decimal.js";
import type { Digits } from "../../matrix/precise.ts";

const ROUNDING = {
  nearest: Decimal.ROUND_HALF_EVEN,
  down: Decimal.ROUND_FLOOR,
  up: Decimal.ROUND_CEIL,
} as const;

export const withDigits = (digits: number, rounding: keyof typeof ROUNDING = "nearest"): Digits =>
  Decimal.clone({ precision: digits, rounding: ROUNDING[rounding], defaults: true });
