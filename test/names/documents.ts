/**
 * What is printed about a problem, and whether two prints are the same up to names.
 */
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { type Format, printDerivation } from "../../src/derivation/documents.ts";
import type { Style } from "../../src/derivation/step.ts";
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answers } from "../../src/problem/answers.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { difference, GROUP, type Surface } from "./comparison.ts";
import type { Named } from "./problems.ts";

const STYLES: readonly Style[] = ["elementwise", "index", "differential", "backprop", "perturbation"];
const FORMATS: readonly Format[] = ["md", "latex", "html", "unicode", "json"];

export interface Printed {
  readonly what: string;
  readonly text: string;
  readonly surface: Surface;
}

export const read = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

/** Everything that is printed about a problem, or the message of a refusal. */
export const documentsOf = (problem: Named): Printed[] => [
  ...ofAnswers(problem),
  ...STYLES.flatMap((style) => ofStyle(problem, style)),
];

export function orRefusal(what: string, print: () => Printed[]): Printed[] {
  try {
    return print();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw new Error(`${what}: ${(error as Error).stack}`);
    return [{ what: `${what} refused`, text: error.message, surface: "plain" }];
  }
}

const ofAnswers = ({ text, wrt, order }: Named): Printed[] =>
  orRefusal("answer", () =>
    answers(read(text), { wrt, ...(order && { order }) }).flatMap((answer, i): Printed[] => {
      const of = (what: string, printed: string | undefined, surface: Surface): Printed[] =>
        printed === undefined ? [] : [{ what: `answer ${i} ${what}`, text: printed, surface }];
      return [
        ...of("error", answer.error?.message, "plain"),
        ...of("verdict", answer.check?.verdict, "plain"),
        ...of("ascii", answer.ascii, "plain"),
        ...of("unicode", answer.unicode, "plain"),
        ...of("latex", answer.latex, "latex"),
        ...of("index ascii", answer.index?.ascii, "plain"),
        ...of("index latex", answer.index?.latex, "latex"),
      ];
    }),
  );

function ofStyle({ text, wrt, order, stationary }: Named, style: Style): Printed[] {
  return orRefusal(style, () => {
    freshStore();
    const request = { style, wrt, ...(order && { order }), ...(stationary && { stationary }) };
    const derived = derive({ statements: read(text) }, request);
    const results = { ...derived, derivation: { ...derived.derivation, sections: [], remarks: [] } };
    return FORMATS.flatMap((format) => [
      ...document(`${style} ${format}`, derived, format),
      ...(style === "differential" ? document(`matrix ${format}`, results, format) : []),
    ]);
  });
}

const document = (what: string, derived: Derived, format: Format): Printed[] =>
  orRefusal(what, () => {
    const text = formulas(printDerivation(derived, { format, closing: false }), format);
    return [{ what, text, surface: format === "unicode" ? "plain" : "latex" }];
  });

/** The formulas of a document; what stands around them is prose. */
function formulas(text: string, format: Format): string {
  if (format === "unicode") return (text.match(/^ {4}.*$/gm) ?? []).join("\n");
  if (format === "json") return formulasOfData(JSON.parse(text)).join("\n");
  const marks = /\$\$([\s\S]*?)\$\$|\$([^$]*)\$|\\\[([\s\S]*?)\\\]|\\\(([\s\S]*?)\\\)/g;
  return [...text.matchAll(marks)]
    .map((m) => withoutProse(m[1] ?? m[2] ?? m[3] ?? m[4] ?? ""))
    .join("\n")
    .replace(/&amp;/g, "&")
    .replace(/&#38;/g, "&")
    .replace(/&#39;/g, "'");
}

/** Of \\text{…}, the formulas in it. */
const withoutProse = (latex: string): string =>
  latex.replace(new RegExp(String.raw`\\text${GROUP}`, "g"), (text) =>
    (text.match(/\$[^$]*\$/g) ?? []).join(" "),
  );

/** Every `latex` in the data. */
function formulasOfData(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === "latex" ? (value as string[]) : formulasOfData(value),
  );
}

// ---- comparison

/** tr(A) would be read as a product where tr is a variable; α beside alpha. */
export const HIDDEN = /is a variable here, and the formula needs|look the same in a formula/;

/** Words beside formulas, in the margin. */
const PROSE: ReadonlySet<string> = new Set(["a", "entry", "is", "in", "as", "from", "and"]);

export function differences(expected: Printed[], found: Printed[], to: string, splits = false): string[] {
  const whats = (list: Printed[]) => new Map(list.map((p) => [p.what, p]));
  const [a, b] = [whats(expected), whats(found)];
  // tr(A) would be read as a product where tr is a variable
  for (const { what, text } of found) {
    if (!HIDDEN.test(text)) continue;
    const own = what.replace(" refused", "");
    for (const list of [a, b]) for (const key of [...list.keys()]) if (key.startsWith(own)) list.delete(key);
  }
  const only = [...[...b].filter(([w]) => !a.has(w)), ...[...a].filter(([w]) => !b.has(w))];
  if (only.length > 0) return only.slice(0, 2).map(([w, p]) => `${w}: ${p.text.slice(0, 200)}`);
  return [...b.values()].flatMap((own) => {
    const other = a.get(own.what) as Printed;
    if (own.what.endsWith("refused") || (own.what.endsWith("unicode") && PROSE.has(to))) return [];
    const what = difference(
      normal(other.text, own.surface),
      normal(own.text, own.surface),
      own.surface,
      splits,
    );
    return what === undefined ? [] : [`${own.what}: ${what}`];
  });
}

/** Constants and entries are written otherwise beside a name that looks like one. */
function normal(text: string, surface: Surface): string {
  const delta = (_: string, i: string, j: string): string => {
    if (surface === "latex") return `\\mathit{kronecker}_{${i}${j}}`;
    return [i, j].every((place) => place.length === 1) ? `kronecker_${i}${j}` : `kronecker(${i}, ${j})`;
  };
  const [unit, single] = surface === "latex" ? ["e_{$1}", "E_{$1$2}"] : ["e_$1", "E_$1$2"];
  const bracketed =
    surface === "latex"
      ? /\(([A-Za-z]|\\[a-zA-Z]+|\\math\w+\{\w+\})\)_\{/g
      : /\(([\p{L}\p{M}]+)\)_(?:\{([^}]*)\})?/gu;
  return text
    .replace(/(?:\\operatorname\{single\}|single)\(([^,()]+), 1, [^,()]+, 1\)/g, unit as string)
    .replace(
      /(?:\\operatorname\{single\}|single)\(([^,()]+), ([^,()]+), [^,()]+, [^,()]+\)/g,
      single as string,
    )
    .replace(/\[([^[\]=]+) = ([^[\]=]+)\]/g, delta)
    .replace(bracketed, (_, whole: string, places = "") =>
      surface === "latex" ? `\\hat{${whole}}_{` : ` ${whole}ofentries_${places.replaceAll(",", "")}`,
    )
    .replaceAll("\\operatorname{sigmoid}", "\\mathit{sigmoid}")
    .replaceAll("\\mathbb{I}", "\\mathit{identity}")
    .replace(/\beye\([\p{L}\p{M}\w]+\)/gu, "identity")
    .replace(/∑_/g, "summation_")
    .replace(/\\rVert_\{F\}|‖_F/g, " # ")
    .replace(/\[\dpt\]|\\,/g, "");
}
