/**
 * One name of a problem replaced by another: is everything that the program prints the same up to that?
 */
import { generateCode } from "../../src/code/generate.ts";
import { transliterated } from "../../src/code/names.ts";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { type Format, printDerivation } from "../../src/derivation/documents.ts";
import type { Style } from "../../src/derivation/step.ts";
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { TARGETS } from "../../src/functions/code.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { nameParts } from "../../src/print/names.ts";
import { answers } from "../../src/problem/answers.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { difference, GROUP, type Surface } from "./comparison.ts";
import { NAMES } from "./names.ts";
import { type Named, PROBLEMS, renamed, wordsOf } from "./problems.ts";

const STYLES: readonly Style[] = ["elementwise", "index", "differential", "backprop", "perturbation"];
const FORMATS: readonly Format[] = ["md", "latex", "html", "unicode", "json"];

interface Printed {
  readonly what: string;
  readonly text: string;
  readonly surface: Surface;
}

const read = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

/** Everything that is printed about a problem, or the message of a refusal. */
const printedOf = (problem: Named, what: "documents" | "code"): Printed[] =>
  what === "code"
    ? ofTargets(problem)
    : [...ofAnswers(problem), ...STYLES.flatMap((style) => ofStyle(problem, style))];

function orRefusal(what: string, print: () => Printed[]): Printed[] {
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

const ofTargets = ({ text, wrt, order }: Named): Printed[] =>
  order && order > 2
    ? []
    : TARGETS.flatMap((target) =>
        orRefusal(target, () => {
          const code = generateCode(read(text), { target, wrt, ...(order === 2 && { order }) });
          return [{ what: target, text: mainFunction(code), surface: "plain" }];
        }),
      );

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

/** What follows the helpers, without comments. */
const mainFunction = (code: string): string =>
  code
    .slice(Math.max(0, code.search(/^(?:export function valueAnd|def value_and|function .*value_and)/m)))
    .replace(/"""[\s\S]*?"""|\/\*[\s\S]*?\*\/|^\s*%.*$|^\s*#.*$/gm, "")
    .replace(/#=[\s\S]*?=#/g, "")
    .replace(/^function (?!.*value_and)[\s\S]*/m, "");

// ---- comparison

/** A name of the same kind and length, which means nothing to the program: a name is printed by its kind. */
function neutral(name: string, problem: Named): string | undefined {
  const { base } = nameParts(name);
  const pool = KINDS.find(([kind]) => kind.test(base))?.[1];
  const letters = pool ? [...pool] : ["q".repeat(base.length)];
  const isFree = (l: string) =>
    [l, l.toLowerCase(), l.toUpperCase()].every((c) => !wordsOf(problem.text).has(c));
  const own = letters.find((l) => l !== base && isFree(l));
  return own && name.replace(/[A-Za-z]+|[^_]/u, own);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]$/, "ywuzo"],
  [/^[A-Z]$/, "DOWVN"],
  [/^[α-ωϵϑϱςϕℓ]$/u, "ξζψ"],
  [/^[Α-Ω]$/u, "ΞΨΦ"],
];

const baselines = new Map<string, Printed[]>();

function baseline(problem: Named, what: "documents" | "code"): Printed[] {
  const key = `${what}|${problem.text}|${problem.wrt}`;
  const known = baselines.get(key) ?? printedOf(problem, what);
  baselines.set(key, known);
  return known;
}

/** What is wrong with the problem in which `from` is called `to`; undefined where that can't be asked. */
export function faults(problem: Named, from: string, to: string): string[] | undefined {
  const changed = renamed(problem, from, to);
  const other = neutral(to, problem);
  const like = other && renamed(problem, from, other);
  if (!changed || !like || !isLegal(changed)) return undefined;
  return [
    ...differences(baseline(like, "documents"), printedOf(changed, "documents"), to),
    ...codeFaults(problem, from, to, printedOf(changed, "code")),
  ];
}

/** Lines are broken where they are long: the other name is as long as the identifier, perhaps with its underscore. */
function codeFaults(problem: Named, from: string, to: string, found: Printed[]): string[] {
  const length = transliterated(to).length;
  const candidates = [length, length + 1].map((n) => {
    const like = renamed(problem, from, "Q".padEnd(n, "q"));
    return like ? differences(baseline(like, "code"), found, to) : [];
  });
  return candidates.find((list) => list.length === 0) ?? (candidates[0] as string[]);
}

/** Words beside formulas, in the margin. */
const PROSE: ReadonlySet<string> = new Set(["a", "entry", "is", "in", "as", "from", "and"]);

function differences(expected: Printed[], found: Printed[], to: string): string[] {
  const whats = (list: Printed[]) => new Map(list.map((p) => [p.what, p]));
  const [a, b] = [whats(expected), whats(found)];
  // tr(A) would be read as a product where tr is a variable
  for (const { what, text } of found) {
    if (!text.includes("is a variable here, and the formula needs")) continue;
    const own = what.replace(" refused", "");
    for (const list of [a, b]) for (const key of [...list.keys()]) if (key.startsWith(own)) list.delete(key);
  }
  const only = [...[...b].filter(([w]) => !a.has(w)), ...[...a].filter(([w]) => !b.has(w))];
  if (only.length > 0) return only.slice(0, 2).map(([w, p]) => `${w}: ${p.text.slice(0, 200)}`);
  return [...b.values()].flatMap((own) => {
    const other = a.get(own.what) as Printed;
    if (own.what.endsWith("refused") || (own.what.endsWith("unicode") && PROSE.has(to))) return [];
    const what = difference(normal(other.text, own.surface), normal(own.text, own.surface), own.surface);
    return what === undefined ? [] : [`${own.what}: ${what}`];
  });
}

/** Constants are written otherwise beside a name of their letter. */
function normal(text: string, surface: Surface): string {
  const delta = surface === "latex" ? "\\mathit{kronecker}_{$1$2}" : "kronecker_$1$2";
  const [unit, single] = surface === "latex" ? ["e_{$1}", "E_{$1$2}"] : ["e_$1", "E_$1$2"];
  return text
    .replace(/(?:\\operatorname\{single\}|single)\(([^,()]+), 1, [^,()]+, 1\)/g, unit as string)
    .replace(
      /(?:\\operatorname\{single\}|single)\(([^,()]+), ([^,()]+), [^,()]+, [^,()]+\)/g,
      single as string,
    )
    .replace(/\[([^[\]=]+) = ([^[\]=]+)\]/g, delta)
    .replaceAll("\\operatorname{sigmoid}", "\\mathit{sigmoid}")
    .replaceAll("\\mathbb{I}", "\\mathit{identity}")
    .replace(/\beye\(\w+\)/g, "identity")
    .replace(/∑_/g, "summation_")
    .replace(/\\rVert_\{F\}|‖_F/g, " norm ")
    .replace(/\[\dpt\]|\\,/g, "");
}

/** Does the language read the text as it reads it with other names? */
function isLegal({ text, wrt }: Named): boolean {
  try {
    freshStore();
    const { variables } = elaborate(read(text), { undeclaredAllowed: false });
    return wrt.every((name) => variables.has(name));
  } catch (error) {
    if (error instanceof MatrixCalculusError) return false;
    throw error;
  }
}

export interface Replacement {
  readonly problem: Named;
  readonly from: string;
  readonly to: string;
}

/** Every name of every problem by every other, in a fixed order that mixes them. */
export function replacements(): Replacement[] {
  const all = PROBLEMS.flatMap((problem) =>
    problem.names.flatMap((from) => NAMES.map((to) => ({ problem, from, to }))),
  );
  return all.map((_, k) => all[(k * STRIDE) % all.length] as Replacement);
}

/** Prime to the number of replacements. */
const STRIDE = 7919;
