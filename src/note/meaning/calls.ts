/**
 * Sums written out, and functions applied, in a setting.
 */

import { differential, gradient } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { call, number, sum, symbol } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, type Shape } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { functionNamed } from "../../functions/index.ts";
import { totalOf } from "../../functions/reductions.ts";
import { partsOf } from "../../syntax/parts.ts";
import type { IndexSyntax, Syntax } from "../../syntax/tree.ts";
import { EXPECTATION } from "../functionNames.ts";
import { fieldCalled } from "./fields.ts";
import {
  type Cut,
  type Definition,
  EMPTY,
  entryOf,
  type Indices,
  lineOf,
  NO_CUT,
  SOFTMAX,
  zeroAs,
} from "./knowledge.ts";
import { ownerOf, placeIn, placeOf, shapeNameOf } from "./letters.ts";
import { definitionOf, whole } from "./naming.ts";
import { everyPart, referenceOf, referenceOfName, termText } from "./reference.ts";
import type { Setting } from "./setting.ts";
import { nameAt } from "./shapes.ts";
import { atArguments, isMember } from "./variables.ts";

/** Sums are written out at small sizes: a longer one has a number of the author's for its end. */
const MOST_TERMS = 1000;

export function expandedSum(
  setting: Setting,
  part: Extract<Syntax, { kind: "indexed-sum" }>,
  indices: Indices,
  cut: Cut,
): Syntax {
  const from = part.from ? setting.indexValue(part.from, indices) : 1;
  const to = part.to ? setting.indexValue(part.to, indices) : rangeOf(setting, part.index, part.body);
  if (from === undefined || to === undefined)
    throw new UnsupportedError(`nothing says how far ${part.index} runs`, part.span);
  if (to - from >= MOST_TERMS)
    throw new UnsupportedError(`a sum of more than ${MOST_TERMS} terms is not written out`, part.span);
  const { span } = part;
  const terms = Array.from({ length: Math.max(0, to - from + 1) }, (_, k) =>
    setting.plain(part.body, new Map([...indices, [part.index, from + k]]), cut),
  );
  if (terms.length === 0) return { kind: "number", text: part.isProduct ? "1" : "0", span };
  return part.isProduct
    ? { kind: "product", factors: terms.map((factor) => ({ operator: "*" as const, factor })), span }
    : { kind: "sum", terms: terms.map((term) => ({ sign: "+" as const, term })), span };
}

/** How far an index runs where its entries stand. */
function rangeOf(setting: Setting, letter: string, root: Syntax): number | undefined {
  const [first] = rangesOf(setting, letter, root);
  if (first !== undefined) return first;
  const range = setting.known.ranges.get(letter);
  if (range) return setting.indexValue(range, new Map());
  const isOfMembers = [...everyPart(root)].some((part) => {
    const place = placeIn(part, setting.known.letters);
    return place?.kind === "member" && place.terms.some((term) => term.letter === letter);
  });
  return isOfMembers ? ANY_NUMBER : undefined;
}

/** Of the members of a family, where nothing says how many there are. */
const ANY_NUMBER = 3;

/** Of every place where the index stands, in a derivative and beside it. */
export function rangesOf(setting: Setting, letter: string, root: Syntax): number[] {
  const found: number[] = [];
  const open = [root];
  for (let part = open.pop(); part; part = open.pop()) {
    const own = referenceOf(part);
    if (!own) {
      if (part.kind === "name" && part.derivative)
        open.push(...part.derivative.by, ...(part.derivative.of ? [part.derivative.of] : []));
      else if (part.kind === "entry" && part.of.kind !== "name") {
        const at = part.indices.findIndex(
          (i) => i.kind === "at" && i.index.kind === "name" && i.index.name === letter,
        );
        if (at >= 0) {
          const { shape } = setting.value(part.of, new Map());
          found.push(setting.concrete(shape)[at]!);
        } else open.push(part.of);
      } else if (part.kind === "name" && part.differential) open.push(nameAt(part.differential, part));
      else open.push(...partsOf(part));
      continue;
    }
    const printed = setting.known.letters.owners.get(own.base);
    const index = printed ? own.indices.findIndex((term) => term.letter === letter) : -1;
    if (printed && index >= 0 && printed[index] !== undefined) {
      found.push(printed[index]);
      continue;
    }
    const place = placeOf(own, setting.known.letters);
    if (place.kind === "whole") continue;
    const at = place.terms.findIndex((term) => term.letter === letter);
    if (at < 0) continue;
    const line = place.kind === "member" ? setting.known.letters.lines.get(place.family) : undefined;
    const name = place.kind === "entry" ? shapeNameOf(place) : line?.of;
    const shape =
      name === undefined ? undefined : (setting.known.shapes.get(name) ?? definedShape(setting, name));
    if (shape) {
      const [rows, cols] = setting.concrete(shape);
      found.push(line ? (line.isRow ? rows : cols) : cols === 1 || rows !== 1 ? [rows, cols][at]! : cols);
    }
  }
  return found;
}

function definedShape(setting: Setting, name: string): Shape | undefined {
  return definitionOf(setting, name, [])
    ? whole(setting, name, [], NO_CUT, nameAt(name, EMPTY)).shape
    : undefined;
}

/** The row or column of which W_{i1}, …, W_{in} are the entries. */
function lineOfEntries(entries: readonly Syntax[], { known }: Setting): Syntax | undefined {
  const [first, last] = [entries[0]!, entries.at(-1)!].map((entry) => {
    const own = referenceOf(entry);
    return own && placeOf(own, known.letters);
  });
  if (first?.kind !== "entry" || last?.kind !== "entry" || first.terms.length !== 2) return undefined;
  if (ownerOf(first) !== ownerOf(last)) return undefined;
  const isSame = (k: number): boolean => termText(first.terms[k]!) === termText(last.terms[k]!);
  if (isSame(0) === isSame(1)) return undefined;
  const { span } = entries[0]!;
  const fixed = termText(first.terms[isSame(0) ? 0 : 1]!);
  const index: Syntax = /^\d+$/.test(fixed)
    ? { kind: "number", text: fixed, span }
    : nameAt(fixed, entries[0]!);
  const at: IndexSyntax = { kind: "at", index };
  const indices: IndexSyntax[] = isSame(0) ? [at, { kind: "all" }] : [{ kind: "all" }, at];
  const line: Syntax = { kind: "entry", of: nameAt(ownerOf(first), entries[0]!), indices, span };
  return isSame(0) ? { kind: "transpose", of: line, span } : line;
}

export function called(
  setting: Setting,
  part: Extract<Syntax, { kind: "call" }>,
  indices: Indices,
  cut: Cut,
): Syntax {
  const at = (inside: Syntax): Syntax => setting.plain(inside, indices, cut);
  if (part.name === EXPECTATION)
    return setting.placeholder(meanOf(setting, setting.value(part.args[0]!, indices, cut)), part);
  if (part.name === "delta" && part.args.length === 2) {
    const [i, j] = part.args.map((arg) => setting.indexValue(arg, indices));
    if (i !== undefined && j !== undefined)
      return { kind: "number", text: i === j ? "1" : "0", span: part.span };
  }
  if (part.name === "diag" && part.args.length > 1) {
    const first = referenceOf(part.args[0]!);
    const own = first && placeOf(first, setting.known.letters);
    const rows =
      own?.kind === "entry" ? [lineOfEntries(part.args, setting) ?? nameAt(ownerOf(own), part)] : part.args;
    return {
      ...part,
      args:
        rows.length === 1
          ? [at(rows[0]!)]
          : [{ kind: "block", rows: rows.map((r) => [at(r)]), span: part.span }],
    };
  }
  const order = part.name.length - part.name.replace(/'+$/, "").length;
  const bare = part.name.replace(/'+$/, "");
  const definition = setting.known.definitions.findLast(
    ({ reference, parameters }) => reference.key === bare && parameters.length === part.args.length,
  );
  if (!definition && bare === "softmax" && part.args.length === 1) {
    const value = setting.value(part.args[0]!, indices, cut);
    if (value.shape.rows !== UNIT && value.shape.cols !== UNIT)
      return setting.placeholder(byRows(setting, value), part);
  }
  // σ is any function where nothing says that it is the logistic one
  const engine = order > 0 && !setting.known.functions.has(bare) ? functionNamed(bare) : undefined;
  if (!definition && engine?.elementwise && part.args.length === 1) {
    const argument = setting.value(part.args[0]!, indices, cut);
    const t = symbol("argument", argument.shape);
    const body = differentiatedTimes(call(engine, [t], [], t.shape), t, order);
    return setting.placeholder(substitute(body, new Map([[t as Expr, argument]])), part);
  }
  if (!definition && order > 0 && setting.known.functions.has(bare) && part.args.length === 1) {
    const argument = setting.value(part.args[0]!, indices, cut);
    const t = symbol("argument", argument.shape);
    const own = { ...part, name: bare, args: [setting.placeholder(t, part.args[0]!)] };
    const body = differentiatedTimes(setting.elaborated(own), t, order);
    return setting.placeholder(substitute(body, new Map([[t as Expr, argument]])), part);
  }
  if (!definition && setting.known.letters.fields.has(bare) && part.args.length === 1)
    return setting.placeholder(fieldCalled(bare, setting.value(part.args[0]!, indices, cut), order), part);
  if (!definition) return { ...part, args: part.args.map(at) };
  const { parameters } = definition;
  const written = order === 0 ? atArguments(definition, part.args) : undefined;
  const worth = (meant: Syntax): Syntax => setting.placeholder(setting.value(meant, indices, cut), part);
  if (written && parameters.some(isMember)) return worth(written);
  const isItself = part.args.every((arg, i) => arg.kind === "name" && arg.name === parameters[i]);
  if (order === 0 && isItself) return setting.placeholder(whole(setting, bare, [], cut, part), part);
  if (parameters.length !== 1) {
    if (order > 0)
      throw new UnsupportedError("a prime of a function of several variables is not read", part.span);
    const own = parameters.map((name) =>
      setting.known.letters.plain.has(name) ? whole(setting, name, [], new Set(parameters), part) : undefined,
    );
    const values = part.args.map((arg) => setting.value(arg, indices, cut));
    // the a of \ell(a, y) is one of the entries of a at \ell(a_i, y_i)
    if (written && own.some((variable, i) => variable?.shape !== values[i]!.shape)) return worth(written);
    const body = setting.value(definition.value, new Map(), new Set([...cut, ...parameters]));
    const replaced = new Map<Expr, Expr>();
    for (const [i, variable] of own.entries())
      if (variable?.shape === values[i]!.shape) replaced.set(variable!, values[i]!);
    return setting.placeholder(substitute(body, replaced), part);
  }
  return setting.placeholder(
    applied(setting, definition, order, setting.value(part.args[0]!, indices, cut), part, cut),
    part,
  );
}

/** What holds of the mean of enough samples whatever they are holds of an expectation. */
function meanOf({ known, sizes }: Setting, value: Expr): Expr {
  const varying = symbolsIn(value).filter(
    ({ name, role }) => role === "variable" && known.random.has(baseOf(name)),
  );
  if (varying.length === 0) return value;
  const count = Math.max(...sizes.values(), 3) + 1;
  const samples = Array.from({ length: count }, (_, k) =>
    substitute(value, new Map(varying.map((s) => [s as Expr, symbol(`${s.name}|~${k}`, s.shape)]))),
  );
  return product([number(1, count), sum(samples)]);
}

const baseOf = (name: string): string =>
  name.includes("~") ? "" : referenceOfName(name.split("|")[0]!).base;

/** Of a function that acts on every entry. */
function differentiatedTimes(value: Expr, t: Expr, times: number): Expr {
  let body = value;
  for (let k = 0; k < times; k++)
    body = isScalar(t) ? differential(body, t, number(1)) : gradient(totalOf(body), t);
  return body;
}

/** The softmax of each row. */
function byRows(setting: Setting, value: Expr): Expr {
  const [rows] = setting.concrete(value.shape);
  const row = (i: number): Expr => {
    const column = lineOf(value, i + 1, true);
    return transpose(call(SOFTMAX, [column], [], column.shape));
  };
  return block(Array.from({ length: rows }, (_, i) => [row(i)]));
}

/** f(a), f'(a), f''(a); a function of a scalar acts on every entry of a vector. */
function applied(
  setting: Setting,
  { value, parameters }: Definition,
  order: number,
  argument: Expr,
  part: Syntax,
  cut: Cut,
): Expr {
  const [name = ""] = parameters;
  const inner = new Set([...cut, name]);
  let body = setting.value(value, new Map(), inner);
  const t = whole(setting, name, [], new Set([name]), part);
  for (let k = 0; k < order; k++) {
    if (!isScalar(body))
      throw new UnsupportedError("a prime of a function that is no scalar is not read", part.span);
    body = isScalar(t) ? differential(body, t, number(1)) : gradient(body, t);
  }
  const meant = zeroAs(argument, t.shape);
  if (t.shape === meant.shape) return substitute(body, new Map([[t, meant]]));
  if (!isScalar(t))
    throw new UnsupportedError("the argument has another shape than the function's", part.span);
  const [rows, cols] = setting.concrete(argument.shape);
  return block(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (_, j) =>
        substitute(
          body,
          new Map([[t, cols === 1 ? entryOf(argument, [i + 1]) : entryOf(argument, [i + 1, j + 1])]]),
        ),
      ),
    ),
  );
}
