/**
 * Products as they are written, joined from left to right: chains of matrices, entry by entry, quotients, Kronecker
 * products.
 *
 *     σ(z)(1 − σ(z)) of columns, in a note  ─▶  σ(z) ⊙ (1 − σ(z))
 */
import { ShapeError } from "../../errors.ts";
import { number } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { kronecker, kroneckerShape } from "../../functions/kronecker.ts";
import type { ProductFactor, Syntax } from "../../syntax/tree.ts";
import type { Draft, Scope } from "../scope.ts";
import { writtenText } from "../written.ts";
import { functionOf } from "./calls.ts";
import { draft, equate, isColumn, isScalarShape, shownShape } from "./draft.ts";
import { draftOnes } from "./ones.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

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

/** σ(z)(1 − σ(z)), e^z/(1 + e^z) of a column: two columns have no other product, and one is made entry by entry. */
function isEntrywisePair(
  run: Run,
  operator: ProductFactor["operator"],
  next: Neighbour,
  scope: Scope,
): boolean {
  const pair = [{ syntax: run.last.syntax, shape: run.shape }, next];
  return (
    scope.columnPowers &&
    (operator === "*" || operator === "juxtaposed" || operator === "/") &&
    pair.every(({ shape }) => isColumn(shape, scope) && !isScalarShape(shape, scope)) &&
    (operator === "/" ? isShifted(next.syntax) : pair.some(({ syntax }) => isByEntries(syntax, scope)))
  );
}

/** u · v of two columns, in a note: a sign between them, where X y has none. */
const isInner = (run: Run, operator: ProductFactor["operator"], next: Neighbour, scope: Scope): boolean =>
  scope.columnPowers &&
  operator === "*" &&
  [run.shape, next.shape].every((shape) => isColumn(shape, scope) && !isScalarShape(shape, scope));

function inner(run: Run, next: Neighbour, right: Draft, scope: Scope): Joined {
  const left = runValue(run);
  const message = (): string =>
    `the inner product of ${writtenText(run.last.syntax)} and ${writtenText(next.syntax)} asks for as many entries`;
  equate(run.shape.rows, next.shape.rows, scope, next.syntax.span, message);
  const make = (): Expr => product([transpose(left()), right.make()]);
  return { shape: SCALAR, makes: [make], last: { syntax: next.syntax, shape: SCALAR } };
}

const isReciprocal = (run: Run, next: Neighbour, scope: Scope): boolean =>
  scope.columnPowers &&
  isScalarShape(run.shape, scope) &&
  isColumn(next.shape, scope) &&
  !isScalarShape(next.shape, scope) &&
  isShifted(next.syntax);

/** 1 + e^{−x} and its powers: of √d the d is rather a scalar. */
const isShifted = (s: Syntax): boolean =>
  (s.kind === "sum" && s.terms.some(({ term }) => term.kind === "number")) ||
  (s.kind === "power" && isShifted(s.base));

/** σ(z), 1 − a, z² */
const isByEntries = (s: Syntax, scope: Scope): boolean =>
  (s.kind === "call" && functionOf(s.name, scope)?.elementwise === true) ||
  isShifted(s) ||
  s.kind === "power";

function join(run: Run, { operator, factor }: ProductFactor, right: Draft, scope: Scope): Joined {
  const left = { shape: run.shape, value: runValue(run) };
  const next = { syntax: factor, shape: right.shape };
  if (isEntrywisePair(run, operator, next, scope))
    return entrywise(run, operator === "/" ? "./" : ".*", factor, right, scope);
  if (isInner(run, operator, next, scope)) return inner(run, next, right, scope);
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
      // 1/(1 + e^{−x}) of a column
      if (isReciprocal(run, next, scope)) {
        run.makes.push(() => hadamardPower(right.make(), number(-1)));
        return { ...run, shape: right.shape, last: next };
      }
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
