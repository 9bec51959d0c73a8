/** What occurs in a problem: its sides and cells, its left sides, its letters. */
import type { Syntax } from "../../../syntax/tree.ts";
import { referenceOf } from "../../meaning/reference.ts";
import type { Note } from "../../note.ts";
import type { Problem } from "../../statements/formulas.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import type { Reporter } from "../findings/reporter.ts";
import { nodesIn } from "./spots.ts";

/** Sides and cells as the author wrote them: what is right may be written elsewhere. */
export function phrasesOf({ formulas }: Problem): Reporter["phrases"] {
  const found: { syntax: Syntax; text: string }[] = [];
  for (const { passage, equations } of formulas)
    for (const { sides } of equations)
      for (const { syntax } of sides.length > 1 ? sides.slice(1) : sides) {
        const parts = syntax?.kind === "block" ? [syntax, ...syntax.rows.flat()] : syntax ? [syntax] : [];
        for (const part of parts) {
          const { start, end } = wholeSpan(passage.text, part.span);
          found.push({ syntax: part, text: passage.text.slice(start, end) });
        }
      }
  return found;
}

export function leftSidesOf({ formulas }: Problem, { text }: Note): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { equations } of formulas)
    for (const { sides } of equations) {
      if (sides.length < 2 || !sides[0]!.syntax) continue;
      const { start, end } = wholeSpan(text, sides[0]!.span);
      const written = text.slice(start, end).replace(/\s+/g, "");
      count.set(written, (count.get(written) ?? 0) + 1);
    }
  return count;
}

export function lettersIn({ formulas }: Problem): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  const add = (letter: string): void => void count.set(letter, (count.get(letter) ?? 0) + 1);
  for (const formula of formulas)
    for (const part of nodesIn(formula)) {
      const reference = referenceOf(part);
      if (reference) add(reference.stem);
      for (const { letter } of reference?.indices ?? []) if (letter !== undefined) add(letter);
      if (part.kind === "indexed-sum") add(part.index);
    }
  return count;
}
