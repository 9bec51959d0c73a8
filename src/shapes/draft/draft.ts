/**
 * One part of the syntax ─▶ its shape and the recipe for its expression. Sums and products, where
 * conventions decide what is meant, are in sums.ts and products.ts.
 */
import { ShapeError, type Span, UnknownNameError, UnsupportedError } from "../../errors.ts";
import { call, eye, number, ones, rationalNumber, sizeScalar, symbol } from "../../expression/build.ts";
import { type Dimension, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf, shapeText, transposedShape } from "../../expression/expr.ts";
import { hadamardPower } from "../../expression/hadamard.ts";
import { SINGLE } from "../../expression/heads.ts";
import { power, transpose } from "../../expression/power.ts";
import { parseRational } from "../../expression/rational.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { isRunOf, namesIn, nearestNames, unitPlaces } from "../names.ts";
import { assumeVariable, type Draft, knownNames, type Scope, symbolOf } from "../scope.ts";
import { draftBlock } from "./blocks.ts";
import { draftCall, draftNorm, functionOf } from "./calls.ts";
import { draftEntry, draftIndexedSum } from "./entries.ts";
import { draftOnesBelow } from "./ones.ts";
import { draftProduct } from "./products.ts";
import { draftSum } from "./sums.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

/** Drafts the parts first, the innermost before all: nothing recurses along the depth of the syntax. */
export function draft(syntax: Syntax, scope: Scope): Draft {
  for (const part of innermostFirst(syntax, scope)) {
    const { shape, make } = draftNode(part, scope);
    let made: Expr | undefined;
    const drafted: Draft = {
      shape,
      make: () => {
        made ??= make();
        return made;
      },
    };
    scope.drafted.set(part, drafted);
  }
  return scope.drafted.get(syntax) as Draft;
}

function innermostFirst(root: Syntax, scope: Scope): Syntax[] {
  const order = [root];
  for (const s of order) order.push(...plainParts(s, scope).filter((part) => !scope.drafted.has(part)));
  return scope.drafted.has(root) ? [] : order.reverse();
}

/** The parts that mean the same wherever they stand: no sizes, indices or exponents, nothing below a Σ. */
function plainParts(s: Syntax, scope: Scope): readonly Syntax[] {
  switch (s.kind) {
    case "sum":
      return s.terms.map((t) => t.term).reverse();
    case "product":
      return s.factors.map((f) => f.factor).reverse();
    case "negate":
    case "transpose":
    case "norm":
    case "entry":
      return [s.of];
    case "power":
      return [s.base];
    case "call": {
      const entry = functionOf(s.name, scope);
      return entry && entry.numbers !== "places" ? s.args.slice(0, entry.arity).reverse() : [];
    }
    case "block":
      return s.rows.flat().reverse();
    case "number":
    case "name":
    case "indexed-sum":
      return [];
  }
}

function draftNode(syntax: Syntax, scope: Scope): Draft {
  switch (syntax.kind) {
    case "number":
      return draftNumber(syntax);
    case "name":
      return draftName(syntax, scope);
    case "sum":
      return draftSum(syntax, scope);
    case "product":
      return draftProduct(syntax, scope);
    case "negate":
      return draftSum({ kind: "sum", terms: [{ sign: "-", term: syntax.of }], span: syntax.span }, scope);
    case "transpose": {
      const of = draftOnesBelow(syntax.of, scope) ?? draft(syntax.of, scope);
      return { shape: transposedShape(of.shape), make: () => transpose(of.make()) };
    }
    case "power":
      return draftPower(syntax, scope);
    case "call":
      return draftCall(syntax, scope);
    case "norm":
      return draftNorm(syntax, scope);
    case "block":
      return draftBlock(syntax, scope);
    case "entry":
      return draftEntry(syntax, scope);
    case "indexed-sum":
      return draftIndexedSum(syntax, scope);
  }
}

function draftNumber({ text, span }: Of<"number">): Draft {
  const value = parseRational(text);
  const isLost = Math.abs(value.n) <= Number.MIN_VALUE && /[1-9]/.test(text.replace(/e.*/i, ""));
  if (isLost || !Number.isFinite(value.n) || Math.abs(value.n) === Number.MAX_VALUE) {
    const facts = `this number is too ${isLost ? "small" : "large"}`;
    throw new ShapeError(facts, span, "numbers lie between 1e-320 and 1e308, or are 0");
  }
  return { shape: SCALAR, make: () => rationalNumber(value) };
}

export const isScalarShape = (shape: Shape, scope: Scope): boolean =>
  scope.sizes.resolveShape(shape) === SCALAR;

/** Makes two sizes equal, or fails with both facts. */
export function equate(
  a: Dimension,
  b: Dimension,
  scope: Scope,
  span: Span,
  message: () => string,
  hint?: () => string | undefined,
): void {
  if (!scope.sizes.unify(a, b)) throw new ShapeError(message(), span, hint?.());
}

export const shownShape = (shape: Shape, scope: Scope): string =>
  shapeText(scope.sizes.resolveShape(shape)).replace(/\?/g, "n");

function draftName(syntax: Of<"name">, scope: Scope): Draft {
  const { name } = syntax;
  const definition = scope.definitions.get(name);
  if (definition) return definition;
  const bound = scope.indices.get(name);
  if (bound) return { shape: SCALAR, make: () => bound.symbol };
  const variable = scope.variables.get(name);
  if (variable) return { shape: variable.shape, make: () => symbolOf(variable, scope) };
  if (scope.sizeNames.has(name)) return { shape: SCALAR, make: () => sizeScalar(sizeOf(name)) };
  const constant = draftConstant(name, scope);
  if (constant) return constant;
  if (functionOf(name, scope) && ([...name].length > 1 || scope.functions.has(name))) {
    throw new UnknownNameError(
      `${name} is a function and has no argument here`,
      syntax.span,
      `write ${name}(…)`,
    );
  }
  const extreme = /^(?:arg)?(min|max)_/.exec(name)?.[1];
  if (extreme) {
    const which = extreme === "min" ? "least" : "largest";
    const hint = `the ${which} entry is ${extreme}(x); or declare it: ${name} : scalar`;
    throw new UnknownNameError(`${name} is not declared`, syntax.span, hint);
  }
  if (!scope.undeclaredAllowed || OPERATOR_WORDS.test(name) || isJoined(name, scope))
    throw notDeclared(syntax, scope);
  const assumed = assumeVariable(name, scope);
  return { shape: assumed.shape, make: () => symbolOf(assumed, scope) };
}

export const notDeclared = ({ name, span }: Of<"name" | "call">, scope: Scope): UnknownNameError =>
  new UnknownNameError(`${name} is not declared`, span, nearestNames(name, knownNames(scope)));

/** Operators of other languages, which stand between two operands as a name would that is multiplied. */
const OPERATOR_WORDS = /^(?:mod|rem|div|xor|and|or|not)$/i;

/** A run of letters that is made of declared names only is a slip, and no new variable. */
function isJoined(name: string, scope: Scope): boolean {
  if (name.length < 2 || ![...scope.variables.values()].some((v) => v.declared)) return false;
  return isRunOf(name, knownNames(scope));
}

/** Undeclared I, 𝟏, e_i and E_ij: identity, ones, unit vectors and single-entry matrices, of inferred size. */
function draftConstant(name: string, scope: Scope): Draft | undefined {
  if (name === "I") {
    const n = scope.sizes.fresh();
    return { shape: shapeOf(n, n), make: () => eye(scope.sizes.resolve(n)) };
  }
  if (name === "𝟏" || name === "𝟙") {
    const shape = shapeOf(scope.sizes.fresh(), UNIT);
    return { shape, make: () => ones(scope.sizes.resolveShape(shape)) };
  }
  const places = unitPlaces(name);
  if (!places) return undefined;
  const [row = "", column] = places;
  const shape = shapeOf(scope.sizes.fresh(), column === undefined ? UNIT : scope.sizes.fresh());
  placeUnit(row, shape.rows, scope);
  if (column !== undefined) placeUnit(column, shape.cols, scope);
  const indices = new Map(scope.indices);
  const at = (place: string): Expr => {
    const index = indices.get(place);
    if (index) return index.symbol;
    return /\d/.test(place) ? number(Number(place)) : symbol(place, SCALAR, undefined, "index");
  };
  return {
    shape,
    make: () => {
      const { rows, cols } = scope.sizes.resolveShape(shape);
      const places = [at(row), column === undefined ? number(1) : at(column)];
      return call(SINGLE, places, [rows, cols], shapeOf(rows, cols));
    },
  };
}

/** The bound index of e_i runs over its entries. */
function placeUnit(place: string, size: Dimension, scope: Scope): void {
  const index = scope.indices.get(place);
  if (index) scope.sizes.unify(index.size, size);
}

function draftPower(syntax: Of<"power">, scope: Scope): Draft {
  const { exponent } = syntax;
  if (syntax.base.kind === "number" && syntax.base.text === "e") return draftExponential(syntax, scope);
  const base = draft(syntax.base, scope);
  const byEntries = syntax.elementwise || (scope.columnPowers && isColumn(base.shape, scope));
  const matrix = !byEntries && !isScalarShape(base.shape, scope);
  // X^k: the k that nothing declares is a whole number, like a size
  if (matrix) for (const name of namesIn(exponent)) if (isFree(name, scope)) scope.sizeNames.add(name);
  const to = draft(exponent, scope);
  equate(
    to.shape.rows,
    UNIT,
    scope,
    exponent.span,
    () => `an exponent is a scalar, and this one is ${shownShape(to.shape, scope)}`,
  );
  equate(
    to.shape.cols,
    UNIT,
    scope,
    exponent.span,
    () => `an exponent is a scalar, and this one is ${shownShape(to.shape, scope)}`,
  );
  if (!matrix) {
    return { shape: base.shape, make: () => hadamardPower(base.make(), to.make()) };
  }
  if (!scope.sizes.unify(base.shape.rows, base.shape.cols)) {
    throw new ShapeError(
      `only a square matrix has powers, and this one is ${shownShape(base.shape, scope)}`,
      syntax.span,
      "for each entry to a power write .^, for the squared length of a vector ‖x‖^2",
    );
  }
  return {
    shape: base.shape,
    make: () => {
      const k = to.make();
      if (k.kind === "number" && k.value.d !== 1) {
        throw new UnsupportedError(
          "a matrix has whole powers only here, and this exponent is no whole number",
          exponent.span,
        );
      }
      return power(base.make(), k);
    },
  };
}

/** eˣ of each entry; of a square matrix its exponential, unless it is written e.^X. */
function draftExponential({ exponent, elementwise, span }: Of<"power">, scope: Scope): Draft {
  const { rows, cols } = scope.sizes.resolveShape(draft(exponent, scope).shape);
  const isMatrix = rows !== UNIT && cols !== UNIT;
  return draft(
    { kind: "call", name: isMatrix && !elementwise ? "expm" : "exp", args: [exponent], span },
    scope,
  );
}

export const isColumn = ({ cols }: Shape, { sizes }: Scope): boolean => sizes.resolve(cols) === UNIT;

const isFree = (name: string, scope: Scope): boolean =>
  !scope.variables.has(name) && !scope.definitions.has(name) && !scope.indices.has(name);
