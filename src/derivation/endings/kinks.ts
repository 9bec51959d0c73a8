/**
 * Where a function of the problem has no derivative, and what its formula gives there.
 *
 *     relu(x)  ─▶  "relu(x) has a kink where an entry of x is 0; its derivative is taken to be 0 there."
 */
import { derivativeByScalar } from "../../derivative/differentiate.ts";
import { MatrixCalculusError } from "../../errors.ts";
import { evaluate } from "../../evaluate/values/evaluate.ts";
import { madeSymbol, number, rationalNumber } from "../../expression/build.ts";
import { type CallNode, type Expr, SCALAR } from "../../expression/expr.ts";
import { fromDouble } from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";
import { apply, entryOf } from "../../functions/index.ts";
import { scalarMatrix } from "../../matrix/matrix.ts";
import { sentence, shown } from "../pieces.ts";
import type { Derivation, Sentence } from "../step.ts";
import type { Setup } from "../style.ts";

/** How far beside the kink the two derivatives are taken. */
const BESIDE = 2 ** -20;
/** They differ by more than a smooth function's could. */
const JUMP = 2 ** -8;

export function withKinks(derivation: Derivation, { root, wrt }: Setup): Derivation {
  const own = new Set<Expr>(wrt);
  const said: Sentence[] = [];
  for (const e of topological([root.expanded])) {
    if (e.kind !== "call") continue;
    const value = own.size > 0 && moves(e, own) ? valueAtKink(e) : undefined;
    if (value === undefined) continue;
    const places = { call: shown(e), value: shown(value), what: shown(e.args[0] as Expr) };
    said.push(
      e.args.length === 1
        ? sentence("kink.zero", places)
        : sentence("kink.equal", { ...places, other: shown(e.args[1] as Expr) }),
    );
  }
  return said.length === 0 ? derivation : { ...derivation, remarks: [...derivation.remarks, ...said] };
}

const moves = (e: Expr, by: ReadonlySet<Expr>): boolean => topological([e]).some((part) => by.has(part));

/** The derivative by the first argument at 0, where those beside it differ; undefined where there is no kink. */
function valueAtKink({ fn, args }: CallNode): Expr | undefined {
  const entry = entryOf(fn);
  const isEntrywise = fn.elementwise || fn.name === "max" || fn.name === "min";
  if (!isEntrywise || args.length > 2) return undefined;
  const t = madeSymbol("t", SCALAR);
  try {
    const slope = derivativeByScalar(apply(entry, [t, ...args.slice(1).map(() => number(0))]), t);
    const at = (x: number): number =>
      evaluate([slope], new Map([[t.key, scalarMatrix(x)]]), new Map())[0]?.data[0] ?? Number.NaN;
    const [left, right, middle] = [at(-BESIDE), at(BESIDE), at(0)];
    const isKink = Math.abs(right - left) > JUMP && Number.isFinite(middle);
    return isKink ? rationalNumber(fromDouble(middle)) : undefined;
  } catch (error) {
    // a function that nothing is known of
    if (error instanceof MatrixCalculusError) return undefined;
    throw error;
  }
}
