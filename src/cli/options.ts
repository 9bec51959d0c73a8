/**
 * The options of `derive`, as one table: the flags, the help, and how each becomes what derive() takes.
 */
import type { Backend } from "../backend/backend.ts";
import { BACKEND_NAMES } from "../backend/index.ts";
import { FORMATS, type Format } from "../derivation/documents.ts";
import { LOCALES, type LocaleName } from "../derivation/locales/index.ts";
import type { Style } from "../derivation/step.ts";
import type { EntryNaming } from "../derivation/style.ts";
import { STYLE_NAMES } from "../derivation/styles.ts";
import { MatrixCalculusError } from "../errors.ts";
import type { Structure } from "../expression/expr.ts";
import { NOTATION, type Notation, type NotationName, resolveNotation } from "../print/notation.ts";
import type { EquationSyntax } from "../shapes/equations.ts";
import { list, oneOf, parsed, wholeNumber } from "./arguments.ts";
import { UsageError } from "./files.ts";
import { givenOption } from "./given.ts";

export interface Flag {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  readonly short?: string;
  readonly value?: string;
  readonly help: string;
}

export const FLAGS = {
  wrt: {
    type: "string",
    multiple: true,
    short: "w",
    value: "X,W",
    help: "variables to differentiate by; all unless given",
  },
  style: {
    type: "string",
    short: "s",
    value: "NAMES",
    help: `styles, in order: ${["matrix", ...STYLE_NAMES].join(", ")}`,
  },
  size: {
    type: "string",
    multiple: true,
    value: "2x2|X=2x3|m=2",
    help: "sizes that are written out, 2 unless given; other styles are checked at these sizes too",
  },
  backend: {
    type: "string",
    value: "NAME",
    help: `what computes a check at given sizes: ${BACKEND_NAMES.join(", ")}; the fastest there is`,
  },
  entries: {
    type: "string",
    value: "FORM",
    help: "names of entries: indexed (w_12), commas (w_1,2), letters (a, b, c, …)",
  },
  origin: {
    type: "string",
    multiple: true,
    value: "u=0x1",
    help: "first row and column index of a symbol's entries",
  },
  swapped: {
    type: "string",
    multiple: true,
    value: "W",
    help: "symbols whose entry in row 1, column 2 is called w_21",
  },
  letters: {
    type: "string",
    multiple: true,
    value: "y=a,b",
    help: "names of a symbol's entries, in reading order",
  },
  cotangents: {
    type: "string",
    multiple: true,
    value: "z=d",
    help: "names of the derivatives of the loss by definitions: d = ∂L/∂z",
  },
  partials: { type: "boolean", help: "write ∂L/∂y_11 rather than g_11" },
  cotangent: { type: "string", value: "G", help: "name of the cotangent ∂L/∂Y" },
  order: { type: "string", value: "N", help: "2: the Hessian too; from 3 on in index notation" },
  kind: {
    type: "string",
    value: "jvp|hvp",
    help: "jvp: the differential along a direction; hvp: the Hessian times it",
  },
  direction: { type: "string", value: "V", help: "name of that direction; dX unless given" },
  given: {
    type: "string",
    multiple: true,
    value: "'A symmetric'",
    help: "what else is known: structures, or equations such as 'sum(y) = 1'",
  },
  structure: {
    type: "string",
    value: "MEANING",
    help: "derivative by a structured matrix: projection (unless given), independent-entries, free",
  },
  stationary: { type: "boolean", help: "set a gradient that is linear in its variable to 0 and solve" },
  detail: { type: "string", value: "LEVEL", help: "low, normal or high" },
  lang: {
    type: "string",
    short: "l",
    value: "LANGUAGE",
    help: `language: ${Object.keys(LOCALES).join(", ")}`,
  },
  format: { type: "string", short: "f", value: "FORMAT", help: `output: ${FORMATS.join(", ")}` },
  json: { type: "boolean", help: "the result as JSON, one object for each variable" },
  file: { type: "string", value: "PATH", help: "read the statements from a file; - is standard input" },
  output: { type: "string", short: "o", value: "PATH", help: "write to a file" },
  seed: { type: "string", value: "N", help: "seed of the numeric check" },
} as const satisfies Record<string, Flag>;

/** `inverseTranspose` as `--inverse-transpose`; a name that is a flag of its own as `--show-given`. */
export const notationFlag = (name: string): string =>
  `${Object.hasOwn(FLAGS, name) ? "show-" : ""}${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
export const notationFlags = new Map(
  (Object.keys(NOTATION) as NotationName[]).map((name) => [notationFlag(name), name] as const),
);

export type ResultStyle = Style | "matrix";

export interface DeriveRequest {
  readonly texts: readonly string[];
  readonly wrt: readonly string[] | undefined;
  readonly styles: readonly ResultStyle[];
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
  readonly structure: "projection" | "independent-entries" | "free";
  readonly stationary: boolean;
  readonly detail: "low" | "normal" | "high";
  readonly locale: LocaleName;
  readonly format: Format;
  readonly json: boolean;
  readonly file: string | undefined;
  readonly output: string | undefined;
  readonly seed: number | undefined;
  readonly notation: Notation;
}

/** @throws UsageError for an option that is not there or a value it does not take */
export function readOptions(args: readonly string[]): DeriveRequest {
  const options = Object.fromEntries([
    ...Object.entries(FLAGS as Record<string, Flag>).map(([name, { type, multiple, short }]) => [
      name,
      { type, ...(multiple && { multiple }), ...(short && { short }) },
    ]),
    ...[...notationFlags.keys()].map((flag) => [flag, { type: "string" }]),
  ]) as Record<string, { type: "string" | "boolean"; multiple?: boolean; short?: string }>;
  const { values, positionals } = parsed(args, options);
  const text = (name: keyof typeof FLAGS) => values[name] as string | undefined;
  const texts = (name: keyof typeof FLAGS) => values[name] as string[] | undefined;
  const names = list(texts("wrt"));
  const styles = list(text("style") === undefined ? [] : [text("style") as string]);
  const order = text("order") === undefined ? 1 : wholeNumber("order", text("order") as string);
  if (order === 0) throw new UsageError("--order is a whole number from 1");
  return {
    texts: positionals,
    wrt: names.length > 0 ? names : undefined,
    styles: (styles.length > 0 ? styles : [order > 2 ? "index" : "differential"]).map((s) =>
      oneOf("style", s, ["matrix", ...STYLE_NAMES]),
    ),
    sizes: new Map(texts("size")?.map(readSize)),
    backend: text("backend") === undefined ? undefined : oneOf("backend", text("backend"), BACKEND_NAMES),
    entries: readEntries(values),
    cotangent: text("cotangent"),
    order,
    kind: text("kind") === undefined ? undefined : oneOf<"jvp" | "hvp">("kind", text("kind"), ["jvp", "hvp"]),
    direction: readDirection(text("direction"), text("kind")),
    ...givenOption(texts("given")),
    structure: oneOf("structure", text("structure"), ["projection", "independent-entries", "free"]),
    stationary: values.stationary === true,
    detail: oneOf("detail", text("detail") ?? "normal", ["low", "normal", "high"]),
    locale: oneOf("lang", text("lang") ?? "en", Object.keys(LOCALES) as LocaleName[]),
    format: oneOf("format", text("format") ?? "md", FORMATS),
    json: values.json === true,
    file: text("file"),
    output: text("output"),
    seed: text("seed") === undefined ? undefined : wholeNumber("seed", text("seed") as string),
    notation: readNotation(values),
  };
}

function readNotation(values: Record<string, unknown>): Notation {
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

function readEntries(values: Record<string, unknown>): EntryNaming {
  const pairs = (flag: string): (readonly [string, string])[] =>
    ((values[flag] as string[] | undefined) ?? []).map((value) => {
      const [name, rest] = value.split("=");
      if (!name || !rest) throw new UsageError(`--${flag} takes NAME=…, not ${value}`);
      return [name, rest] as const;
    });
  const origin = pairs("origin").map(([name, from]) => {
    const [row = 1, column = 1] = from.split(/[x×,]/).map((n) => wholeNumber("origin", n));
    return [name, [row, column] as const] as const;
  });
  const letters = pairs("letters").map(([name, entries]) => [name, entries.split(",")] as const);
  const cotangents = pairs("cotangents");
  const swapped = list(values.swapped as string[] | undefined);
  return {
    form: oneOf("entries", values.entries as string | undefined, ["indexed", "commas", "letters"]),
    ...(origin.length > 0 && { origin: new Map(origin) }),
    ...(letters.length > 0 && { letters: new Map(letters) }),
    ...(swapped.length > 0 && { transposed: new Set(swapped) }),
    ...(cotangents.length > 0 && { cotangents: new Map(cotangents) }),
    ...(values.partials === true && { cotangents: "partials" as const }),
  };
}

function readDirection(name: string | undefined, kind: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (kind === undefined) throw new UsageError("--direction needs --kind jvp or --kind hvp");
  if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(name)) throw new UsageError(`--direction takes a name, not ${name}`);
  return name;
}
