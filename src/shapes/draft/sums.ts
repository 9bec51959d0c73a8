/**
 * Sums, where conventions decide what is meant: a scalar added to a matrix is replicated,
 * a vector added to a matrix is a bias.
 *
 *     X W + b, b of as many entries as X W has columns  ─▶  X W + 1 bᵀ
 */
import { ShapeError } from "../../errors.ts";
import { negate, ones, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Draft, Scope } from "../scope.ts";
import { writtenText } from "../written.ts";
import { draft, equate, isScalarShape, shownShape } from "./draft.ts";

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
