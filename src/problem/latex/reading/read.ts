/**
 * A claim in LaTeX, read: the function, the variable, and the formulas that are said to be its derivative.
 *
 *     f = x^\top A x,  x,  \frac{\partial f}{\partial x} = 2Ax
 *       ─▶  name f, value x' A x;  by x;  head ∂f/∂x, sides [2 A x]
 *
 * Throws UnsupportedError, in words for the reader, where the texts don't say what is claimed.
 */

import { type ParseError, UnsupportedError } from "../../../errors.ts";
import { FUNCTION_NAMES } from "../../../functions/index.ts";
import { type LatexFormula, type LatexParse, parseLatexTogether } from "../../../syntax/latex/parse.ts";
import { allParts } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Statement, Syntax } from "../../../syntax/tree.ts";
import { keyOf } from "./parts.ts";

/** The texts of a claim, as somebody wrote them. */
export interface LatexTexts {
  readonly fn: string;
  readonly wrt: string;
  readonly claim: string;
}

/** `left = right`. */
interface Equation {
  readonly left: Syntax;
  readonly right: Syntax;
}

export interface LatexReading {
  /** The left side of the function's equation, where it is one. */
  readonly name: Syntax | undefined;
  readonly value: Syntax;
  /** It is the differential of this function that is claimed. */
  readonly isDifferential: boolean;
  readonly wrt: Syntax;
  /** By the transposed variable: a row for a column. */
  readonly isTransposed: boolean;
  /** Equations beside the function's and the claim's. */
  readonly equations: readonly Equation[];
  readonly declarations: readonly Statement[];
  /** What the derivative is called: ∂f/∂x. */
  readonly head: Syntax | undefined;
  /** What it is said to be; each of them is claimed. */
  readonly sides: readonly Syntax[];
  /** The claim begins with its = sign. */
  readonly isContinued: boolean;
  readonly functions: ReadonlySet<string>;
  readonly styles: LatexParse["styles"];
  /** The formulas' parts beside the text that they were read from. */
  readonly sources: readonly { readonly text: string; readonly parts: readonly Syntax[] }[];
}

type Chain = Extract<LatexFormula, { kind: "chain" }>;

export function readLatexClaim({ fn, wrt, claim }: LatexTexts): LatexReading {
  const parses = withTransposes(parseLatexTogether([fn, wrt, claim], { functionNames: FUNCTION_NAMES }));
  const [ofFunction, ofVariable, ofClaim] = parses as [LatexParse, LatexParse, LatexParse];
  for (const { errors } of parses) if (errors[0]) throw unread(errors[0]);
  const functionEquations = joined(chainsOf(ofFunction)).map(equationIn);
  const last = functionAmong(functionEquations);
  if (!last) throw new UnsupportedError("the function has no formula");
  const variable = variableIn(ofVariable);
  const { head, sides, equations } = claimIn(ofClaim);
  return {
    name: last.left,
    ...withoutOperator(last.right),
    ...variable,
    head,
    sides,
    equations: [...functionEquations.filter((equation) => equation !== last), ...equations].flatMap(
      ({ left, right }) => (left ? [{ left, right }] : []),
    ),
    declarations: parses.flatMap((parse) => parse.formulas.flatMap(declarationOf)),
    isContinued: chainsOf(ofClaim)[0]?.continues === true,
    functions: new Set(parses.flatMap((parse) => [...parse.functions])),
    styles: ofFunction.styles,
    sources: [fn, wrt, claim].map((text, i) => ({ text, parts: partsOfChains(parses[i] as LatexParse) })),
  };
}

/** X^t is Xᵀ where t stands for nothing else. */
function withTransposes(parses: readonly LatexParse[]): LatexParse[] {
  const isRaised = (part: Syntax): boolean =>
    part.kind === "power" && part.exponent.kind === "name" && part.exponent.name === "t";
  const all = parses.flatMap(partsOfChains).flatMap((part) => allParts(part));
  const uses = all.filter((part) => part.kind === "name" && part.name === "t").length;
  if (uses === 0 || uses > all.filter(isRaised).length) return [...parses];
  const turned = (part: Syntax): Syntax =>
    part.kind === "power" && isRaised(part) ? { kind: "transpose", of: part.base, span: part.span } : part;
  return parses.map((parse) => ({
    ...parse,
    formulas: parse.formulas.map((formula) =>
      formula.kind === "chain"
        ? {
            ...formula,
            sides: formula.sides.map(({ syntax, span }) => ({
              syntax: syntax && rewritten(syntax, turned),
              span,
            })),
          }
        : formula,
    ),
  }));
}

const partsOfChains = ({ formulas }: LatexParse): Syntax[] =>
  formulas.flatMap((formula) => (formula.kind === "chain" ? written(formula) : []));

const unread = (error: ParseError): UnsupportedError =>
  new UnsupportedError(`the LaTeX can't be read: ${error.message}`);

const declarationOf = (formula: LatexFormula): Statement[] =>
  formula.kind === "declaration" ? [formula] : [];

function chainsOf({ formulas }: LatexParse): Chain[] {
  const chains = formulas.filter((formula) => formula.kind === "chain");
  const strange = chains.flatMap(({ relations }) => relations).find(({ kind }) => !EQUALITIES.has(kind));
  if (strange) throw new UnsupportedError(`'${strange.text}' says nothing that can be judged here`);
  return chains;
}

const EQUALITIES: ReadonlySet<string> = new Set(["equal", "defined"]);

const written = ({ sides }: Chain): Syntax[] => sides.flatMap(({ syntax }) => (syntax ? [syntax] : []));

/** f = g = …: f and the first of its forms. */
function equationIn(chain: Chain): { left: Syntax | undefined; right: Syntax } {
  const [first, second] = written(chain);
  if (!first) throw new UnsupportedError("a formula is empty");
  return second ? { left: first, right: second } : { left: undefined, right: first };
}

/** Of several equations the one whose left side no other uses; the last where that isn't one. */
function functionAmong<T extends { left: Syntax | undefined; right: Syntax }>(
  equations: readonly T[],
): T | undefined {
  const isUsed = ({ left }: T): boolean =>
    left === undefined ||
    equations.some(
      (other) => other.left !== left && allParts(other.right).some((part) => isSamePart(part, left)),
    );
  const unused = equations.filter((equation) => !isUsed(equation));
  return unused.length === 1 ? unused[0] : equations.at(-1);
}

/** \nabla_x f and \mathrm{d} f as the function: what is differentiated. */
function withoutOperator(value: Syntax): { value: Syntax; isDifferential: boolean } {
  const derivative = value.kind === "name" ? value.derivative : undefined;
  if (!derivative?.of || isPlain(derivative.of)) return { value, isDifferential: false };
  return { value: derivative.of, isDifferential: derivative.operator === "d" && derivative.by.length === 0 };
}

const isPlain = ({ kind }: Syntax): boolean => kind === "name" || kind === "entry";

function variableIn(parse: LatexParse): Pick<LatexReading, "wrt" | "isTransposed"> {
  const [chain, ...others] = chainsOf(parse);
  const [syntax] = chain ? written(chain) : [];
  if (!syntax || others.length > 0) throw new UnsupportedError("the derivative is by one variable");
  const isTransposed = syntax.kind === "transpose" && !syntax.prime;
  const wrt = isTransposed ? syntax.of : syntax;
  // \partial x stands for x
  const of = wrt.kind === "name" && wrt.derivative?.by.length === 0 ? wrt.derivative.of : undefined;
  return { wrt: of ?? wrt, isTransposed };
}

/** The chain that speaks of the derivative; the others say what its names are. */
function claimIn(parse: LatexParse): {
  head: Syntax | undefined;
  sides: readonly Syntax[];
  equations: readonly { left: Syntax | undefined; right: Syntax }[];
} {
  const chains = joined(chainsOf(parse));
  const named = chains.find((chain) => isDerivative(written(chain)[0]));
  const chain = named ?? chains[0];
  if (!chain) throw new UnsupportedError("the claim has no formula");
  const sides = written(chain);
  const [first] = sides;
  if (!first) throw new UnsupportedError("the claim has no formula");
  const hasHead = sides.length > 1 && (isDerivative(first) || first.kind === "name");
  const isLone = (other: Chain): boolean => written(other).length === 1 && written(other)[0]?.kind === "name";
  const others = chains.filter((other) => other !== chain && !(named && isLone(other)));
  const equations = others.map(equationIn);
  if (equations.some(({ left }) => left === undefined))
    throw new UnsupportedError("the claim has several formulas, and which of them is claimed isn't said");
  return { head: hasHead ? first : undefined, sides: hasHead ? sides.slice(1) : sides, equations };
}

/** A row that begins with its = sign goes on with the row before. */
function joined(chains: readonly Chain[]): Chain[] {
  const found: Chain[] = [];
  for (const chain of chains) {
    const before = found.at(-1);
    if (!before || !chain.continues) found.push(chain);
    else found[found.length - 1] = { ...before, sides: [...before.sides, ...chain.sides] };
  }
  return found;
}

const isDerivative = (syntax: Syntax | undefined): boolean =>
  (syntax?.kind === "name" && (syntax.derivative !== undefined || syntax.differential !== undefined)) ||
  (syntax?.kind === "call" && syntax.name.endsWith("'"));

/** Whether two parts are written alike. */
const isSamePart = (a: Syntax, b: Syntax): boolean => keyOf(a) === keyOf(b);
