/**
 * Is a side what is right with one part of it lost, or out of place?
 *
 *     2 u exp(u²), for which exp(u²) stands    X dX + dX X, for 2 X dX    1 / (1 + t), for 1 / t
 *
 * Of what is right those parts are seen that the claim itself doesn't show any more.
 */
import { MatrixCalculusError } from "../../../errors.ts";
import { areEqual, evaluate, gapBetween, sampleValues } from "../../../evaluate/index.ts";
import { negate, rationalNumber, sum } from "../../../expression/build.ts";
import { type Expr, isSquare, type ProductNode, type SumNode } from "../../../expression/expr.ts";
import { product } from "../../../expression/product.ts";
import * as Q from "../../../expression/rational.ts";
import { substitute, topological } from "../../../expression/walk.ts";
import type { Matrix } from "../../../matrix/matrix.ts";
import { simplify } from "../../../simplify/simplify.ts";
import { referenceOfName } from "../../meaning/reference.ts";
import type { Sides } from "../../numbers.ts";

/** A formula with more nodes than these is none that somebody wrote out by hand. */
const MOST_NODES = 400;
const MOST = 300;
/** Of so many scalar factors any may be lost together: 2 and u of 2 u exp(u²). */
const MOST_SCALARS = 4;
const SEED = 1;
const NO_SIZES = new Map<string, number>();

export function isWithoutPart(sides: Sides): boolean {
  const { left, right, hints } = sides;
  const found =
    attempt(() => [left, simplify(left)].flatMap(candidatesOf).filter((e) => e.shape === right.shape)) ?? [];
  const alike = attempt(() => nearIn(found, sides)) ?? [];
  return alike.some((e) => areEqual(e, right, { hints, numbersFirst: true }).verdict === "equal");
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof MatrixCalculusError) return undefined;
    throw error;
  }
}

/** Those that have the value of the right side at one sample. */
function nearIn(candidates: readonly Expr[], { left, right, hints }: Sides): Expr[] {
  const sample = sampleValues({ roots: [left, right], sizes: NO_SIZES, seed: SEED, hints });
  if (typeof sample === "string") return [];
  const worth = (e: Expr): Matrix => evaluate([e], sample.values, NO_SIZES)[0] as Matrix;
  const value = worth(right);
  return candidates.filter((e) => attempt(() => gapBetween(worth(e), value, () => 1).verdict) === "equal");
}

function candidatesOf(root: Expr): Expr[] {
  const nodes = topological([root]);
  if (nodes.length > MOST_NODES) return [];
  const changes = nodes.flatMap((e) => changesOf(e).map((other) => new Map([[e, other]])));
  const singly = changes.slice(0, MOST).map((change) => substitute(root, change));
  return [...new Set(singly)].filter((e) => e !== root);
}

function changesOf(e: Expr): Expr[] {
  if (e.kind === "product") return [...withFewerFactors(e), ...swapped(e)];
  return e.kind === "sum" ? [...withoutFamily(e), ...withoutTerm(e)] : [];
}

function withFewerFactors({ coefficient, scalars, factors }: ProductNode): Expr[] {
  const kept = scalars.length <= MOST_SCALARS ? subsetsOf(scalars) : scalars.map((s) => without(scalars, s));
  const sign = coefficient.n < 0 ? Q.MINUS_ONE : Q.ONE;
  const fewer = kept
    .filter((own) => own.length + factors.length > 0)
    .flatMap((own) => [coefficient, sign].map((c) => product([rationalNumber(c), ...own, ...factors])));
  const shorter = factors
    .filter((f) => isSquare(f) && factors.length > 1)
    .map((f) => product([rationalNumber(coefficient), ...scalars, ...without(factors, f)]));
  return [...fewer, ...shorter];
}

/** X dX for dX X. */
function swapped({ coefficient, scalars, factors }: ProductNode): Expr[] {
  return factors.slice(1).flatMap((f, i) => {
    const before = factors[i]!;
    if (f.shape !== before.shape || !isSquare(f)) return [];
    const turned = [...factors.slice(0, i), f, before, ...factors.slice(i + 2)];
    return [product([rationalNumber(coefficient), ...scalars, ...turned])];
  });
}

const withoutTerm = ({ terms }: SumNode): Expr[] =>
  terms.flatMap((term) => {
    const others = without(terms, term);
    return [sum(others), sum([...others, negate(term)])];
  });

/** The t_i of a sum over i, written out: t_1, t_2, … lost from all terms. */
function withoutFamily({ terms }: SumNode): Expr[] {
  const scalarsOf = (term: Expr): readonly Expr[] => (term.kind === "product" ? term.scalars : []);
  const families = new Set(terms.flatMap((term) => scalarsOf(term).flatMap((s) => familyOf(s) ?? [])));
  return [...families].map((family) =>
    sum(
      terms.map((term) =>
        term.kind === "product"
          ? product([
              rationalNumber(term.coefficient),
              ...term.scalars.filter((s) => familyOf(s) !== family),
              ...term.factors,
            ])
          : term,
      ),
    ),
  );
}

function familyOf(e: Expr): string | undefined {
  if (e.kind === "index") return `entries of ${e.of.id}`;
  return e.kind === "symbol" ? referenceOfName(e.name.split("|")[0]!).base : undefined;
}

const without = <T>(list: readonly T[], one: T): T[] => list.filter((other) => other !== one);

const subsetsOf = ([first, ...rest]: readonly Expr[]): Expr[][] => {
  if (!first) return [[]];
  const others = subsetsOf(rest);
  return [...others, ...others.map((own) => [first, ...own])];
};
