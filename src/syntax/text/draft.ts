/**
 * Sums and products that may still grow, and how they become Syntax when a bracket or an end closes them.
 *
 * In: lists shared between readings, last item first. Out: flat nodes.
 *
 *     2 sum_i a b + c  ─▶  sum [ + product [ 2, (juxtaposed) sum over i of product [ a, b ] ], + c ]
 */
import type { Span } from "../../errors.ts";
import type { ProductFactor, ProductOperator, SumTerm, Syntax } from "../tree.ts";

/** The one place that gives types to the parts nearley hands over. */
export const rule =
  <Parts extends unknown[], Result>(make: (...parts: Parts) => Result) =>
  (parts: unknown[]): Result =>
    make(...(parts as Parts));

export interface List<T> {
  readonly before: List<T> | undefined;
  readonly item: T;
}

export function listed<T>(list: List<T> | undefined): T[] {
  const items: T[] = [];
  for (let rest = list; rest; rest = rest.before) items.push(rest.item);
  return items.reverse();
}

/** `sum_i` or `sum_(i=1)^m`: the factors behind it are its body. */
export interface Head {
  readonly kind: "over";
  readonly isProduct?: boolean;
  readonly indices: readonly string[];
  readonly from: Syntax | undefined;
  readonly to: Syntax | undefined;
  readonly start: number;
}

export interface ProductItem {
  readonly operator: ProductOperator;
  readonly part: Syntax | Head;
  /** LaTeX: side by side with the factor before, and held together with it, A ⊙ B C = A ⊙ (B C). */
  readonly tight?: boolean;
}

export interface Term {
  /** Of the term's own signs, `- -` being plus. */
  readonly minus: boolean;
  /** Where those signs begin, if there are any. */
  readonly start: number | undefined;
  readonly product: List<ProductItem>;
}

export interface SumItem {
  /** The operator before the term; the first term has none. */
  readonly sign: "+" | "-" | undefined;
  readonly term: Term;
}

export function finishSum(list: List<SumItem>): Syntax {
  const terms = listed(list).map(finishTerm);
  const first = terms[0]!;
  if (terms.length === 1 && first.sign === "+") return first.term;
  const span: Span = { start: first.start, end: terms.at(-1)!.term.span.end };
  return { kind: "sum", terms: terms.map(({ sign, term }) => ({ sign, term })), span };
}

/** The first term's own minus is its sign; that of a later one, `a - -b`, stays inside it. */
function finishTerm({ sign, term: { minus, start, product } }: SumItem): SumTerm & { start: number } {
  const term = finishProduct(product);
  const begin = start ?? term.span.start;
  if (!minus) return { sign: sign ?? "+", term, start: begin };
  if (sign === undefined) return { sign: "-", term, start: begin };
  const span = { start: begin, end: term.span.end };
  return { sign, term: { kind: "sum", terms: [{ sign: "-", term }], span }, start: begin };
}

/** From the right, for the body of an inner sum is finished before that of an outer one. */
function finishProduct(list: List<ProductItem>): Syntax {
  let reversed: Factor[] = [];
  for (let rest: List<ProductItem> | undefined = list; rest; rest = rest.before) {
    const { operator, part, tight = false } = rest.item;
    if (part.kind === "over") {
      reversed = [{ operator, factor: indexedSum(part, joined(grouped(reversed.reverse()))), tight }];
    } else reversed.push({ operator, factor: part, tight });
  }
  return joined(grouped(reversed.reverse()));
}

interface Factor extends ProductFactor {
  readonly tight: boolean;
}

/** Operators that don't associate with a product of matrices. */
const APART: ReadonlySet<ProductOperator> = new Set([".*", "./", "kron"]);

/** A ⊙ B C / d: tight factors, and what divides them, are one operand of the operator before them. */
function grouped(factors: readonly Factor[]): ProductFactor[] {
  const groups: ProductFactor[] = [];
  for (let at = 0; at < factors.length; ) {
    const { operator, factor } = factors[at]!;
    let next = at + 1;
    if (APART.has(operator) && factors[next]?.tight) {
      while (factors[next] && (factors[next]!.tight || factors[next]!.operator === "/")) next++;
    }
    const rest = factors
      .slice(at + 1, next)
      .map((f): ProductFactor => ({ operator: f.operator, factor: f.factor }));
    groups.push({ operator, factor: joined([{ operator: "*", factor }, ...rest]) });
    at = next;
  }
  return groups;
}

function joined(factors: readonly ProductFactor[]): Syntax {
  const first = factors[0]!.factor;
  if (factors.length === 1) return first;
  return {
    kind: "product",
    factors,
    span: { start: first.span.start, end: factors.at(-1)!.factor.span.end },
  };
}

function indexedSum({ indices, isProduct, from, to, start }: Head, body: Syntax): Syntax {
  const span = { start, end: body.span.end };
  return indices.reduceRight<Syntax>(
    (inner, index) => ({
      ...{ kind: "indexed-sum", index, from, to, body: inner, span },
      ...(isProduct && { isProduct }),
    }),
    body,
  );
}
