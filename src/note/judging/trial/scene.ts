/**
 * The readings of a problem in which its equations are worth something: those that its claims are judged in.
 */
import type { Span } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Context } from "../../context/context.ts";
import type { Knowledge } from "../../meaning/knowledge.ts";
import type { Document } from "../../sections/document.ts";
import type { SectionKind } from "../../sections/printing.ts";
import type { Section } from "../../sections/section.ts";
import type { Formula } from "../../statements/formulas.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { sizeChoices } from "../../verdict/readings/choices.ts";
import { withMembers } from "../../verdict/readings/frontier.ts";
import { readingsOf } from "../../verdict/readings/readings.ts";

/** One reading at one choice of sizes. */
export interface World {
  readonly known: Knowledge;
  readonly section: Section;
  /** Which section of the note it is. */
  readonly place: number;
  readonly sizes: ReadonlyMap<string, number>;
  readonly document: Document;
}

export interface Scene {
  readonly context: Context;
  readonly document: Document;
  readonly sectionAt: (section: number, kind: SectionKind) => Section;
  /** The label that stands there. */
  readonly labelled: (formula: Formula, span: Span) => Judgeable | undefined;
  /** The relations of an equation, in order. */
  readonly relationsIn: (formula: Formula, span: Span) => readonly Judgeable[];
  /** A relation of the formula's section. */
  readonly near: (formula: Formula) => Judgeable | undefined;
}

const MOST_READINGS = 6;

/** As the claim is read, the usual reading first; `change` makes it another. */
export function worldsFor(
  { document, sectionAt }: Scene,
  sides: readonly Syntax[],
  own: Judgeable,
  kind: SectionKind,
  change: (known: Knowledge) => Knowledge = (known) => known,
): World[] {
  const section = sectionAt(own.section, kind);
  const [left = own.left, right = own.right] = sides;
  const relation = { ...own, left, right };
  const found: World[] = [];
  for (const { known, layout, isOptional } of readingsOf(document, section, relation, own.at)) {
    if (layout !== undefined || (isOptional && found.length === 0)) continue;
    const [sizes] = sizeChoices(section, document);
    if (!sizes) break;
    found.push({
      known: withMembers(
        change(known),
        sizes,
        section,
        [left, right].filter((side) => side !== undefined),
      ),
      section,
      place: own.section,
      sizes,
      document,
    });
    if (found.length >= MOST_READINGS) break;
  }
  return found;
}

/** The size that a number stands for, as the note writes it. */
export const sizeText = ({ sizes }: World, { rows, cols }: { rows: number; cols: number }): string => {
  const named = (size: number): string => [...sizes].find(([, value]) => value === size)?.[0] ?? `${size}`;
  return `${named(rows)}×${named(cols)}`;
};

/** All sizes equal, where everything fits. */
export const asSquare = (world: World): World => ({
  ...world,
  sizes: new Map([...world.sizes].map(([name]) => [name, 3])),
});
