/**
 * Where a note speaks of several instances with the same letters.
 *
 *     x = (x_1, x_2, x_3)^T in one example, x = (x_1, x_2)^T in another: x is of no one size
 *     "linear output: ∂y/∂a = 1", "sigmoid output: ∂y/∂a = y (1 − y)": each of its own case
 */
import type { Syntax } from "../../../syntax/tree.ts";
import { isDotted } from "../../meaning/dots.ts";
import { referenceOf } from "../../meaning/reference.ts";
import type { Document } from "../../sections/document.ts";
import type { Judgeable } from "../../statements/roles.ts";

interface Instances {
  /** Letters that are printed in several sizes. */
  readonly sizes: ReadonlySet<string>;
  /** Left sides of which several things are claimed, each behind a label of its own. */
  readonly cases: ReadonlySet<string>;
}

const known = new WeakMap<Document["relations"], Instances>();

export function instancesIn({ relations }: Pick<Document, "relations">): Instances {
  const before = known.get(relations);
  if (before) return before;
  const made = { sizes: printedInSizes(relations), cases: claimedInCases(relations) };
  known.set(relations, made);
  return made;
}

function printedInSizes(relations: readonly Judgeable[]): Set<string> {
  const found = new Set<string>();
  const sizes = new Map<string, string>();
  for (const { head, left, right } of relations) {
    const size = right && sizeOf(right);
    for (const side of size ? [head, left] : []) {
      const name = side && referenceOf(side)?.key;
      if (name === undefined) continue;
      if ((sizes.get(name) ?? size!) !== size) found.add(name);
      sizes.set(name, size!);
    }
  }
  return found;
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

function claimedInCases(relations: readonly Judgeable[]): Set<string> {
  const found = new Set<string>();
  const first = new Map<string, Judgeable>();
  for (const relation of relations) {
    const name = caseOf(relation);
    const other = name === undefined ? undefined : first.get(name);
    if (name === undefined) continue;
    if (!other) first.set(name, relation);
    else if (other.words.before !== relation.words.before && other.latex !== relation.latex) found.add(name);
  }
  return found;
}

/** The section and left side of a claim with a label before it. */
function caseOf({ isFirst, words, section, formula, leftSpan }: Judgeable): string | undefined {
  if (!isFirst || !LABEL.test(words.before)) return undefined;
  const { text, start } = formula.passage;
  return `${section} ${text.slice(leftSpan.start - start, leftSpan.end - start).replace(/\s+/g, "")}`;
}

/** Is it claimed of the same with another label before it, too? */
export function isOfACase(document: Document, relation: Judgeable): boolean {
  const name = caseOf(relation);
  return name !== undefined && instancesIn(document).cases.has(name);
}
