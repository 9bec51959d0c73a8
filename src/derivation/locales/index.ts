/**
 * Sentences in three languages: key ─▶ template with {places}.
 *
 *     "gradient.read"  ─▶  "so {gradient}."
 *
 * A place holds mathematics or text (step.ts). All three tables have the same keys, and each template
 * the same places.
 */
import { STRUCTURE_NAMES, STRUCTURES } from "../../structures.ts";
import { entries as enEntries } from "./en/entries.ts";
import { matrix as enMatrix } from "./en/matrix.ts";
import { entries as jaEntries } from "./ja/entries.ts";
import { matrix as jaMatrix } from "./ja/matrix.ts";
import { entries as zhEntries } from "./zh/entries.ts";
import { matrix as zhMatrix } from "./zh/matrix.ts";

export type LocaleName = "en" | "zh" | "ja";
export type Locale = Readonly<Record<string, string>>;

type Say = (is: string, matrices: string, part: string) => string;

/** What is said of each row of the table of structures: that a matrix has it, and its gradient within it. */
const structureSentences = (locale: LocaleName, given: Say, several: Say, within: Say): Locale =>
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

const EN = structureSentences(
  "en",
  (is) => `{what} is ${is}.`,
  (is) => `{what} are ${is}.`,
  (is, matrices, part) =>
    `{what} is ${is}, and above its entries were free. With {named}, the gradient within ${matrices} is ${part}:`,
);
const ZH = structureSentences(
  "zh",
  (is) => `{what} ${is}。`,
  (is) => `{what} 都${is}。`,
  (is, matrices, part) =>
    `{what} ${is}，而上面把它的元素都看作自由的。记 {named}，则在${matrices}中的梯度是${part}：`,
);
const JA = structureSentences(
  "ja",
  (is) => `{what} は${is}ある。`,
  (is) => `{what} はいずれも${is}ある。`,
  (is, matrices, part) =>
    `{what} は${is}あるが、上では成分をすべて自由とした。{named} とおくと、${matrices}の中での勾配は${part}である。`,
);

export const LOCALES: Readonly<Record<LocaleName, Locale>> = {
  en: { ...enMatrix, ...enEntries, ...EN },
  zh: { ...zhMatrix, ...zhEntries, ...ZH },
  ja: { ...jaMatrix, ...jaEntries, ...JA },
};

/** The places of a template, in its order. */
export const placesOf = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
