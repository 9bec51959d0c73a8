/**
 * The left side of a claim: which derivative it speaks of.
 *
 *     \frac{\partial L}{\partial x} = …, of z = W x by x  ─▶  a loss L of z
 */
import { UnsupportedError } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { indexedName } from "./lift.ts";
import { keyOf, namesOf } from "./parts.ts";
import type { LatexReading } from "./read.ts";
import type { Target, Variable } from "./target.ts";

/** What the left side of a claim says. */
export interface Head {
  readonly isDifferential: boolean;
  readonly isStacked: boolean;
  readonly order: 1 | 2;
  /** The loss L of ∂L/∂x, where the function is not that itself. */
  readonly loss: string | undefined;
  /** dx stands for the cotangent of x. */
  readonly isUpstream: boolean;
}

export function headOf(reading: LatexReading, target: Target, wrt: Variable, head: Syntax | undefined): Head {
  const plain: Head = {
    ...{ isDifferential: false, isStacked: false, order: 1, loss: undefined, isUpstream: false },
  };
  const stacked = stackedHead(reading);
  if (stacked) return { ...plain, isStacked: true };
  if (head?.kind !== "name") return plain;
  if (head.differential !== undefined) {
    if (head.differential === wrt.name) return { ...plain, isUpstream: true };
    if (head.differential === target.name) return { ...plain, isDifferential: true };
    throw new UnsupportedError(`the claim is about the differential of ${head.differential}`);
  }
  const { derivative } = head;
  if (!derivative) return plain;
  const order = derivative.order > 1 || derivative.by.length > 1 ? Math.max(derivative.order, 2) : 1;
  if (order > 2) throw new UnsupportedError("derivatives of an order above 2 are not judged");
  for (const by of derivative.by) refuseOther(by, reading, wrt);
  const { of } = derivative;
  const isStacked = derivative.operator === "D";
  const isDifferential = derivative.operator === "d" && derivative.by.length === 0;
  const found = { ...plain, isStacked, isDifferential, order: order as 1 | 2 };
  if (!of || isFunction(of, reading, target)) return found;
  if (of.kind === "name" && !namesOf(target.value).has(of.name)) return { ...found, loss: of.name };
  throw new UnsupportedError(`the claim is about the derivative of ${keyOf(of)}`);
}

/** ∂vec(F)/∂vec(X)ᵀ */
function stackedHead({ head, wrt }: LatexReading): boolean {
  const { of, by = [] } = (head?.kind === "name" && head.derivative) || {};
  const [variable, ...others] = by;
  const bare = variable?.kind === "transpose" ? variable.of : variable;
  const isVec = (part: Syntax | undefined): boolean => part?.kind === "call" && part.name === "vec";
  const [inside] = bare?.kind === "call" ? bare.args : [];
  return (
    others.length === 0 && isVec(of) && isVec(bare) && inside !== undefined && keyOf(inside) === keyOf(wrt)
  );
}

function refuseOther(by: Syntax, reading: LatexReading, wrt: Variable): void {
  const bare = by.kind === "transpose" ? by.of : by;
  const base = bare.kind === "entry" ? bare.of : bare;
  const isIt = [keyOf(bare), keyOf(base)].some((key) => key === wrt.name || key === keyOf(reading.wrt));
  const accented = keyOf(bare).replace("_vec", "") === wrt.name.replace("_vec", "");
  if (!isIt && !accented) throw new UnsupportedError(`the claim is about a derivative by ${keyOf(by)}`);
}

function isFunction(of: Syntax, reading: LatexReading, target: Target): boolean {
  const keys = [keyOf(reading.value), target.name, ...(reading.name ? [keyOf(reading.name)] : [])];
  if (keys.includes(keyOf(of))) return true;
  const base = of.kind === "call" ? of.name : of.kind === "entry" ? keyOf(of.of) : keyOf(of);
  if (base === target.name || base.replace("_vec", "") === target.name) return true;
  const split = indexedName(base);
  if (split && split.base === target.name) return true;
  return target.isNameless && (of.kind === "call" || of.kind === "name") && !namesOf(reading.value).has(base);
}
