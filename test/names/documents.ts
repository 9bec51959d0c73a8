/**
 * What is printed about a problem, and whether two prints are the same up to names.
 */
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import {
  type Block,
  FORMATS,
  type Format,
  type Inline,
  type Parts,
  parts,
} from "../../src/derivation/documents/layout.ts";
import { layoutFor } from "../../src/derivation/documents/options.ts";
import type { Style } from "../../src/derivation/step.ts";
import { STYLE_NAMES } from "../../src/derivation/styles.ts";
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answers } from "../../src/problem/answer/answers.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { difference, type Pairs, type Surface } from "./comparison.ts";
import type { Named } from "./problems.ts";

/** The formats only put marks around formulas: each is printed whole in one style. */
const FORMAT_OF = new Map(STYLE_NAMES.map((style, k) => [style, FORMATS[k % FORMATS.length]]));

export interface Printed {
  readonly what: string;
  readonly text: string;
  readonly surface: Surface;
}

export const read = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

/** Everything that is printed about a problem, or the message of a refusal. */
export const documentsOf = (problem: Named): Printed[] => [
  ...ofAnswers(problem),
  ...STYLE_NAMES.flatMap((style) => ofStyle(problem, style)),
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
        ...of("ascii", answer.ascii, "ascii"),
        ...of("unicode", answer.unicode, "unicode"),
        ...of("latex", answer.latex, "latex"),
        ...of("index ascii", answer.index?.ascii, "ascii"),
        ...of("index latex", answer.index?.latex, "latex"),
      ];
    }),
  );

function ofStyle({ text, wrt, order, stationary }: Named, style: Style): Printed[] {
  return orRefusal(style, () => {
    freshStore();
    const request = { style, wrt, ...(order && { order }), ...(stationary && { stationary }) };
    const { derivation, report } = derive({ statements: read(text) }, request);
    printDerivation({ derivation, report }, { format: FORMAT_OF.get(style) as Format });
    return (["latex", "unicode"] as const).flatMap((format) =>
      groups(parts(derivation, layoutFor(derivation, { format }))).map(
        (blocks, k): Printed => ({
          what: `${style} ${format} ${k}`,
          text: blocks.flatMap(formulasOf).join("\n"),
          surface: format,
        }),
      ),
    );
  });
}

/** Indices have letters of their own in each section. */
const groups = ({ given, sections, results, remarks }: Parts): (readonly Block[])[] => [
  [...given, ...results, ...remarks],
  ...sections.map(({ title, steps }) => [
    { kind: "heading", content: title } as const,
    ...steps.flatMap(({ blocks }) => blocks),
  ]),
];

const formulasOf = (block: Block): string[] =>
  block.kind === "display"
    ? block.lines.flatMap(({ left, sign, right, reason }) => [
        `${left} ${sign} ${right}`,
        ...formulasIn(reason),
      ])
    : formulasIn(block.content);

const formulasIn = (content: readonly Inline[]): string[] =>
  content.flatMap((part) => (part.kind === "math" ? [part.formula] : []));

// ---- comparison

/** tr(A) would be read as a product where tr is a variable; α beside alpha. */
export const HIDDEN = /is a variable here, and the formula needs|look the same in a formula/;

export interface Compared {
  /** What is known to stand for each other. */
  readonly pairs?: Pairs;
  /** What has one name in the first may have several in the other: the entries of x beside an x_1. */
  readonly splits?: boolean;
}

export function differences(
  expected: Printed[],
  found: Printed[],
  { pairs = {}, splits = false }: Compared = {},
) {
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
    const { text, what, surface } = own;
    if (what.endsWith("refused")) return [];
    const known = pairs[surface] ?? [];
    const texts = [(a.get(what) as Printed).text, text].map((t, side) =>
      normal(t, surface, new Set(known.flat()), new Set(known.map((pair) => pair[side] as string))),
    ) as [string, string];
    // code is broken where its lines are too long, and it is run
    const lines = texts.map((t) => t.split("\n").length);
    if (surface === "plain" && lines[0] !== lines[1]) return [];
    const other = difference(...texts, surface, pairs, splits);
    return other === undefined ? [] : [`${what}: ${other}`];
  });
}

/** Constants and entries are written otherwise beside a name that looks like one. */
function normal(
  text: string,
  surface: Surface,
  names: ReadonlySet<string>,
  own: ReadonlySet<string>,
): string {
  const identity = names.has("eye") ? /(?!)/g : /\beye\([\p{L}\p{M}\w]+\)/gu;
  const delta = (_: string, i: string, j: string): string =>
    surface === "latex" ? `\\mathit{kronecker}_{${i}${j}}` : `kronecker(${i}, ${j})`;
  // δ_ij, or δ(k₁, j)
  const deltas =
    surface === "unicode" && !own.has("δ") && !own.has("Δ")
      ? /δ(?:_(\p{L})(\p{L})(?![\p{L}\w])|\(([^(),]+), ([^(),]+)\))/gu
      : /(?!)/g;
  const [unit, single] = surface === "latex" ? ["e_{$1}", "E_{$1$2}"] : ["e_$1", "E_$1$2"];
  const bracketed =
    surface === "latex"
      ? /\(([A-Za-z]|\\[a-zA-Z]+|\\math\w+\{\w+\})\)_\{/g
      : /\(([\p{L}\p{M}]+)\)_(?:\{([^}]*)\})?/gu;
  return text
    .replace(deltas, "kronecker($1$3, $2$4)")
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
    .replace(identity, "identity")
    .replace(/∑_/g, "summation_")
    .replace(/\\rVert_\{F\}|‖_F/g, " # ")
    .replace(/\[\dpt\]|\\,/g, "");
}
