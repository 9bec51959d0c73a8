/**
 * What each verb of the library takes: a row for each of its options.
 */

import type { DeriveOptions } from "../derivation/derive.ts";
import { FORMATS } from "../derivation/documents/layout.ts";
import type { PrintOptions } from "../derivation/documents/options.ts";
import { LOCALE_NAMES } from "../derivation/locales/locale.ts";
import { STYLE_NAMES } from "../derivation/styles.ts";
import type { AnswersRequest } from "../problem/answer/answers.ts";
import { LAYOUTS } from "../problem/claim/layout.ts";
import type { ClaimRequest } from "../problem/judgeTexts.ts";
import {
  callback,
  either,
  flag,
  instance,
  listOf,
  needed,
  oneOf,
  type Table,
  type Taken,
  text,
  valuesOf,
  whole,
  withFields,
} from "../taken.ts";
import type { EqualOptions } from "./claims.ts";
import type { GraphOptions } from "./graph.ts";

export const TEXT = text;
export const PROBLEM = withFields(["text", "functions"], "what parse() gives");
export const DERIVED = withFields(["derivation", "report"], "what derive() gives");

export const NAMES = listOf(text, "a list of names");
const number: Taken = { holds: (value) => typeof value === "number", what: "a number" };
/** What can be asked of a derivative, but which one. */
export const ASKED: Omit<Table<AnswersRequest>, "wrt" | "functions"> = {
  order: whole(1),
  kind: oneOf(["jvp", "hvp"]),
  direction: text,
  limits: valuesOf(number, "an object of numbers"),
  cotangent: text,
  structures: instance(Map, "a Map of structures by name"),
  equations: listOf(withFields(["left", "right"], ""), "a list of equations"),
  structure: oneOf(["projection", "independent-entries", "free"]),
  seed: whole(0),
  strict: flag,
  checkAt: withFields(["sizes", "backend"], "an object of sizes and a backend"),
};

export const PARSE: Table<{ functions: unknown }> = {
  functions: listOf(withFields(["name", "shape"], ""), "a list of what defineFunction() gives"),
};

export const DIFFERENTIATE: Omit<Table<AnswersRequest>, "functions"> = { ...ASKED, wrt: needed(text) };

export const DERIVE: Table<DeriveOptions> = {
  style: oneOf(STYLE_NAMES),
  wrt: NAMES,
  order: whole(1),
  kind: oneOf(["gradient", "jacobian", "jvp", "hvp"]),
  direction: text,
  cotangent: text,
  name: text,
  structure: oneOf(["projection", "independent-entries", "free"]),
  sizes: instance(Map, "a Map of sizes by name"),
  entries: withFields(["form"], "an object that says how entries are named"),
  stationary: flag,
  detail: oneOf(["low", "normal", "high"]),
  seed: whole(0),
};

export const PRINT: Table<PrintOptions> = {
  format: oneOf(FORMATS),
  locale: oneOf(LOCALE_NAMES),
  notation: valuesOf(either(text, number), "an object of notation options"),
  closing: flag,
  showCheck: flag,
  comment: listOf(text, "two texts"),
  page: flag,
  render: callback,
};

export const OUTLINE: Table<Pick<PrintOptions, "locale" | "notation">> = {
  locale: PRINT.locale,
  notation: PRINT.notation,
};

export const GRAPH: Table<GraphOptions> = { wrt: NAMES, notation: PRINT.notation };

export const EQUAL: Table<EqualOptions> = {
  vars: valuesOf(text, "an object of types by name"),
  seed: whole(0),
  strict: flag,
};

export const JUDGE: Table<ClaimRequest> = {
  wrt: needed(text),
  claim: needed(text),
  layout: oneOf(LAYOUTS),
  order: oneOf([1, 2]),
  cotangent: text,
  latex: flag,
  strict: flag,
  seed: whole(0),
};
