/**
 * Names that stand for constants where nothing else is known of them.
 *
 *     I_n ─▶ eye(n)     \mathbf{1}_{m \times n} ─▶ ones(m, n)     \delta_{ij} ─▶ delta(i, j)     K_{mn} ─▶ commutation(m, n)
 */
import type { Span } from "../../../errors.ts";
import type { NameParts } from "../tokens/names.ts";
import { plainName } from "./operands.ts";
import { push, type Range, type Scan, textOf } from "./scan.ts";
import { INDEX, pieces, shapeIn } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

/** I_n, 1_{m \times n}, 0_{m \times n}, K_{mn}, \delta_{ij}; false where the name is none of these. */
export function pushConstant(
  scan: Scan,
  parts: NameParts,
  indices: Range | undefined,
  shape: Range | undefined,
  span: Span,
): boolean {
  const { base, accent, label } = parts;
  if (accent || label !== "" || scan.context.roles.has(plainName(scan, parts))) return false;
  const callOf = (name: string, ranges: readonly Range[]): true => {
    push(scan, "callName", { ...span, text: base }, name);
    push(scan, "open", span, "(");
    ranges.forEach((range, i) => {
      if (i > 0) push(scan, "comma", span, ",");
      scanRange(scan, range);
    });
    push(scan, "close", span, ")");
    return true;
  };
  const sizes = shape && shapeIn(scan, shape);
  const isOne = base === "1" || base === "𝟏" || base === "𝟙";
  if (isOne && (sizes || indices)) return callOf("ones", sizes ?? [indices!]);
  if (base === "0" && (sizes || indices)) return callOf("zeros", sizes ?? [indices!]);
  const places = indices ? pieces(scan, indices, false) : [];
  const texts = places.map((piece) => textOf(scan, piece));
  if (base === "I" && sizes) return callOf("eye", [sizes[0]]);
  const isSize = texts.length === 2 && texts.every((text) => /^[a-hm-z]$/.test(text)); // I_{mn}, of m n rows
  // the invariants I_1 and I_2: no identity is of order 1
  if (base === "I" && /^\d$/.test(texts.join("")) && scan.context.facts.defined.has("I_1")) return false;
  if (base === "I" && indices && (places.length === 1 || isSize || /[+-]/.test(textOf(scan, indices))))
    return callOf("eye", [indices]);
  if (
    base === "δ" &&
    texts.length === 2 &&
    texts.every((t) => INDEX.test(t) || /^(?:\d+|[i-np-t]\s*[+-]\s*\w+)$/.test(t))
  )
    return callOf("delta", places);
  const isSizes = texts.length === 2 && texts.every((text) => !/^[ijklrst]$/.test(text));
  if (base === "K" && isSizes) return callOf("commutation", places);
  if (isOne && parts.style !== "plain") push(scan, "name", { ...span, text: base }, "𝟏");
  else if (base === "I" && parts.style === "blackboard" && !indices)
    push(scan, "name", { ...span, text: base }, "I");
  else return false;
  return true;
}
