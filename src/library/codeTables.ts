/** What the verbs take that compute: a row for each option. */
import { BACKEND_NAMES } from "../backend/index.ts";
import type { CompileRequest } from "../code/compiled.ts";
import type { CodeRequest } from "../code/generate.ts";
import { TARGETS } from "../code/languages/targets.ts";
import {
  either,
  flag,
  needed,
  oneOf,
  type Table,
  type Taken,
  text,
  valuesOf,
  whole,
  withFields,
} from "../taken.ts";
import { ASKED, NAMES } from "./tables.ts";

const pair: Taken = {
  holds: (value) => Array.isArray(value) && value.length === 2 && value.every(whole(1).holds),
  what: "rows and columns",
};

const SIZES = valuesOf(either(whole(1), pair), "an object of whole numbers from 1, or of [rows, columns]");
const BACKEND = oneOf(BACKEND_NAMES);

export const CHECK: Table<{ wrt: unknown; seed: unknown; sizes: unknown; backend: unknown }> = {
  wrt: needed(text),
  seed: whole(0),
  sizes: SIZES,
  backend: BACKEND,
};

export const CODE: Omit<Table<CodeRequest>, "functions"> = {
  ...ASKED,
  wrt: NAMES,
  target: needed(oneOf(TARGETS)),
  name: text,
};

export const COMPILE: Omit<Table<CompileRequest>, "functions"> = {
  ...ASKED,
  wrt: NAMES,
  check: flag,
  sizes: needed(SIZES),
  backend: either(BACKEND, withFields(["name", "workspace"], "a Backend")),
};
