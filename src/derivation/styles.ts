/**
 * The styles by name.
 */
import { backprop } from "./backprop.ts";
import { differentialStyle } from "./differential.ts";
import { elementwise } from "./elementwise.ts";
import { indexNotation } from "./indexStyle.ts";
import { perturbation } from "./perturbation.ts";
import type { Style } from "./step.ts";
import type { StyleFunction } from "./style.ts";

export const STYLES: Readonly<Record<Style, StyleFunction>> = {
  elementwise,
  index: indexNotation,
  differential: differentialStyle,
  backprop,
  perturbation,
};

export const STYLE_NAMES = Object.keys(STYLES) as readonly Style[];
