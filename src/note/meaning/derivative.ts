/**
 * Derivatives and differentials in a setting: of what is meant, by a name that stays a symbol until it is taken.
 */

import { differential, gradient } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { number, sum, symbol } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import type { DerivativeSyntax, Syntax } from "../../syntax/tree.ts";
import { fieldGradient } from "./fields.ts";
import { type Cut, type Differentiated, entryOf, type Indices, lineOf, zeroAs } from "./knowledge.ts";
import { placeOf } from "./letters.ts";
import { definitionOf, whole } from "./naming.ts";
import { alongRates } from "./rates.ts";
import { referenceOf, referenceOfName } from "./reference.ts";
import { throughEntries } from "./renamed.ts";
import type { Setting } from "./setting.ts";
import { nameAt } from "./shapes.ts";
import { definitionNamed, parametersOf, targetOf, usualVariable } from "./variables.ts";

/** A derivative of a matrix by a matrix: no matrix itself. */
export class FourIndices extends UnsupportedError {
  readonly of: Expr;
  readonly by: Expr;
  constructor(of: Expr, by: Expr) {
    super("the derivative of a matrix by a matrix is judged by entries only");
    this.of = of;
    this.by = by;
  }
}

export function derivative(
  setting: Setting,
  d: DerivativeSyntax,
  indices: Indices,
  cut: Cut,
  part: Syntax,
): Expr {
  const { order } = d;
  const field = fieldGradient(setting, d, indices, cut);
  if (field) return field;
  const isLossless = d.operator === "nabla" && d.by.length === 0 && d.of && isVariable(setting, d.of);
  if (isLossless) return gradientOfLoss(setting, d, indices, cut, part);
  const { of } = d;
  const there =
    of?.kind === "call" && d.by.length === 0 ? elsewhere(setting, d, of, indices, cut) : undefined;
  if (there) return there;
  if (!of) throw new UnsupportedError("what is differentiated isn't said", part.span);
  const along = alongRates(setting, d, indices, cut, part);
  if (along) return along;
  if (d.operator === "d" && d.by.length === 0) return differentialOf(setting, of, indices, cut);
  const several = d.by.length === 0 && d.operator === "nabla" ? parametersOf(setting, of) : [];
  if (several.length > 1) return stackedGradient(setting, d, several, indices, cut, part);
  const by = d.by.length > 0 ? d.by : variableOf(setting, of, part);
  const [first, ...others] = by.map((target) => (target.kind === "transpose" ? target.of : target));
  // what it is differentiated by afterwards stays a symbol, too
  const held = new Set([...cut, ...others.map((target) => targetOf(setting, target, indices).key)]);
  const isDown = d.operator === "nabla" && setting.known.isNablaDown === true;
  const times = Math.max(order - 1, others.length);
  let current = derivativeBy(setting, of, first!, indices, cut, held, isDown, times > 0);
  for (let k = 0; k < times; k++) current = again(setting, current, others[k] ?? first!, indices, cut, held);
  const turned =
    d.by.length === 1 && d.by[0]!.kind === "transpose" ? transpose(current.value) : current.value;
  return substitute(turned, current.back);
}

/** ∇J(0), ∇f(x_k): the gradient by the function's own variable, there. */
function elsewhere(
  setting: Setting,
  d: DerivativeSyntax,
  of: Extract<Syntax, { kind: "call" }>,
  indices: Indices,
  cut: Cut,
): Expr | undefined {
  const [name, ...others] = definitionNamed(setting, of)?.parameters ?? [];
  const [argument] = of.args;
  const isThere = argument?.kind === "name" && argument.name === name;
  if (name === undefined || others.length > 0 || !argument || isThere) return undefined;
  const own = nameAt(name, argument);
  const inner = new Set([...cut, name]);
  const general = derivative(setting, { ...d, of: { ...of, args: [own] }, by: [own] }, indices, inner, of);
  const variable = whole(setting, name, [], inner, argument);
  const meant = zeroAs(setting.value(argument, indices, cut), variable.shape);
  if (meant.shape !== variable.shape)
    throw new UnsupportedError("the argument has another shape than the function's", of.span);
  return substitute(general, new Map([[variable, meant]]));
}

/** ∇A of an A that is no function: the gradient by it of the one loss. */
function isVariable({ known }: Setting, of: Syntax): boolean {
  const own = referenceOf(of);
  return (
    own !== undefined &&
    known.losses.size === 1 &&
    !known.losses.has(own.key) &&
    !known.definitions.some(({ reference, parameters }) => reference.key === own.key && parameters.length > 0)
  );
}

function gradientOfLoss(
  setting: Setting,
  d: DerivativeSyntax,
  indices: Indices,
  cut: Cut,
  part: Syntax,
): Expr {
  const [loss = ""] = setting.known.losses;
  return derivative(setting, { ...d, of: nameAt(loss, part), by: [d.of!] }, indices, cut, part);
}

/** ∇f of f(x, y): the derivatives by the numbers that it is of, one below the other. */
function stackedGradient(
  setting: Setting,
  d: DerivativeSyntax,
  names: readonly string[],
  indices: Indices,
  cut: Cut,
  part: Syntax,
): Expr {
  const rows = names.map((name) =>
    derivative(setting, { ...d, operator: "partial", by: [nameAt(name, part)] }, indices, cut, part),
  );
  if (d.order > 1 || !rows.every(isScalar))
    throw new UnsupportedError("which variable the gradient is by isn't said", part.span);
  return block(rows.map((row) => [row]));
}

function variableOf(setting: Setting, of: Syntax, part: Syntax): readonly Syntax[] {
  const parameters = parametersOf(setting, of);
  const only =
    parameters.length > 0 ? parameters : usualVariable(setting, definitionNamed(setting, of)?.value ?? of);
  if (only.length !== 1)
    throw new UnsupportedError("which variable the gradient is by isn't said", part.span);
  return [nameAt(only[0]!, part)];
}

/** What is differentiated doesn't have the variable, as its letters are read. */
export class Independent extends UnsupportedError {}

/** ∂of/∂by with `by` still a symbol, and what to put in its place. */
function derivativeBy(
  setting: Setting,
  of: Syntax,
  by: Syntax,
  indices: Indices,
  cut: Cut,
  held: Cut,
  isDown: boolean,
  isRepeated: boolean,
): Differentiated {
  const target = targetOf(setting, by, indices);
  const { name, key, terms, entry, line } = target;
  const inner = new Set([...held, key]);
  const variable = whole(setting, name, terms, inner, by);
  const written = setting.value(of, indices, inner);
  const isNew = !dependsOn(written, variable) && !cut.has(key) && !line;
  const through = isNew ? throughEntries(setting, of, target, by, indices, cut, held) : undefined;
  if (through && isRepeated) throw new UnsupportedError("a Hessian by a new variable is not judged", by.span);
  if (through) {
    const isAcross = setting.known.layout === "numerator" && !isDown;
    return { variable, entry, ...through, value: isAcross ? transpose(through.value) : through.value };
  }
  const back = new Map<Expr, Expr>();
  if (!cut.has(key)) back.set(variable, whole(setting, name, terms, cut, by));
  // f = ‖A x − b‖² by r = A x − b, which f has without its name
  const meant = back.get(variable);
  const isHidden = meant !== undefined && meant.kind !== "symbol" && !dependsOn(written, variable);
  const loss = referenceOf(of)?.key;
  const { losses, definitions } = setting.known;
  const letter = referenceOfName(name).base;
  // a loss that nothing gives may be made of whatever is defined
  const isGiven = definitions.some(({ reference }) => reference.key === loss);
  const mayHave = !isGiven && definitions.some(({ reference }) => reference.base === letter);
  if (loss !== undefined && losses.has(loss) && !isHidden && !mayHave && !dependsOn(written, variable))
    throw new Independent(`nothing says how ${loss} depends on ${referenceOf(by)?.stem ?? name}`, by.span);
  const value = isHidden ? substitute(written, new Map([[meant, variable]])) : written;
  const found = differentiated(setting, value, variable, entry, isDown);
  if (line && !isScalar(value)) throw new UnsupportedError("a derivative by a row is not judged", by.span);
  return { value: line ? lineOf(found, line.at, line.isRow) : found, variable, entry, back };
}

function again(
  setting: Setting,
  { value, back }: Differentiated,
  by: Syntax,
  indices: Indices,
  cut: Cut,
  held: Cut,
): Differentiated {
  const { name, key, terms, entry } = targetOf(setting, by, indices);
  const variable = whole(setting, name, terms, new Set([...held, key]), by);
  const more = new Map(back);
  if (!cut.has(key)) more.set(variable, whole(setting, name, terms, cut, by));
  return { value: differentiated(setting, value, variable, entry), variable, entry, back: more };
}

function differentiated(
  setting: Setting,
  value: Expr,
  variable: Expr,
  entry: readonly number[] | undefined,
  isDown = false,
): Expr {
  const { layout } = setting.known;
  if (isScalar(value)) {
    const whole = gradient(value, variable);
    if (entry) return entryOf(whole, entry);
    return layout === "numerator" && !isDown ? transpose(whole) : whole;
  }
  const { isAcross = false } = setting.known;
  const laid = (column: Expr): Expr => (isAcross && column.shape.cols === UNIT ? transpose(column) : column);
  if (isScalar(variable)) return laid(differential(value, variable, number(1)));
  const unit = (i: number, j: number): Expr => {
    const [rows, cols] = setting.concrete(variable.shape);
    const cells = Array.from({ length: rows }, (_, a) =>
      Array.from({ length: cols }, (_, b) => number(a === i && b === j ? 1 : 0)),
    );
    return cols === 1 && rows === 1 ? number(1) : block(cells);
  };
  if (entry) return laid(differential(value, variable, unit(entry[0]! - 1, (entry[1] ?? 1) - 1)));
  const [vectorValue, vectorVariable] = [value, variable].map(({ shape }) => shape.cols === UNIT);
  if (!vectorVariable || !(vectorValue || value.shape.rows === UNIT)) throw new FourIndices(value, variable);
  const column = vectorValue ? value : transpose(value);
  const [n] = setting.concrete(variable.shape);
  const columns = Array.from({ length: n }, (_, j) => differential(column, variable, unit(j, 0)));
  const jacobian = block([columns]);
  return layout === "denominator" ? transpose(jacobian) : jacobian;
}

export function differentialOf(setting: Setting, of: Syntax, indices: Indices, cut: Cut): Expr {
  const { cotangents, letters } = setting.known;
  const own = referenceOf(of);
  if (cotangents !== undefined && own) {
    const loss = nameAt(cotangents, of);
    return derivative(
      setting,
      { operator: "partial", of: loss, by: [of], order: 1, missingPartial: undefined },
      indices,
      cut,
      of,
    );
  }
  const moving = [...setting.moving].filter((name) => !cut.has(name));
  const inner = new Set([...cut, ...moving]);
  const value =
    own && moving.includes(own.key) && !definitionOf(setting, own.key, [])
      ? undefined
      : setting.value(of, indices, inner);
  const direction = (name: string): Expr => {
    const variable = whole(setting, name, [], inner, of);
    return symbol(`d:${name}`, variable.shape);
  };
  if (!value) {
    const place = placeOf(own!, letters);
    if (place.kind === "whole") return direction(place.name);
    if (place.kind === "member" || place.labels)
      throw new UnsupportedError("a differential of samples is not judged", of.span);
    const at = place.terms.map((term) => setting.term(term, indices));
    return entryOf(direction(place.of), at);
  }
  let total: Expr | undefined;
  const back = new Map<Expr, Expr>();
  for (const name of moving) {
    const variable = whole(setting, name, [], inner, of);
    const part = differential(value, variable, direction(name));
    total = total ? sum([total, part]) : part;
    back.set(variable, whole(setting, name, [], cut, of));
  }
  if (!total) throw new UnsupportedError("what varies isn't said", of.span);
  return substitute(total, back);
}
