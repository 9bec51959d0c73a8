/**
 * The usual suspects for a wrong derivative, each a formula that the claim is compared with.
 *
 *     ‖Xw − y‖² by w, claim Xᵀ(Xw − y)  ─▶  "the factor 2 is missing"
 */

import { MatrixCalculusError } from "../../errors.ts";
import { areEqual } from "../../evaluate/index.ts";
import { number, sum, symbol } from "../../expression/build.ts";
import { type Expr, isRow, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { nodesAbove, substitute, topological } from "../../expression/walk.ts";
import { toUnicode } from "../../print/unicode.ts";
import { simplify } from "../../simplify/simplify.ts";
import { expandedTerms } from "../expandTerms.ts";
import { type Question, type StructureMeaning, solve } from "../problem.ts";
import { neededAssumption } from "./assumptions.ts";
import { laidOut } from "./layout.ts";
import type { Scene, Suspect } from "./scene.ts";
import { agrees, factorBetween, isClose, ratioOf, shortFraction, type Trial, valueAt } from "./trial.ts";

/** Turned round as a whole. */
export const turned: Suspect = (scene, trial) =>
  agrees(trial, transpose(scene.claim)) ? turnedWords(scene) : undefined;

/** For a claim whose transpose is right. */
export function turnedWords({ claim, expected, layout, question }: Scene & { readonly claim: Expr }): string {
  if (isRow(claim)) return "it is a row where the layout has a column";
  if (isRow(expected)) return "it is a column where the layout has a row";
  if (question.kind !== "jacobian") return "it is transposed";
  return `it is transposed, the form of the ${layout === "denominator" ? "numerator" : "denominator"} layout`;
}

/** Too large, or too small, by a number. */
export const multiple: Suspect = ({ claim }, trial) => {
  const factor = factorBetween(trial, claim);
  if (factor?.kind === "number") return missingFactor(factor.value.n / factor.value.d, toUnicode(factor));
  const turnedFactor = factorBetween(trial, transpose(claim));
  return turnedFactor && `it is transposed, and the factor ${toUnicode(turnedFactor)} is missing`;
};

function missingFactor(ratio: number, text: string): string {
  if (ratio === -1) return "the sign is wrong";
  const sign = ratio < 0 ? ", and the sign is wrong" : "";
  const size = Math.abs(ratio);
  if (size < 1 && Number.isInteger(1 / size)) return `it is ${1 / size} times too large${sign}`;
  return `the factor ${text.replace(/^[-−]/, "")} is missing${sign}`;
}

/** A scalar of the problem too many or too few: the derivative of log f, of f², of another function of f. */
export const scalarMultiple: Suspect = ({ claim, question, expected }, trial) => {
  const value = valueAt(trial, claim);
  if (!value || ratioOf(trial.value, value) === undefined) return undefined;
  const candidates = topological([question.value, expected, claim]).filter(
    (e) =>
      isScalar(e) &&
      e.kind !== "number" &&
      e.kind !== "power" &&
      !(e.kind === "symbol" && e.role !== "variable"),
  );
  for (const s of [question.value, ...candidates.reverse()].filter(isScalar)) {
    for (const k of [1, -1, 2, -2]) {
      const factor = factorBetween(trial, product([power(s, number(k)), claim]));
      if (factor) return scalarSentence(s, k, factor, question);
    }
  }
  return undefined;
};

/** derivative = factor · s^k · claim */
function scalarSentence(s: Expr, k: number, factor: Expr, { value }: Question): string {
  const one = factor.kind === "number" && factor.value.n === factor.value.d;
  if (s === value && k === 1 && one) return "that is the derivative of the logarithm of the function";
  const half = factor.kind === "number" && factor.value.n * 2 === factor.value.d;
  if (s === value && k === -1 && half) return "that is the derivative of the square of the function";
  const by = toUnicode(power(s, number(Math.abs(k))));
  const also = one ? "" : `, and the factor ${toUnicode(factor)}`;
  return k > 0 ? `the factor ${by}${also} is missing` : `it should be divided by ${by}${also}`;
}

/** Right only under an assumption that nobody made. */
export const assumption: Suspect = ({ claim, expected, options }) => {
  const words = neededAssumption(expected, claim, options);
  return words && `it holds only if ${words}`;
};

/** Some terms of the derivative written out, perhaps times a number. */
export const missingTerms: Suspect = ({ claim, expected, question, options }, trial) => {
  const value = valueAt(trial, claim);
  const terms = expandedTerms(expected, MOST_TERMS);
  if (!value || !terms || terms.length < 2) return undefined;
  const values = terms.map((t) => valueAt(trial, t));
  if (values.some((v) => v === undefined)) return undefined;
  for (let mask = 1; mask < 2 ** terms.length - 1; mask++) {
    const chosen = terms.filter((_, i) => (mask >> i) & 1);
    const partial = valueAt(trial, sum(chosen));
    const ratio = partial && ratioOf(value, partial);
    const factor = ratio === undefined ? undefined : shortFraction(ratio);
    if (!factor) continue;
    if (areEqual(claim, product([factor, sum(chosen)]), options).verdict !== "equal") continue;
    const missing = sum(terms.filter((_, i) => !((mask >> i) & 1)));
    return missingSentence(missing, factor, question);
  }
  return undefined;
};

const MOST_TERMS = 8;

function missingSentence(missing: Expr, factor: Expr, { wrt }: Question): string {
  const text = toUnicode(simplify(missing));
  if (factor.kind === "number" && factor.value.n === 1 && factor.value.d === 1) {
    return `the term ${text} is missing (${wrt.name} occurs more than once)`;
  }
  return `it has one of the terms times ${toUnicode(factor)}, and the term ${text} is missing`;
}

/** The derivative of an inner function lost: f′ taken as 1. */
export const lostChain: Suspect = (scene, trial) => {
  const { question } = scene;
  const above = nodesAbove([question.value], [question.wrt]);
  const inner = [...above].filter((e) => e.kind === "call" && e.fn.elementwise && e.args.length === 1);
  for (const F of inner) {
    const [x] = (F as Extract<Expr, { kind: "call" }>).args as readonly [Expr];
    const gap = symbol(`(${toUnicode(F)} apart)`, F.shape);
    const identity = substitute(question.value, new Map([[F, sum([x, gap])]]));
    const derivative = derivativeOf({ ...question, value: identity }, scene);
    if (!derivative) continue;
    const claimed = substitute(derivative, new Map([[gap, sum([F, product([number(-1), x])])]]));
    if (isSame(scene, trial, claimed))
      return `the derivative of ${(F as { fn: { name: string } }).fn.name} is missing`;
  }
  return undefined;
};

/** The derivative by another variable. */
export const otherVariable: Suspect = (scene, trial) => {
  const { question } = scene;
  const others = topological([question.value]).filter(
    (e): e is SymbolNode =>
      e.kind === "symbol" && e.role === "variable" && e !== question.wrt && fits(question, e),
  );
  for (const wrt of others) {
    const derivative = derivativeOf({ ...question, wrt, structured: undefined, structure: undefined }, scene);
    if (derivative && isSame(scene, trial, derivative)) return `that is the derivative by ${wrt.name}`;
  }
  return undefined;
};

/** Can the kind of derivative be taken by that one as well? */
const fits = ({ kind }: Question, other: SymbolNode): boolean =>
  isScalar(other) === (kind === "scalar-wrt") && (kind !== "jacobian" || isVector(other));

const MEANINGS: readonly (readonly [StructureMeaning | undefined, string])[] = [
  [undefined, "the entries are taken as free"],
  ["projection", "that is the projection of the gradient on the structure"],
  ["independent-entries", "entries that depend on each other are counted together"],
  ["diagonal", "only the diagonal is taken"],
];

/** The derivative for another meaning of the variable's structure. */
export const otherStructure: Suspect = (scene, trial) => {
  const { question } = scene;
  if (!question.structured?.structure) return undefined;
  for (const [structure, words] of MEANINGS) {
    if (structure === question.structure) continue;
    const derivative = derivativeOf({ ...question, structure }, scene);
    if (derivative && isSame(scene, trial, derivative))
      return `the structure of ${question.wrt.name}: ${words}`;
  }
  return undefined;
};

function derivativeOf(question: Question, { layout }: Scene): Expr | undefined {
  try {
    return laidOut(solve(question).derivative, question, layout);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** Is the claim that expression? */
function isSame({ claim, options }: Scene & { readonly claim: Expr }, trial: Trial, other: Expr): boolean {
  if (claim.shape !== other.shape) return false;
  const [a, b] = [valueAt(trial, claim), valueAt(trial, other)];
  if (!a || !b || !isClose(a, b)) return false;
  return areEqual(claim, other, options).verdict === "equal";
}
