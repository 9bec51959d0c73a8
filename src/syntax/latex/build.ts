/**
 * What each rule of grammar/latex.ne makes: what the text grammar makes, and what only LaTeX has.
 *
 *     \frac{\partial L}{\partial W}  ─▶  name ∂L/∂W, with derivative { of: L, by: [W] }
 */
import type { Span } from "../../errors.ts";
import {
  finishSum,
  type Head,
  type List,
  listed,
  type ProductItem,
  rule,
  type SumItem,
} from "../text/draft.ts";
import type { DerivativeSyntax, Syntax } from "../tree.ts";
import { type LatexToken, PRODUCT } from "./feed.ts";
import { derivativeName } from "./written.ts";

export {
  block,
  bodyFactor,
  bracketed,
  call,
  entry,
  expression,
  firstFactor,
  firstHead,
  firstItem,
  firstSign,
  firstTerm,
  indexAll,
  indexAt,
  innerHead,
  juxtaposedHead,
  name,
  nextFactor,
  nextHead,
  nextItem,
  nextSign,
  nextTerm,
  norm,
  number,
  only,
  plainOperand,
  plainTerm,
  signedOperand,
  signedTerm,
} from "../text/build.ts";

type Token = LatexToken;
type Sum = List<SumItem>;

const from = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });

export const tightFactor = rule((before: List<ProductItem>, factor: Syntax): List<ProductItem> => {
  return { before, item: { operator: "juxtaposed", part: factor, tight: true } };
});

export const transpose = rule((of: Syntax, { value, start, end }: Token): Syntax => {
  const span = from(of.span, { start, end });
  return value === "prime" ? { kind: "transpose", of, span, prime: true } : { kind: "transpose", of, span };
});

export const power = rule((base: Syntax, { value }: Token, _open: Token, sum: Sum, close: Token): Syntax => {
  const span = from(base.span, close);
  return { kind: "power", base, exponent: finishSum(sum), elementwise: value === ".^", span };
});

export const fraction = rule((open: Token, above: Sum, _over: Token, below: Sum, close: Token): Syntax => {
  const factors = [
    { operator: "*", factor: finishSum(above) },
    { operator: "/", factor: finishSum(below) },
  ] as const;
  return { kind: "product", factors, span: from(open, close) };
});

export const differential = rule(({ value, start, end }: Token): Syntax => {
  return { kind: "name", name: `d${value}`, span: { start, end }, differential: value };
});

/** A token's value begins with ∏ where it is a product. */
const over = ({ value }: Token): Pick<Head, "indices" | "isProduct"> => ({
  indices: value.replace(PRODUCT, "").split(","),
  isProduct: value.startsWith(PRODUCT),
});

export const overIndex = rule((sum: Token): Head => {
  return { kind: "over", ...over(sum), from: undefined, to: undefined, start: sum.start };
});
export const overUpTo = rule((sum: Token, to: Sum, _: Token): Head => {
  return {
    kind: "over",
    ...over(sum),
    from: undefined,
    to: finishSum(to),
    start: sum.start,
  };
});
export const overRange = rule((sum: Token, first: Sum, _comma: Token, to: Sum, _: Token): Head => {
  return { kind: "over", ...over(sum), from: finishSum(first), to: finishSum(to), start: sum.start };
});

// Derivatives. The opening token's value is the operator and the order, that of `by` says what is missing.

interface By {
  readonly mark: Token;
  readonly sum: Sum;
}

export const firstBy = rule(
  (mark: Token, sum: Sum): List<By> => ({ before: undefined, item: { mark, sum } }),
);
export const nextBy = rule((before: List<By>, mark: Token, sum: Sum): List<By> => {
  return { before, item: { mark, sum } };
});

function derived(open: Token, of: Syntax | undefined, bys: List<By> | undefined, close: Token): Syntax {
  const [operator, written] = open.value.split(" ") as [DerivativeSyntax["operator"], string];
  const marks = listed(bys);
  const order = Number(written);
  const by = marks.map(({ sum }) => withoutOrder(finishSum(sum), order, marks.length));
  const missing = marks.find(({ mark }) => mark.value === "missing");
  const missingPartial = missing && { start: missing.mark.start, end: missing.mark.end };
  const derivative: DerivativeSyntax = { operator, of, by, order, missingPartial };
  return { kind: "name", name: derivativeName(derivative), span: from(open, close), derivative };
}

/** The 2 of ∂²f/∂x² is no exponent of x. */
function withoutOrder(by: Syntax, order: number, count: number): Syntax {
  const isOrder = order > 1 && count === 1 && by.kind === "power" && by.exponent.kind === "number";
  return isOrder && Number(by.exponent.text) === order ? by.base : by;
}

export const derivativeOf = rule((open: Token, of: Sum, close: Token) =>
  derived(open, finishSum(of), undefined, close),
);
export const derivative = rule((open: Token, of: Sum, by: List<By>, close: Token) =>
  derived(open, finishSum(of), by, close),
);
export const derivativeBy = rule((open: Token, by: List<By>, close: Token) =>
  derived(open, undefined, by, close),
);
