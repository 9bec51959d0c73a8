/**
 * Sums and products, where conventions decide what is meant: a scalar added to a matrix is replicated,
 * a vector added to a matrix is a bias.
 *
 *     X W + b, b of as many entries as X W has columns  ─▶  X W + 1 bᵀ
 */
import { ShapeError } from "../errors.ts";
import { negate, number, ones, sum } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { kronecker, kroneckerShape } from "../functions/kronecker.ts";
import type { ProductFactor, Syntax } from "../syntax/tree.ts";
import { functionOf } from "./calls.ts";
import { draft, equate, isColumn, isScalarShape, shownShape } from "./draft.ts";
import { draftOnes } from "./ones.ts";
import type { Draft, Scope } from "./scope.ts";
import { writtenText } from "./written.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

interface Term {
  readonly syntax: Syntax;
  readonly negative: boolean;
  readonly drafted: Draft;
}

const isMatrix = (shape: Shape, scope: Scope): boolean => {
  const { rows, cols } = scope.sizes.resolveShape(shape);
  return rows !== UNIT && cols !== UNIT;
};

export function draftSum(syntax: Of<"sum">, scope: Scope): Draft {
  const terms = syntax.terms.map(
    ({ sign, term }): Term => ({
      syntax: term,
      negative: sign === "-",
      drafted: draft(term, scope),
    }),
  );
  const wide = terms.filter((t) => !isScalarShape(t.drafted.shape, scope));
  const target = wide.find((t) => isMatrix(t.drafted.shape, scope)) ?? wide[0];
  if (!target) return { shape: SCALAR, make: () => sum(terms.map((t) => signed(t, t.drafted.make()))) };
  const recipes = new Map<Term, () => Expr>();
  // whole matrices first, so that a bias meets sizes that are known
  for (const t of [...wide].sort(
    (a, b) => Number(isMatrix(b.drafted.shape, scope)) - Number(isMatrix(a.drafted.shape, scope)),
  )) {
    recipes.set(t, adapt(t, target, scope));
  }
  const { shape } = target.drafted;
  for (const t of terms) {
    if (recipes.has(t)) continue;
    recipes.set(t, () => product([t.drafted.make(), ones(scope.sizes.resolveShape(shape))]));
    const text = writtenText(t.syntax);
    const isOverNames = wide.every((w) => isAssumedAlone(w.syntax, scope));
    const of = t.syntax.kind === "number" || t.syntax.kind === "name" ? t.syntax.kind : "value";
    scope.replicated.push({ kind: "entry", what: text, to: writtenText(target.syntax), of, isOverNames });
  }
  return { shape, make: () => sum(terms.map((t) => signed(t, recipes.get(t)!()))) };
}

/** An undeclared name, or numbers times one. */
function isAssumedAlone(syntax: Syntax, scope: Scope): boolean {
  if (syntax.kind === "name") return scope.variables.get(syntax.name)?.declared === false;
  const factors = syntax.kind === "product" ? syntax.factors.map((f) => f.factor) : [];
  const others = factors.filter((f) => f.kind !== "number");
  return others.length === 1 && isAssumedAlone(others[0] as Syntax, scope);
}

const signed = (t: Term, value: Expr): Expr => (t.negative ? negate(value) : value);

/** The recipe for a term in the shape of the target. */
function adapt(term: Term, target: Term, scope: Scope): () => Expr {
  const { shape, make } = term.drafted;
  const goal = target.drafted.shape;
  const vector = !isMatrix(shape, scope) && isMatrix(goal, scope);
  if (!vector) {
    const clash = () => sumClash(term, target, scope);
    if (term === target) return make;
    const column = scope.sizes.resolve(shape.cols) === UNIT;
    if (column !== (scope.sizes.resolve(goal.cols) === UNIT))
      throw new ShapeError(clash(), term.syntax.span, sumHint(term, target, scope));
    const hint = () => sumHint(term, target, scope);
    equate(shape.rows, goal.rows, scope, term.syntax.span, clash, hint);
    equate(shape.cols, goal.cols, scope, term.syntax.span, clash, hint);
    return make;
  }
  return fitBias(term, target, scope);
}

function fitBias(term: Term, target: Term, scope: Scope): () => Expr {
  const { shape, make } = term.drafted;
  const { rows, cols } = scope.sizes.resolveShape(target.drafted.shape);
  const name = writtenText(term.syntax);
  const resolved = scope.sizes.resolveShape(shape);
  const addToRows = (row: () => Expr) => {
    scope.replicated.push({
      kind: "row",
      what: name,
      to: writtenText(target.syntax),
      of: "value",
      isOverNames: false,
    });
    return () => product([ones(shapeOf(scope.sizes.resolve(rows), UNIT)), row()]);
  };
  if (resolved.rows === UNIT) {
    equate(resolved.cols, cols, scope, term.syntax.span, () => sumClash(term, target, scope));
    return addToRows(make);
  }
  const unknown = resolved.rows.key.includes("?");
  if (!unknown && resolved.rows === cols && rows === cols) {
    throw new ShapeError(
      `${name} has ${rows.key} entries and fits both the rows and the columns of the ${rows.key}×${cols.key} matrix`,
      term.syntax.span,
      `write 1 ${name}ᵀ to add it to every row (ones(${rows.key})*${name}') or ${name} 1ᵀ to add it to every column`,
    );
  }
  if (resolved.rows !== rows && scope.sizes.unify(resolved.rows, cols))
    return addToRows(() => transpose(make()));
  equate(resolved.rows, rows, scope, term.syntax.span, () => sumClash(term, target, scope));
  scope.replicated.push({
    kind: "column",
    what: name,
    to: writtenText(target.syntax),
    of: "value",
    isOverNames: false,
  });
  return () => product([make(), ones(shapeOf(UNIT, scope.sizes.resolve(cols)))]);
}

/** A transpose that fits. */
function sumHint(term: Term, target: Term, scope: Scope): string | undefined {
  const [a, b] = [term, target].map((t) => scope.sizes.resolveShape(t.drafted.shape)) as [Shape, Shape];
  if (a.rows !== b.cols || a.cols !== b.rows) return undefined;
  return `the transpose of ${writtenText(term.syntax)} would fit`;
}

function sumClash(term: Term, target: Term, scope: Scope): string {
  const a = `${writtenText(target.syntax)} is ${shownShape(target.drafted.shape, scope)}`;
  const b = `${writtenText(term.syntax)} is ${shownShape(term.drafted.shape, scope)}`;
  return `${a} and ${b}: the terms of a sum must have one shape`;
}

/** A run of factors joined by `*`, whose chain is multiplied at once. */
interface Run {
  shape: Shape;
  readonly makes: (() => Expr)[];
  /** The last factor that is no scalar: the neighbour of the next one. */
  last: Neighbour;
  /** All that was written so far. */
  readonly factors: readonly ProductFactor[];
}

interface Neighbour {
  readonly syntax: Syntax;
  readonly shape: Shape;
}

export function draftProduct(syntax: Of<"product">, scope: Scope): Draft {
  let run: Run | undefined;
  for (const [i, factor] of syntax.factors.entries()) {
    const { shape, make } = draftOnes(syntax, i, run?.shape, scope) ?? draft(factor.factor, scope);
    const last = { syntax: factor.factor, shape };
    const factors = syntax.factors.slice(0, i + 1);
    run = run
      ? { ...join(run, factor, { shape, make }, scope), factors }
      : { shape, makes: [make], last, factors };
  }
  const { shape, makes } = run!;
  return { shape, make: () => product(makes.map((make) => make())) };
}

const runValue = (run: Run): (() => Expr) => {
  const makes = [...run.makes];
  return () => product(makes.map((make) => make()));
};

function refuseScalar({ syntax, shape }: Neighbour, scope: Scope): void {
  if (!isScalarShape(shape, scope)) return;
  throw new ShapeError(
    `@ multiplies matrices, and ${writtenText(syntax)} is a scalar`,
    syntax.span,
    "write * for a scalar times a matrix",
  );
}

type Joined = Omit<Run, "factors">;

function entrywise(run: Run, operator: ".*" | "./", factor: Syntax, right: Draft, scope: Scope): Joined {
  const shape = entrywiseShape(run.shape, right.shape, writtenSoFar(run), factor, scope);
  const left = runValue(run);
  const value = operator === ".*" ? right.make : () => hadamardPower(right.make(), number(-1));
  return { shape, makes: [() => hadamard([left(), value()])], last: { syntax: writtenSoFar(run), shape } };
}

/** σ(z)(1 − σ(z)) of a column: two columns have no other product, and one of them is made entry by entry. */
function isEntrywisePair(
  run: Run,
  operator: ProductFactor["operator"],
  next: Neighbour,
  scope: Scope,
): boolean {
  const pair = [{ syntax: run.last.syntax, shape: run.shape }, next];
  return (
    scope.columnPowers &&
    (operator === "*" || operator === "juxtaposed") &&
    pair.every(({ shape }) => isColumn(shape, scope) && !isScalarShape(shape, scope)) &&
    pair.some(({ syntax }) => isByEntries(syntax, scope))
  );
}

/** σ(z), 1 − a, z² */
const isByEntries = (s: Syntax, scope: Scope): boolean =>
  (s.kind === "call" && functionOf(s.name, scope)?.elementwise === true) ||
  (s.kind === "sum" && s.terms.some(({ term }) => term.kind === "number")) ||
  s.kind === "power";

function join(run: Run, { operator, factor }: ProductFactor, right: Draft, scope: Scope): Joined {
  const left = { shape: run.shape, value: runValue(run) };
  const next = { syntax: factor, shape: right.shape };
  if (isEntrywisePair(run, operator, next, scope)) return entrywise(run, ".*", factor, right, scope);
  switch (operator) {
    case "@":
    case "*":
    case "juxtaposed":
      if (operator === "@") for (const side of [run.last, next]) refuseScalar(side, scope);
      run.shape = productShape(run, next, scope);
      run.makes.push(right.make);
      if (!isScalarShape(right.shape, scope)) run.last = next;
      return run;
    case "/":
      if (!isScalarShape(right.shape, scope)) {
        throw new ShapeError(
          `cannot divide by ${writtenText(factor)}, which is ${shownShape(right.shape, scope)}`,
          factor.span,
          divisionHint(left.shape, next, scope),
        );
      }
      run.makes.push(() => power(right.make(), number(-1)));
      return run;
    case ".*":
    case "./":
      return entrywise(run, operator, factor, right, scope);
    case "kron": {
      const a = scope.sizes.resolveShape(left.shape);
      const b = scope.sizes.resolveShape(right.shape);
      const shape = kroneckerShape(a, b);
      const last = { syntax: writtenSoFar(run), shape };
      return { shape, makes: [() => kronecker(left.value(), right.make())], last };
    }
  }
}

/** The factors so far as one part of the syntax. */
function writtenSoFar({ factors }: Run): Syntax {
  const [first, ...others] = factors as readonly [ProductFactor, ...ProductFactor[]];
  if (others.length === 0) return first.factor;
  const end = (others.at(-1) as ProductFactor).factor.span.end;
  return { kind: "product", factors, span: { start: first.factor.span.start, end } };
}

function divisionHint(left: Shape, divisor: Neighbour, scope: Scope): string {
  const [a, b] = [scope.sizes.resolveShape(left), scope.sizes.resolveShape(divisor.shape)];
  const text = writtenText(divisor.syntax);
  const inverse = b.rows === b.cols ? [`inv(${text}) for the inverse`] : [];
  const entrywise = a === b || a === SCALAR ? ["./ to divide entry by entry"] : [];
  const ways = [...inverse, ...entrywise];
  return ways.length > 0 ? `write ${ways.join(", or ")}` : "only a scalar divides";
}

function productShape(run: Run, right: Neighbour, scope: Scope): Shape {
  const { shape: a, last } = run;
  const b = right.shape;
  if (isScalarShape(a, scope)) return b;
  if (isScalarShape(b, scope)) return a;
  // a scalar chain before it leaves the run with another shape than its last factor's
  const left = last.shape.cols === a.cols ? last : { syntax: writtenSoFar(run), shape: a };
  equate(
    a.cols,
    b.rows,
    scope,
    right.syntax.span,
    () => {
      const sizes = [a.cols, b.rows].map((d) => scope.sizes.resolve(d).key.replace(/\?/g, "n"));
      const facts = [left, right].map((x) => `${writtenText(x.syntax)} is ${shownShape(x.shape, scope)}`);
      return `${facts.join(" and ")}: the inner sizes ${sizes.join(" and ")} must be equal`;
    },
    () => productHint(left, right, scope.sizes.resolveShape(a), scope),
  );
  return shapeOf(a.rows, b.cols);
}

/** Which transpose would make two neighbours conform. */
function productHint(left: Neighbour, right: Neighbour, run: Shape, scope: Scope): string | undefined {
  const [a, b] = [left, right].map((x) => scope.sizes.resolveShape(x.shape)) as [Shape, Shape];
  const [x, y] = [left, right].map(({ syntax }) => writtenText(syntax, 2)) as [string, string];
  if (a === b && a.cols === UNIT) {
    return `write ${x}' ${y} for the inner product, ${x} ${y}' for the outer one, ${x} .* ${y} entry by entry`;
  }
  const transposed = (text: string) => (text.endsWith("'") ? text.slice(0, -1) : `${text}'`);
  const ways = [
    ...(a.rows === b.rows && a === run ? [`${transposed(x)} ${y}`] : []),
    ...(a.cols === b.cols ? [`${x} ${transposed(y)}`] : []),
  ];
  return ways.length > 0 ? `${ways.join(" or ")} would fit` : undefined;
}

function entrywiseShape(a: Shape, b: Shape, left: Syntax, right: Syntax, scope: Scope): Shape {
  if (isScalarShape(a, scope)) return b;
  if (isScalarShape(b, scope)) return a;
  const clash = () =>
    `${writtenText(left)} is ${shownShape(a, scope)} and ${writtenText(right)} is ${shownShape(b, scope)}: an entry-by-entry product needs equal shapes`;
  equate(a.rows, b.rows, scope, right.span, clash);
  equate(a.cols, b.cols, scope, right.span, clash);
  return a;
}
