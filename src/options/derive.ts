/**
 * The options of `derive`, as one table: the flags, the help, and how each becomes what derive() takes.
 */

import type { Backend } from "../backend/backend.ts";
import { BACKEND_NAMES } from "../backend/index.ts";
import { FORMATS, type Format } from "../derivation/documents/layout.ts";
import { LOCALE_NAMES, type LocaleName } from "../derivation/locales/locale.ts";
import type { Style } from "../derivation/step.ts";
import type { EntryNaming } from "../derivation/style.ts";
import { STYLE_NAMES } from "../derivation/styles.ts";
import { MatrixCalculusError } from "../errors.ts";
import type { Structure } from "../expression/expr.ts";
import {
  NOTATION,
  type Notation,
  type NotationName,
  type NotationOption,
  resolveNotation,
  valuesText,
} from "../print/notation.ts";
import type { EquationSyntax } from "../shapes/equations.ts";
import { readName } from "../syntax/read.ts";
import {
  type Option,
  type Options,
  readArguments,
  type Table,
  type Values,
  wholeNumber,
} from "./arguments.ts";
import { givenOption, type MEANINGS } from "./given.ts";
import { FILES, KNOWN, STRICT } from "./shared.ts";
import { UsageError } from "./usage.ts";

const FLAGS = {
  wrt: {
    type: "list",
    short: "w",
    value: "X,W",
    help: "variables to differentiate by; all unless given",
  },
  style: {
    type: "list",
    short: "s",
    value: "NAMES",
    help: "styles, in order; differential unless given",
    values: STYLE_NAMES,
  },
  size: {
    type: "texts",
    value: "2x2|X=2x3|m=2",
    help: "sizes that are written out, 2 unless given; other styles are checked at these sizes too",
  },
  backend: {
    type: "text",
    value: "NAME",
    help: "what computes a check at given sizes, the fastest there is unless given",
    values: BACKEND_NAMES,
  },
  entries: {
    type: "text",
    value: "FORM",
    help: "names of entries, w_12 or w_1,2 or a, b, c, …",
    values: ["indexed", "commas", "letters"],
  },
  origin: {
    type: "texts",
    value: "u=0x1",
    help: "first row and column index of a symbol's entries",
  },
  swapped: {
    type: "list",
    value: "W",
    help: "symbols whose entry in row 1, column 2 is called w_21",
  },
  letters: {
    type: "texts",
    value: "y=a,b",
    help: "names of a symbol's entries, in reading order",
  },
  cotangents: {
    type: "texts",
    value: "z=d",
    help: "names of the derivatives of the loss by definitions: d = ∂L/∂z",
  },
  partials: { type: "switch", help: "write ∂L/∂y_11 rather than g_11" },
  cotangent: { type: "text", value: "G", help: "name of the cotangent ∂L/∂Y" },
  order: { type: "count", least: 1, value: "N", help: "2: the Hessian too; from 3 on in index notation" },
  kind: {
    type: "text",
    value: "KIND",
    help: "the differential along a direction, or the Hessian times it",
    values: ["jvp", "hvp"],
  },
  direction: { type: "text", value: "V", help: "name of that direction; dX unless given" },
  ...KNOWN,
  ...STRICT,
  symmetric: {
    type: "text",
    value: "MEANING",
    help: "the same in other words, for symmetric matrices: projected (unless given), independent, free",
    values: ["projected", "independent", "free"],
  },
  function: {
    type: "text",
    value: "NAME",
    help: "name of a value that the problem leaves unnamed; f, y or Y unless given",
  },
  stationary: { type: "switch", help: "set a gradient that is linear in its variable to 0 and solve" },
  detail: {
    type: "text",
    value: "LEVEL",
    help: "how much is written, normal unless given",
    values: ["low", "normal", "high"],
  },
  lang: {
    type: "text",
    short: "l",
    value: "LANGUAGE",
    help: "language",
    values: LOCALE_NAMES,
  },
  format: { type: "text", short: "f", value: "FORMAT", help: "output", values: FORMATS },
  json: { type: "switch", help: "the result as JSON, one object for each variable" },
  ...FILES,
  "show-check": {
    type: "switch",
    help: "say what was checked in the text, and not in a comment or footnote",
  },
  seed: { type: "count", value: "N", help: "seed of the numeric check" },
} as const satisfies Options;

/** `inverseTranspose` as `--inverse-transpose`; a name that is a flag of its own as `--show-given`. */
export const notationFlag = (name: string): string =>
  `${Object.hasOwn(FLAGS, name) ? "show-" : ""}${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
export const notationFlags = new Map(
  (Object.keys(NOTATION) as NotationName[]).map((name) => [notationFlag(name), name] as const),
);

export interface DeriveRequest {
  readonly texts: readonly string[];
  readonly wrt: readonly string[] | undefined;
  readonly styles: readonly Style[];
  readonly sizes: ReadonlyMap<string, number | readonly [number, number]>;
  /** Of a check at given sizes; undefined is the fastest. */
  readonly backend: Backend["name"] | undefined;
  readonly entries: EntryNaming;
  readonly cotangent: string | undefined;
  readonly order: number;
  readonly kind: "jvp" | "hvp" | undefined;
  readonly direction: string | undefined;
  readonly structures: ReadonlyMap<string, Structure>;
  readonly equations: readonly EquationSyntax[];
  readonly structure: (typeof MEANINGS)[number];
  readonly strict: boolean;
  /** Of a value that the problem leaves unnamed. */
  readonly name: string | undefined;
  readonly stationary: boolean;
  readonly detail: "low" | "normal" | "high";
  readonly locale: LocaleName;
  readonly format: Format;
  readonly json: boolean;
  readonly file: string | undefined;
  readonly output: string | undefined;
  readonly seed: number | undefined;
  readonly showCheck: boolean;
  readonly notation: Notation;
}

const NOTATION_OPTIONS: Readonly<Record<string, Option>> = Object.fromEntries(
  [...notationFlags].map(([flag, name]) => [flag, notationOption(NOTATION[name])]),
);

function notationOption(row: NotationOption): Option {
  const common = { type: "text", group: "Notation", help: row.help } as const;
  if (row.kind === "choice") return { ...common, value: "NAME", values: row.values };
  return { ...common, value: row.kind === "count" ? "N" : "TEXT", help: `${row.help}; ${valuesText(row)}` };
}

export const DERIVE_OPTIONS: typeof FLAGS & Options = { ...NOTATION_OPTIONS, ...FLAGS };

/** @throws UsageError for an option that is not there or a value it does not take */
export function readOptions(args: readonly string[], before: readonly string[] = []): DeriveRequest {
  const table: Table = { name: "derive", options: DERIVE_OPTIONS, operands: "formulas" };
  const { values: all, operands } = readArguments(args, table, before);
  const values = all as Values<typeof FLAGS>;
  const { wrt, order = 1, style, kind, detail = "normal", lang = "en", format = "md" } = values;
  return {
    texts: operands,
    wrt: wrt.length > 0 ? wrt.map(readName) : undefined,
    styles: style.length > 0 ? style : [order > 2 ? "index" : "differential"],
    sizes: new Map(values.size.map(readSize)),
    backend: values.backend,
    entries: readEntries(values),
    cotangent: values.cotangent,
    order,
    kind,
    direction: readDirection(values.direction, kind),
    ...givenOption(values.given),
    strict: values.strict,
    structure: values.structure ?? SYMMETRIC[values.symmetric ?? "projected"],
    name: nameFor("function", values.function),
    stationary: values.stationary,
    detail,
    locale: lang,
    format,
    json: values.json,
    file: values.file,
    output: values.output,
    seed: values.seed,
    showCheck: values["show-check"],
    notation: readNotation(all),
  };
}

function readNotation(values: Readonly<Record<string, unknown>>): Notation {
  const given = [...notationFlags].map(([flag, name]) => [name, values[flag] as string | undefined]);
  try {
    return resolveNotation(Object.fromEntries(given));
  } catch (error) {
    if (error instanceof MatrixCalculusError) throw new UsageError(`${error.message}: ${error.hint ?? ""}`);
    throw error;
  }
}

/** `X=2x3`, `m=2`; `2x2` and `2` are for everything that has no size of its own. */
function readSize(value: string): [string, number | readonly [number, number]] {
  const match = /^(?:([\p{L}\p{N}_]+)=)?(\d+)(?:[x×](\d+))?$/u.exec(value);
  if (!match) throw new UsageError(`--size takes 2x2, X=2x3 or m=2, not ${value}`);
  const [, name = "*", rows, cols] = match;
  if (Number(rows) < 1 || Number(cols ?? 1) < 1) throw new UsageError("--size takes sizes of at least 1");
  if (name === "*" && cols !== undefined && cols !== rows) {
    throw new UsageError(`--size ${value} needs the name of its matrix: --size X=${value}`);
  }
  return [name, cols === undefined || name === "*" ? Number(rows) : [Number(rows), Number(cols)]];
}

function readEntries(values: Values<typeof FLAGS>): EntryNaming {
  const { entries, partials, swapped } = values;
  const pairs = (flag: "origin" | "letters" | "cotangents"): (readonly [string, string])[] =>
    values[flag].map((value) => {
      const [name, rest] = value.split("=");
      if (!name || !rest) throw new UsageError(`--${flag} takes NAME=…, not ${value}`);
      return [name, rest] as const;
    });
  const origin = pairs("origin").map(([name, from]) => {
    const [row = 1, column = 1] = from.split(/[x×,]/).map((n) => wholeNumber("origin", n));
    return [name, [row, column] as const] as const;
  });
  const letters = pairs("letters").map(([name, entryNames]) => [name, entryNames.split(",")] as const);
  const cotangents = pairs("cotangents");
  return {
    form: entries ?? "indexed",
    ...(origin.length > 0 && { origin: new Map(origin) }),
    ...(letters.length > 0 && { letters: new Map(letters) }),
    ...(swapped.length > 0 && { transposed: new Set(swapped) }),
    ...(cotangents.length > 0 && { cotangents: new Map(cotangents) }),
    ...(partials && { cotangents: "partials" as const }),
  };
}

const SYMMETRIC = { projected: "projection", independent: "independent-entries", free: "free" } as const;

/** A name as the language has them. */
function nameFor(flag: string, name: string | undefined): string | undefined {
  if (name !== undefined && !/^\p{L}[\p{L}\p{N}_]*$/u.test(name)) {
    throw new UsageError(`--${flag} takes a name, not ${name}`);
  }
  return name;
}

function readDirection(name: string | undefined, kind: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (kind === undefined) throw new UsageError("--direction needs --kind jvp or --kind hvp");
  return nameFor("direction", name);
}
