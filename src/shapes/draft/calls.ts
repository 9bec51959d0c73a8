/**
 * Calls: the function's arguments and sizes, and its shape rule with sizes that may still be unknown.
 *
 *     unvec(v, m, n)  ─▶  v drafted, m and n read as sizes, shape m×n if v has m·n entries
 */
import { ShapeError } from "../../errors.ts";
import { symbol } from "../../expression/build.ts";
import { type Dimension, multiplySizes, sizeNames, UNIT } from "../../expression/dimension.ts";
import { SCALAR, shapeOf, shapeText } from "../../expression/expr.ts";
import { SINGLE } from "../../expression/heads.ts";
import type { FunctionEntry, ShapeRules } from "../../functions/function.ts";
import { apply, functionNamed } from "../../functions/index.ts";
import { unknownElementwise } from "../../functions/own/unknown.ts";
import { derivedFrom } from "../../syntax/names.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { positiveSize } from "../declarations.ts";
import { namesIn } from "../names.ts";
import type { Draft, Scope } from "../scope.ts";
import { counted, writtenText } from "../written.ts";
import { draft, equate, isScalarShape, notDeclared, shownShape } from "./draft.ts";
import { equateIndex } from "./entries.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

export const functionOf = (name: string, scope: Scope): FunctionEntry | undefined =>
  scope.functions.get(name) ?? functionNamed(name) ?? derivativeOfDeclared(name, scope);

/** f′ of an f that is declared to act entry by entry, written f'; ∇L and J_f of others, grad_L and J_f. */
function derivativeOfDeclared(name: string, scope: Scope): FunctionEntry | undefined {
  const whole = derivedFrom(name);
  const of = whole === undefined ? undefined : scope.functions.get(whole);
  if (of?.whole?.name === name) return of.whole;
  const bare = name.replace(/'+$/, "");
  const known = bare === name ? undefined : scope.functions.get(bare);
  return known?.elementwise ? unknownElementwise(bare, name.length - bare.length) : undefined;
}

/** The shape rule's demands; one that can't be met names the call and the shapes of its arguments. */
const inferenceRules = (call: Syntax, args: readonly Argument[], scope: Scope): ShapeRules => ({
  equal(a, b, why) {
    equate(a, b, scope, call.span, () => {
      const facts = args.map((x) => `${writtenText(x.syntax)} is ${shownShape(x.drafted.shape, scope)}`);
      return `${writtenText(call)} needs that ${why}, and ${facts.join(" and ")}`;
    });
  },
  unit: UNIT,
  shape: shapeOf,
  multiply: (a, b) => sizeProduct(a, b, scope),
});

function sizeProduct(a: Dimension, b: Dimension, scope: Scope): Dimension {
  const [x, y] = [scope.sizes.resolve(a), scope.sizes.resolve(b)];
  return x === UNIT ? y : y === UNIT ? x : multiplySizes(x, y);
}

interface Argument {
  readonly syntax: Syntax;
  readonly drafted: Draft;
}

/** softmax(Q K') is taken row by row, which is said. */
function byRows(
  entry: FunctionEntry | undefined,
  { args }: Of<"call">,
  scope: Scope,
): FunctionEntry | undefined {
  const [only] = args;
  if (!entry || !only || args.length > 1 || !scope.matricesByRows || entry.byRows === undefined) return entry;
  const { rows, cols } = scope.sizes.resolveShape(draft(only, scope).shape);
  if (rows === UNIT || cols === UNIT) return entry;
  scope.choices.push({ kind: "rows", name: entry.name });
  return functionNamed(entry.byRows);
}

export function draftCall(syntax: Of<"call">, scope: Scope): Draft {
  const named = byRows(functionOf(syntax.name, scope), syntax, scope);
  const entry = syntax.args.length === 1 ? (named?.ofOne ?? named) : named;
  if (!entry) throw notDeclared(syntax, scope);
  const [fewest, most] = entry.sizeArity ?? [0, 0];
  const count = syntax.args.length - entry.arity;
  if (count < fewest || count > most) {
    const wanted = fewest === most ? "" : `${entry.arity + fewest} or `;
    throw new ShapeError(
      `${syntax.name} takes ${wanted}${counted(entry.arity + most, "argument")}, and here ${present(syntax.args.length)}`,
      syntax.span,
      `${syntax.name}: ${entry.summary}`,
    );
  }
  // names that nothing declares are indices there
  if (entry.numbers === "places") openIndices(syntax, scope);
  const args = syntax.args.slice(0, entry.arity).map((a) => ({ syntax: a, drafted: draft(a, scope) }));
  const sizes = syntax.args.slice(entry.arity).map((a) => sizeArgument(a, scope));
  if (most === 2 && sizes.length === 1) sizes.push(UNIT);
  if (entry.name === SINGLE.name) placeIndices(syntax, sizes, scope);
  return draftApplication(entry, syntax, args, sizes, scope);
}

const present = (count: number): string => (count === 1 ? "is 1" : `are ${count}`);

function openIndices({ args }: Of<"call">, scope: Scope): void {
  for (const name of args.flatMap(namesIn)) {
    const isKnown = scope.variables.has(name) || scope.definitions.has(name) || scope.sizeNames.has(name);
    if (isKnown || scope.indices.has(name)) continue;
    scope.indices.set(name, { symbol: symbol(name, SCALAR, undefined, "index"), size: scope.sizes.fresh() });
  }
}

/** An index that is the row or column of a single-entry matrix runs over its rows or columns. */
function placeIndices({ args }: Of<"call">, sizes: readonly Dimension[], scope: Scope): void {
  sizes.forEach((size, k) => {
    const at = args[k];
    const index = at?.kind === "name" ? scope.indices.get(at.name) : undefined;
    if (at && index) equateIndex(writtenText(at), index.size, size, scope, at.span);
  });
}

/** A size is positive, and no matrix of the problem. */
function sizeArgument(syntax: Syntax, scope: Scope): Dimension {
  const size = positiveSize(syntax);
  for (const name of sizeNames(size)) {
    const variable = scope.variables.get(name);
    const shape = variable?.declared && scope.sizes.resolveShape(variable.shape);
    if (!shape || shapeText(shape) === "scalar") continue;
    const hint = `write a size such as ${shape.rows.key}`;
    throw new ShapeError(`a size is a number, and ${name} is ${shapeText(shape)}`, syntax.span, hint);
  }
  return size;
}

function draftApplication(
  entry: FunctionEntry,
  call: Syntax,
  args: readonly Argument[],
  sizes: readonly Dimension[],
  scope: Scope,
): Draft {
  const shapes = args.map((a) => scope.sizes.resolveShape(a.drafted.shape));
  const shape = entry.shape(shapes, inferenceRules(call, args, scope), sizes);
  const values = () => args.map((a) => a.drafted.make());
  return { shape, make: () => apply(entry, values(), sizes) };
}

const NORMS: Record<Of<"norm">["which"], string> = {
  none: "norm2",
  "1": "norm1",
  "2": "norm2",
  F: "norm2",
  inf: "norm_inf",
  nuclear: "norm_nuclear",
  abs: "abs",
};

/** ‖x‖₂ is Euclid's for a vector and the spectral norm for a matrix; ‖X‖ without a mark is Frobenius'. */
export function draftNorm(syntax: Of<"norm">, scope: Scope): Draft {
  const of = draft(syntax.of, scope);
  const { rows, cols } = scope.sizes.resolveShape(of.shape);
  const isColumn = cols === UNIT;
  const isOfBars = syntax.which === "abs" && scope.columnPowers;
  // in a note |\Sigma_k| of a square matrix is its determinant, and |v| of a column its length
  const isDeterminant = isOfBars && !isColumn && rows === cols;
  const isLength = isOfBars && isColumn && !isScalarShape(of.shape, scope);
  if (syntax.which === "abs" && !isColumn && !isDeterminant)
    scope.choices.push({ kind: "entries", where: `|${writtenText(syntax.of)}|` });
  const spectral = syntax.which === "2" && !isColumn;
  const norm = isLength ? NORMS["2"] : spectral ? "norm_spectral" : NORMS[syntax.which];
  const entry = functionNamed(isDeterminant ? "det" : norm) as FunctionEntry;
  return draftApplication(entry, syntax, [{ syntax: syntax.of, drafted: of }], [], scope);
}
