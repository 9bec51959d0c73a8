/** Where warnings are looked for: the nodes of a problem with their places in the file. */

import type { Span } from "../../../errors.ts";
import { allParts, partsWithin } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Context } from "../../context/context.ts";
import type { Spelling } from "../../context/spelling.ts";
import type { Edit, Finding } from "../../finding.ts";
import type { Note } from "../../note.ts";
import type { RuleId } from "../../rules/table.ts";
import type { Formula } from "../../statements/formulas.ts";
import { findingAt } from "../findings/reporter.ts";

export interface Spot {
  readonly note: Note;
  readonly context: Context;
  readonly spelling: Spelling;
}

export const inFile = ({ passage }: Formula, { start, end }: Span): Span => ({
  start: start + passage.start,
  end: end + passage.start,
});

export const nodesOf = (syntax: Syntax | undefined): Syntax[] =>
  syntax ? allParts(syntax, partsWithin) : [];

export function* nodesIn({ equations }: Formula): Generator<Syntax> {
  const seen = new Set<Syntax>();
  for (const { sides, formula } of equations)
    for (const { syntax, span } of sides) {
      if (
        !syntax ||
        seen.has(syntax) ||
        span.start < formula.passage.start ||
        span.start > formula.passage.end
      )
        continue;
      seen.add(syntax);
      yield* nodesOf(syntax);
    }
}

export const warning = (
  note: Note,
  span: Span,
  rule: RuleId,
  why: string,
  correct?: string,
  edit?: Edit,
): Finding => findingAt(note, span, "warning", "right", rule, why, correct, edit);
