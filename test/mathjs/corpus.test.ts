/**
 * Every value and derivative of the corpora as a node of mathjs: evaluated by mathjs, with vectors as lists and as
 * columns, it has the evaluator's value; and read back it is the same function. Without MATGRAD_MATHJS a part of
 * them, the same each time.
 *
 * MATGRAD_MATHJS=1 npx vitest run test/mathjs/corpus.test.ts
 */
import { all, create } from "mathjs";
import { expect, it } from "vitest";
import { evaluate, type Sizes, type Values } from "../../src/evaluate/index.ts";
import { type Expr, isScalar, isVector, type SymbolNode } from "../../src/expression/expr.ts";
import { symbolsIn } from "../../src/expression/walk.ts";
import { statementsBy } from "../../src/library/parse.ts";
import matgrad, { verbsFor } from "../../src/mathjs/index.ts";
import { mathText } from "../../src/mathjs/layout.ts";
import { namesFor } from "../../src/mathjs/names.ts";
import { given, toMath } from "../../src/mathjs/values.ts";
import { type Matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { type Line, problemOf } from "../code/lines.ts";
import { atValues, type Sampled } from "../code/posed.ts";
import { linesOf } from "../corpus/published.ts";

/** Some stand beside a checkout, not in it. */
const FILES = [
  ...["cookbook.jsonl", "identities.jsonl", "regressions.jsonl"],
  ...["../../../shared/accept/cases.jsonl", "../../../shared/accept/public.jsonl"],
];
const SHARE = process.env.MATGRAD_MATHJS === undefined ? 8 : 1;
const LINES = FILES.flatMap((file) => linesOf<Partial<Line> & { readonly eq?: string }>(file))
  .filter((line): line is Line & { readonly eq?: string } => line.expr !== undefined)
  .map((line, i) => ({ ...line, id: `${i}: ${line.id ?? line.eq}` }))
  .filter((_, i) => i % SHARE === 0);
const SIZE_SETS = 8;

const math = create(all ?? {});
math.import([...matgrad] as never);
const { fromMathjs } = verbsFor(math);

/** At sizes of which none is 1: a list of one entry is no number to mathjs. */
function prepared(line: Line): Sampled | undefined {
  for (let set = 0; set < SIZE_SETS; set++) {
    const sample = atValues(problemOf(line), 7, set);
    if (typeof sample !== "string" && [...sample.sizes.values()].every((size) => size > 1)) return sample;
  }
  return undefined;
}

const typeOf = ({ shape, structure }: SymbolNode): string => {
  const { rows, cols } = shape;
  if (structure && structure !== "positive") return `${structure} ${rows.key}`;
  if (isScalar({ shape } as Expr)) return "scalar";
  return isVector({ shape } as Expr) ? `vector ${rows.key}` : `matrix ${rows.key} ${cols.key}`;
};

function distance(found: Matrix, expected: Matrix): number {
  if (found.data.length !== expected.data.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1e-12, ...expected.data.map(Math.abs));
  return Math.max(...expected.data.map((x, i) => Math.abs(x - (found.data[i] as number)))) / scale;
}

/** The values of the variables under mathjs's names, and the sizes. */
function scopeFor(symbols: readonly SymbolNode[], values: Values, sizes: Sizes, form: "list" | "rows") {
  const { of } = namesFor(symbols, new Map());
  const scope = new Map<string, unknown>(sizes);
  for (const s of symbols) {
    scope.set(of(s), toMath(math, values.get(s.name) as Matrix, isScalar(s) ? "scalar" : form));
  }
  return Object.fromEntries(scope);
}

it.each(LINES.map((line) => [line.id, line] as const))("%s", (_, line) => {
  const sample = prepared(line);
  if (!sample) return;
  const { problem, values, sizes } = sample;
  const roots = [problem.value, ...problem.derivatives.map((d) => d.value)];
  roots.forEach((root, i) => {
    const expected = sample.expected[i] as Matrix;
    const tolerance = Math.max(1e-8, 100 * (sample.slack[i] as number));
    const symbols = symbolsIn(root).filter((s) => s.role === "variable");
    const known = [...symbols, ...problem.elaborated.variables.values()].filter(
      (s, k, list) => values.has(s.name) && list.findIndex(({ name }) => name === s.name) === k,
    );
    const text = mathText(root, namesFor(known, new Map()));
    const node = math.parse(text);
    for (const form of ["list", "rows"] as const) {
      const value = given(node.evaluate(scopeFor(known, values, sizes, form)), "the value").value;
      expect([text, form, distance(value, expected)]).toEqual([
        text,
        form,
        expect.toSatisfy((d) => d < tolerance),
      ]);
    }
    const { of } = namesFor(known, new Map());
    const types = Object.fromEntries(known.map((s) => [of(s), typeOf(s)]));
    const back = elaborate(statementsBy(fromMathjs(node, types)));
    const renamed = new Map([
      // the k of X^k may be read as a variable
      ...[...sizes].map(([name, size]) => [name, scalarMatrix(size)] as const),
      ...known.map((s) => [of(s), values.get(s.name) as Matrix] as const),
    ]);
    const [again] = evaluate([back.value], renamed, sizes) as [Matrix];
    expect([text, distance(again, expected)]).toEqual([text, expect.toSatisfy((d) => d < tolerance)]);
  });
});
