/**
 * Where a note speaks of several instances with the same letters.
 *
 *     x = (x_1, x_2, x_3)^T in one example, x = (x_1, x_2)^T in another: x is of no one size
 *     "linear output: ∂y/∂a = 1", "sigmoid output: ∂y/∂a = y (1 − y)": each of its own case
 */
import type { Syntax } from "../../../syntax/tree.ts";
import { isDotted } from "../../meaning/dots.ts";
import { keysOf, referenceOf } from "../../meaning/reference.ts";
import type { Document } from "../../sections/document.ts";
import type { Judgeable } from "../../statements/roles.ts";

/** A letter of the claim that the note prints in several sizes. */
export function printedInSizes({ relations }: Document, { left, right }: Judgeable): string | undefined {
  const names = keysOf([left, right]);
  const sizes = new Map<string, string>();
  for (const { head, left: before, right: printed } of relations) {
    const size = printed && sizeOf(printed);
    for (const side of size ? [head, before] : []) {
      const name = side && referenceOf(side)?.key;
      if (name === undefined || !names.has(name)) continue;
      const known = sizes.get(name) ?? size!;
      if (known !== size) return name;
      sizes.set(name, known);
    }
  }
  return undefined;
}

function sizeOf(side: Syntax): string | undefined {
  const isTurned = side.kind === "transpose";
  const block = isTurned ? side.of : side;
  if (block.kind !== "block" || isDotted(block)) return undefined;
  const [rows, columns] = [block.rows.length, block.rows[0]!.length];
  return isTurned ? `${columns}×${rows}` : `${rows}×${columns}`;
}

/** What a case is called, before a formula: "Softmax output:". */
const LABEL = /[\p{L}\d)\]}*]\s*[:：]\s*[*_}]*\s*$/u;

/** Is it claimed of the same with another label before it, too? */
export function isOfACase({ relations }: Document, relation: Judgeable): boolean {
  const { words, section } = relation;
  if (!relation.isFirst || !LABEL.test(words.before)) return false;
  const own = leftText(relation);
  return relations.some(
    (other) =>
      other !== relation &&
      other.isFirst &&
      other.section === section &&
      LABEL.test(other.words.before) &&
      other.words.before !== words.before &&
      leftText(other) === own &&
      other.latex !== relation.latex,
  );
}

const leftText = ({ formula: { passage }, leftSpan }: Judgeable): string =>
  passage.text.slice(leftSpan.start - passage.start, leftSpan.end - passage.start).replace(/\s+/g, "");
