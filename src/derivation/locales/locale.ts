/**
 * What a locale is: key ─▶ template with {places}.
 *
 *     "gradient.read"  ─▶  "so {gradient}."
 *
 * A place holds mathematics or text (step.ts). All three tables have the same keys, and each template
 * the same places.
 */
import { STRUCTURE_NAMES, STRUCTURES } from "../../structures.ts";

export const LOCALE_NAMES = ["en", "zh", "ja"] as const;
export type LocaleName = (typeof LOCALE_NAMES)[number];
export type Locale = Readonly<Record<string, string>>;

type Say = (is: string, matrices: string, part: string) => string;

/** What is said of each row of the table of structures: that a matrix has it, and its gradient within it. */
export const structureSentences = (locale: LocaleName, given: Say, several: Say, within: Say): Locale =>
  Object.fromEntries(
    STRUCTURE_NAMES.flatMap((name) => {
      const { said, implies = name } = STRUCTURES[name];
      return [
        [`given.structure.${name}`, given(...said[locale])],
        [`given.structure.${name}.several`, several(...said[locale])],
        [`structure.${name}`, within(...STRUCTURES[implies].said[locale])],
      ];
    }),
  );

/** The places of a template, in its order. */
export const placesOf = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
