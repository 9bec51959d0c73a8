/**
 * The inequalities under which a claim is said to hold, by its sentence.
 *
 *     For $a_j > 0$ we have □        □ if $y w^\top x < 1$, and 0 otherwise        当 $x_i < 0$ 时，□
 */
import { MatrixCalculusError } from "../../../errors.ts";
import { index } from "../../../expression/blocks.ts";
import { call, isZero, negate, number, subtract } from "../../../expression/build.ts";
import { type CallNode, type Expr, isScalar } from "../../../expression/expr.ts";
import { product } from "../../../expression/product.ts";
import { transform } from "../../../expression/walk.ts";
import { functionNamed } from "../../../functions/index.ts";
import { totalOf } from "../../../functions/reductions.ts";
import { simplify } from "../../../simplify/simplify.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { rangesOf } from "../../meaning/calls.ts";
import type { Indices } from "../../meaning/knowledge.ts";
import type { Letters } from "../../meaning/letters.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import type { Setting } from "../../meaning/setting.ts";
import type { Section } from "../../sections/section.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { FORMULA } from "../../statements/sentences.ts";

const LOG = functionNamed("log")!;

const FOLLOWS =
  /^[\s,，(（]*(?:if|when|for|where|whenever|provided|as long as|on|若|如果|当|当且仅当)\s*(?:that\s*)?$/iu;
const OTHERWISE = /\botherwise\b|\belse\b|否则|不然|其他情况|其余情况|それ以外|そうでな/iu;

/** What is positive there; undefined where an inequality says nothing of that kind. */
function positiveOf({ left, right, latex, span, leftSpan, rightSpan }: Judgeable): Syntax | undefined {
  const sign = latex.slice(leftSpan.end - span.start, rightSpan.start - span.start);
  const isMore = />|\\g(?:t|e|eq|eqslant)(?![a-z])|[≥≧]/u.test(sign);
  const isLess = /<|\\l(?:t|e|eq|eqslant)(?![a-z])|[≤≦]/u.test(sign);
  if (isMore === isLess || !left || !right) return undefined;
  const [more, less] = isMore ? [left, right] : [right, left];
  return {
    kind: "sum",
    terms: [
      { sign: "+", term: more },
      { sign: "-", term: less },
    ],
    span: left.span,
  };
}

/** n > r and i < j say nothing of where. */
const isOfValues = (of: Syntax | undefined, counts: readonly string[]): boolean =>
  of !== undefined &&
  everyPart(of).some((part) => {
    const own = referenceOf(part);
    return own !== undefined && !counts.includes(own.key);
  });

/** Where a claim is said to hold, and whether it is said of the other case. */
function inequalitiesOf(
  { relations, sizeNames, letters }: Section,
  { at, section, words, formula }: Judgeable,
): { readonly found: readonly Judgeable[]; readonly isOther: boolean } {
  const isOrder = (r: Judgeable | undefined): r is Judgeable =>
    r?.kind === "other" &&
    r.section === section &&
    isOfValues(positiveOf(r), [...sizeNames, ...letters.counting]);
  const place = relations.findIndex((r) => r.at === at);
  const run = (from: number, step: 1 | -1): Judgeable[] => {
    const found: Judgeable[] = [];
    for (let i = from; isOrder(relations[i]); i += step) found.push(relations[i] as Judgeable);
    return found;
  };
  const [behind = ""] = words.after.split(FORMULA);
  const next = relations[place + 1];
  const isOfFormula = isOrder(next) && next.formula === formula;
  if (isOfFormula || (isOrder(next) && FOLLOWS.test(behind)))
    return { found: run(place + 1, 1), isOther: false };
  const last = relations.slice(0, place).findLastIndex(isOrder);
  const condition = relations[last];
  if (!condition) return { found: [], isOther: false };
  const said = condition.words.before;
  const isHere = words.before.startsWith(said);
  const between = isHere ? words.before.slice(said.length) : words.before;
  const isOther = OTHERWISE.test(between) || (!words.after.includes(FORMULA) && OTHERWISE.test(behind));
  const isBefore = isHere || (isOther && words.earlier.startsWith(said));
  // of the claim that stands before it
  const isTaken = FOLLOWS.test(said.split(FORMULA).at(-1)!) && said.includes(FORMULA) && !isOther;
  return { found: isBefore && !isTaken ? run(last, -1) : [], isOther };
}

/** Is it said to hold under inequalities? */
export const isOrdered = (section: Section, relation: Judgeable): boolean =>
  inequalitiesOf(section, relation).found.length > 0;

/** sign, step, relu and |·| of what is positive, or negative. */
const PIECES: Readonly<Record<string, (value: Expr, isPositive: boolean) => Expr>> = {
  sign: (_, isPositive) => number(isPositive ? 1 : -1),
  step: (_, isPositive) => number(isPositive ? 1 : 0),
  relu: (value, isPositive) => (isPositive ? value : number(0)),
  abs: (value, isPositive) => (isPositive ? value : negate(value)),
};

/** What stands in pieces, by the piece that holds there. */
function inPiece(side: Expr, positive: readonly Expr[]): Expr {
  const isSame = (a: Expr, b: Expr): boolean => isZero(simplify(subtract(a, b)));
  const pieceOf = (e: Expr, value: Expr | undefined): Expr | undefined => {
    if (e.kind !== "call" || !value || !isScalar(value)) return undefined;
    const piece = PIECES[e.fn.name];
    if (!piece) return undefined;
    if (positive.some((own) => isSame(value, own))) return piece(value, true);
    return positive.some((own) => isSame(value, negate(own))) ? piece(value, false) : undefined;
  };
  /** max(x, y) and min(x, y) of which the difference has a sign. */
  const largerOf = ({ fn, args }: CallNode): Expr | undefined => {
    const [x, y] = args as readonly [Expr, Expr];
    const isMore = positive.some((own) => isSame(subtract(x, y), own));
    if (!isMore && !positive.some((own) => isSame(subtract(y, x), own))) return undefined;
    return isMore === (fn.name === "max") ? x : y;
  };
  return transform([side], (e) => {
    const inner = e.kind === "index" && e.of.kind === "call" ? e.of : undefined;
    if (e.kind === "index" && inner?.args.length === 1)
      return pieceOf(inner, index(inner.args[0]!, e.row, e.column)) ?? e;
    if (e.kind !== "call") return e;
    const isOfTwo = e.args.length === 2 && /^(?:max|min)$/.test(e.fn.name) && e.args.every(isScalar);
    return (isOfTwo ? largerOf(e) : e.args.length === 1 ? pieceOf(e, e.args[0]) : undefined) ?? e;
  })[0]!;
}

type Ordered = readonly [Expr, Expr];
const UNREAD = { verdict: "unclear", why: "it may rest on an inequality that isn't read" } as const;
type Unread = typeof UNREAD;

export const isRead = (found: Ordered | Unread): found is Ordered => found !== UNREAD;

/**
 * Both sides times logarithms of what is positive there, which have values nowhere else; undefined where the claim is
 * said to hold everywhere, or where it isn't clear.
 */
export function whereOrdered(
  sides: readonly [Expr, Expr],
  setting: Setting,
  section: Section,
  relation: Judgeable,
  indices: Indices,
): Ordered | Unread | undefined {
  const { found, isOther } = inequalitiesOf(section, relation);
  if (found.length === 0) return undefined;
  if (isOther && found.length > 1) return UNREAD;
  try {
    // the logarithm of 1 would be 0
    const positive = found
      .flatMap((one) => valuesOf(positiveOf(one)!, setting, section.letters, indices))
      .filter(({ kind }) => kind !== "number");
    if (positive.length === 0) return undefined;
    const there = isOther ? positive.map(negate) : positive;
    const logarithms = there.map((own) => totalOf(call(LOG, [own], [], own.shape)));
    const [a, b] = sides.map((side) => product([...logarithms, inPiece(side, there)])) as [Expr, Expr];
    return [a, b];
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return UNREAD;
  }
}

/** Of x_i where the claim has no i: all. */
function valuesOf(of: Syntax, setting: Setting, letters: Letters, indices: Indices): Expr[] {
  const open = [...everyPart(of)]
    .flatMap((part) => referenceOf(part)?.indices.flatMap(({ letter }) => letter ?? []) ?? [])
    .find((letter) => !indices.has(letter) && !setting.sizes.has(letter) && letters.counting.has(letter));
  if (open === undefined) return [setting.value(of, indices)];
  const [count = 0] = rangesOf(setting, open, of);
  return Array.from({ length: count }, (_, k) => k + 1).flatMap((k) =>
    valuesOf(of, setting, letters, new Map([...indices, [open, k]])),
  );
}
