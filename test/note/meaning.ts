/**
 * Does a mutant mean what the original did? Both formulas are worked out with numbers of their own, by an evaluator
 * that shares nothing with the reader: every matrix is 3×3, every vector has 3 entries, whatever the note says, and
 * each entry, derivative and differential is a number or matrix by how it is written.
 */
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import type { Note } from "../../src/note/note.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { type Formula, statementsOf } from "../../src/note/statements/formulas.ts";
import type { Syntax } from "../../src/syntax/tree.ts";
import { type Mutant, mutated } from "./mutants.ts";

type Numbers = readonly (readonly number[])[];
const SIZE = 3;

export function meansTheSame(note: Note, mutant: Mutant): boolean {
  const other = statementsOf(readNote(note.file, mutated(note.text, mutant)));
  const vectors = new Set(
    [...note.text.matchAll(/\$([a-z])(?:_\{[a-z]\})? \\in \\mathbb\{R\}\^\{[^}\\]*\}\$/g)].map(
      ([, name]) => name!,
    ),
  );
  return statementsOf(note).problems.some((problem, p) =>
    problem.formulas.some((formula, f) => {
      const { start, end } = formula.passage;
      const changed = other.problems[p]?.formulas[f];
      return (
        mutant.start >= start &&
        mutant.start <= end &&
        changed !== undefined &&
        isSame(formula, changed, vectors)
      );
    }),
  );
}

function isSame(a: Formula, b: Formula, vectors: ReadonlySet<string>): boolean {
  const [left, right] = [a, b].map(({ equations }) => equations.flatMap(({ sides }) => sides));
  if (left!.length !== right!.length) return false;
  return left!.every(({ syntax }, i) => {
    const changed = right![i]!.syntax;
    return syntax && changed ? isWorthTheSame(syntax, changed, vectors) : syntax === changed;
  });
}

export const isWorthTheSame = (a: Syntax, b: Syntax, vectors: ReadonlySet<string>): boolean =>
  [1, 2].every((sample) => {
    const [x, y] = [a, b].map((side) => text(worth(side, { sample, vectors, indices: new Map() })));
    return x === y;
  });

interface At {
  readonly sample: number;
  readonly vectors: ReadonlySet<string>;
  readonly indices: ReadonlyMap<string, number>;
}

const text = (value: Numbers | undefined): string =>
  value ? value.map((row) => row.map((x) => x.toPrecision(9)).join(" ")).join(";") : "nothing";

const scalar = (x: number): Numbers => [[x]];
const isNumber = (value: Numbers): boolean => value.length === 1 && value[0]!.length === 1;
const turned = (value: Numbers): Numbers => value[0]!.map((_, j) => value.map((row) => row[j]!));
const mapped = (value: Numbers, f: (x: number) => number): Numbers => value.map((row) => row.map(f));

function drawn(name: string, rows: number, cols: number, { sample }: At): Numbers {
  const random = randomFrom(sample, name);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()));
}

/** Undefined where shapes don't fit: a mutant of that kind has another meaning. */
function worth(syntax: Syntax, at: At): Numbers | undefined {
  const inside = (part: Syntax): Numbers | undefined => worth(part, at);
  switch (syntax.kind) {
    case "number":
      return scalar(Number(syntax.text));
    case "name": {
      const key = spelled(syntax, at);
      if (at.indices.has(key)) return scalar(at.indices.get(key)!);
      if (/^I/.test(key)) return drawn("I", 1, 1, { ...at, sample: 0 }).map(() => [1]);
      const by = syntax.derivative?.by[0] ?? syntax;
      const letter = by.kind === "name" ? (by.differential ?? by.name) : "x_1";
      if (at.vectors.has(letter)) return drawn(key, SIZE, 1, at);
      return /^\p{Lu}(?:_\p{L}+)?(?:_0)?$/u.test(letter) ? drawn(key, SIZE, SIZE, at) : drawn(key, 1, 1, at);
    }
    case "entry":
      return drawn(spelled(syntax, at), 1, 1, at);
    case "sum":
      return syntax.terms
        .map(({ sign, term }) => {
          const value = inside(term);
          return value && sign === "-" ? mapped(value, (x) => -x) : value;
        })
        .reduce((a, b) => a && b && added(a, b));
    case "negate":
      return after(inside(syntax.of), (value) => mapped(value, (x) => -x));
    case "transpose":
      return after(inside(syntax.of), turned);
    case "product":
      return syntax.factors
        .map(({ operator, factor }) =>
          after(inside(factor), (value) => (/\//.test(operator) ? mapped(value, (x) => 1 / x) : value)),
        )
        .reduce((a, b) => a && b && multiplied(a, b));
    case "power":
      return after(inside(syntax.base), (value) =>
        after(inside(syntax.exponent), (by) => mapped(value, (x) => x ** by[0]![0]!)),
      );
    case "block":
      return drawn(
        syntax.rows.map((row) => row.map((cell) => text(inside(cell))).join("&")).join(),
        2,
        2,
        at,
      );
    case "indexed-sum": {
      const terms = [1, 2, 3].map((k) =>
        worth(syntax.body, { ...at, indices: new Map([...at.indices, [syntax.index, k]]) }),
      );
      const to = syntax.to ? text(inside(syntax.to)) : "";
      return after(
        terms.reduce((a, b) => a && b && added(a, b)),
        (value) => multiplied(value, drawn(`to ${to}`, 1, 1, at)),
      );
    }
    default: {
      const args = syntax.kind === "call" ? syntax.args : [syntax.of];
      const own = syntax.kind === "call" ? syntax.name : `norm ${syntax.which}`;
      const values = args.map(inside);
      // the trace knows that it is cyclic
      if (own === "tr" && values[0] && values[0].length > 1)
        return scalar(values[0].reduce((sum, row, i) => sum + (row[i] ?? 0), 0));
      return drawn(`${own} ${values.map(text).join(",")}`, 1, 1, at);
    }
  }
}

const after = (
  value: Numbers | undefined,
  next: (value: Numbers) => Numbers | undefined,
): Numbers | undefined => value && next(value);

function added(a: Numbers, b: Numbers): Numbers | undefined {
  if (isNumber(a) && !isNumber(b)) return mapped(b, (x) => x + a[0]![0]!);
  if (isNumber(b)) return mapped(a, (x) => x + b[0]![0]!);
  return a.length === b.length ? a.map((row, i) => row.map((x, j) => x + b[i]![j]!)) : undefined;
}

function multiplied(a: Numbers, b: Numbers): Numbers | undefined {
  if (isNumber(a)) return mapped(b, (x) => x * a[0]![0]!);
  if (isNumber(b)) return mapped(a, (x) => x * b[0]![0]!);
  if (a[0]!.length !== b.length) return undefined;
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

/** How a name, an entry or a derivative is written, with the numbers that its indices are. */
function spelled(syntax: Syntax, at: At): string {
  if (syntax.kind === "name" && syntax.derivative) {
    const { of, by } = syntax.derivative;
    return `d ${of ? spelled(of, at) : ""} by ${by.map((part) => spelled(part, at)).join()}`;
  }
  if (syntax.kind === "name") return syntax.name;
  if (syntax.kind === "number") return syntax.text;
  if (syntax.kind === "entry") {
    const places = syntax.indices.map((index) => {
      if (index.kind !== "at") return ":";
      const name = index.index.kind === "name" ? index.index.name : "";
      return at.indices.has(name) ? `${at.indices.get(name)}` : spelled(index.index, at);
    });
    return `${spelled(syntax.of, at)}[${places.join()}]`;
  }
  return text(worth(syntax, at));
}
