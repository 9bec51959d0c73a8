/**
 * A called function: its argument in brackets, or as far as it goes without them.
 *
 *     \log x y + 1 ─▶ log ( x y ) + 1      \sin^2(x) ─▶ sin ( x ) ^ { 2 }      \operatorname{unvec}_{m,n}(v) ─▶ unvec ( v , m , n )
 */
import type { Called } from "./functions.ts";
import type { ReadName } from "./operands.ts";
import { beforeOperand, fail, openFrame, push, pushedBy, type Scan, spanOf } from "./scan.ts";
import { isPrime, labelIn, pushAbove, type Scripts } from "./scripts.ts";
import { pieces } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

/** Linear in the product: \operatorname{tr} A B (C + D) is the trace of all of it. */
/** Their subscript is an argument: unvec_{m,n}(v), eigvec_{2}(A). */
const SUBSCRIPTED: ReadonlySet<string> = new Set([
  ...["unvec", "eigval", "eigvec", "leftsingular", "rightsingular", "singval"],
]);
const OF_PRODUCTS: ReadonlySet<string> = new Set(["tr", "det", "vec", "diag", "logdet"]);

export function pushCall(scan: Scan, read: ReadName, scripts: Scripts, called: Called, to: number): number {
  const { name, isKnown, hasBracket, withSizes } = called;
  const span = spanOf(scan, read.at);
  const { next, below } = scripts;
  beforeOperand(scan, "call");
  const above = scripts.above.filter((range) => !isPrime(range) && !labelIn(scan, range));
  // the powers of the function are those of its value
  const after = pushedBy(scan, () => pushAbove(scan, above, scan.out.length));
  const last = pushedBy(scan, () => {
    if (!withSizes) return;
    for (const range of below.flatMap((script) => pieces(scan, script, false))) {
      push(scan, "comma", span, ",");
      scanRange(scan, range);
    }
  });
  if (isKnown && withSizes && !SUBSCRIPTED.has(name)) fail(span, `the subscript of '${name}' is not read`);
  const isImplicit = !hasBracket;
  push(scan, "callName", { ...span, text: read.parts.base }, isImplicit && name === "log" ? "\\log" : name);
  if (isImplicit) {
    if (next >= to) fail(span, `'${read.parts.base}' has no argument`);
    push(scan, "open", { start: span.end, end: span.end }, "(");
    const width = OF_PRODUCTS.has(name) ? "run" : "letters";
    openFrame(scan, { kind: "implicit", raw: scan.tokens[read.at.from]!, after, width, closes: true });
    return next;
  }
  push(scan, "open", scan.tokens[next]!);
  openFrame(scan, { kind: "call", raw: scan.tokens[next]!, after, last });
  return next + 1;
}
