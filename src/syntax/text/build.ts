/**
 * What each rule of grammar/expression.ne makes.
 *
 * In: the parts a rule matched. Out: drafts while a sum or product may still grow, Syntax once a bracket or the
 * end of a statement closes it.
 *
 *     a + b c )  ─▶  draft: (+ b c) before (+ a)  ─▶  sum [ + a, + product [ b, (juxtaposed) c ] ]
 *
 * Earley's algorithm completes every rule at every token where it might end. A draft is therefore a list that
 * grows at its end by sharing what came before: a token costs the same, however long its sum is already.
 * Nothing here throws, for much of it is built for readings that die a token later.
 */
import type { Span } from "../../errors.ts";
import type { Token } from "../tokens.ts";
import type { IndexSyntax, NameSyntax, ProductOperator, Statement, Syntax, TypeSyntax } from "../tree.ts";
import {
  finishSum,
  type Head,
  type List,
  listed,
  type ProductItem,
  rule,
  type SumItem,
  type Term,
} from "./draft.ts";
import { finishType, type TypeDraft } from "./types.ts";

const from = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });
const nameOf = ({ value, start, end }: Token): NameSyntax => ({ name: value, span: { start, end } });

// Lists: an item, an item after a separator, an item that just follows.

export const only = rule((part: unknown) => part);
export const firstItem = rule(<T>(item: T): List<T> => ({ before: undefined, item }));
export const nextItem = rule(<T>(before: List<T>, _: Token, item: T): List<T> => ({ before, item }));
export const followingItem = rule(<T>(before: List<T>, item: T): List<T> => ({ before, item }));

// Statements: all end in %end, so each is built once.

export const expression = rule((sum: List<SumItem>) => finishSum(sum));

export const expressionStatement = rule((sum: List<SumItem>): Statement => {
  const value = finishSum(sum);
  return { kind: "expression", value, span: value.span };
});

function definitionOf(name: Token, parameters: readonly string[], sum: List<SumItem>): Statement {
  const value = finishSum(sum);
  const { name: defined, span: nameSpan } = nameOf(name);
  return { kind: "definition", name: defined, nameSpan, parameters, value, span: from(name, value.span) };
}

export const definition = rule((name: Token, _: Token, sum: List<SumItem>) => definitionOf(name, [], sum));

export const functionDefinition = rule(
  (name: Token, _open: Token, names: List<Token>, _close: Token, _equals: Token, sum: List<SumItem>) => {
    const parameters = listed(names).map(({ value }) => value);
    return definitionOf(name, parameters, sum);
  },
);

export const declaration = rule((names: List<Token>, _: Token, draft: TypeDraft): Statement => {
  const declared = listed(names);
  const type = finishType(draft);
  return { kind: "declaration", names: declared.map(nameOf), type, span: from(declared[0]!, type.span) };
});

export const declaredType = rule((draft: TypeDraft): TypeSyntax => finishType(draft));

// Sums. A run of signs is one sign.

interface Sign extends Span {
  readonly minus: boolean;
}

export const firstSign = rule(({ value, start, end }: Token): Sign => ({ minus: value === "-", start, end }));
export const nextSign = rule((before: Sign, { value, end }: Token): Sign => {
  return { minus: before.minus !== (value === "-"), start: before.start, end };
});

export const plainTerm = rule(
  (product: List<ProductItem>): Term => ({ minus: false, start: undefined, product }),
);
export const signedTerm = rule(({ minus, start }: Sign, product: List<ProductItem>): Term => {
  return { minus, start, product };
});
export const firstTerm = rule(
  (term: Term): List<SumItem> => ({ before: undefined, item: { sign: undefined, term } }),
);
export const nextTerm = rule((before: List<SumItem>, { value }: Token, term: Term): List<SumItem> => {
  return { before, item: { sign: value === "-" ? "-" : "+", term } };
});

// Products. `operator` is how a factor is joined to the one before; the first one has "*".

const item = (
  before: List<ProductItem> | undefined,
  operator: string,
  part: Syntax | Head,
): List<ProductItem> => ({
  before,
  item: { operator: operator as ProductOperator, part },
});

export const firstFactor = rule((factor: Syntax) => item(undefined, "*", factor));
export const nextFactor = rule((before: List<ProductItem>, operator: Token, factor: Syntax) => {
  return item(before, operator.value, factor);
});
export const juxtaposedFactor = rule((before: List<ProductItem>, factor: Syntax) =>
  item(before, "juxtaposed", factor),
);
export const bodyFactor = rule((before: List<ProductItem>, factor: Syntax) => item(before, "*", factor));

const negated = (of: Syntax, { minus, start }: Sign): Syntax =>
  minus ? { kind: "negate", of, span: { start, end: of.span.end } } : of;

export const plainOperand = only;
export const signedOperand = rule((sign: Sign, factor: Syntax) => negated(factor, sign));

export const firstHead = rule((head: Head) => item(undefined, "*", head));
export const nextHead = rule((before: List<ProductItem>, operator: Token, head: Head) => {
  return item(before, operator.value, head);
});
export const juxtaposedHead = rule((before: List<ProductItem>, head: Head) =>
  item(before, "juxtaposed", head),
);
export const innerHead = rule((before: List<ProductItem>, head: Head) => item(before, "*", head));

export const overIndex = rule(({ value, start }: Token): Head => {
  return { kind: "over", indices: value.split(","), from: undefined, to: undefined, start };
});
export const overRange = rule(
  (
    sum: Token,
    _open: Token,
    index: Token,
    _equals: Token,
    first: List<SumItem>,
    ...rest: [Token, Token, Syntax]
  ): Head => {
    return { kind: "over", indices: [index.value], from: finishSum(first), to: rest[2], start: sum.start };
  },
);

// Postfixes and primaries.

export const transpose = rule(
  (of: Syntax, mark: Token): Syntax => ({ kind: "transpose", of, span: from(of.span, mark) }),
);

export const power = rule((base: Syntax, { value }: Token, exponent: Syntax): Syntax => {
  const span = from(base.span, exponent.span);
  return { kind: "power", base, exponent, elementwise: value === ".^", span };
});

export const signedExponent = rule(({ value, start, end }: Token, exponent: Syntax) => {
  return negated(exponent, { minus: value === "-", start, end });
});

export const entry = rule((of: Syntax, _: Token, indices: List<IndexDraft>, close: Token): Syntax => {
  return { kind: "entry", of, indices: listed(indices).map(finishIndex), span: from(of.span, close) };
});

/** The brackets themselves are not in the tree, but what they hold covers them. */
export const bracketed = rule((open: Token, sum: List<SumItem>, close: Token): Syntax => {
  return { ...finishSum(sum), span: from(open, close) };
});

export const number = rule(
  ({ value, start, end }: Token): Syntax => ({ kind: "number", text: value, span: { start, end } }),
);
export const name = rule(
  ({ value, start, end }: Token): Syntax => ({ kind: "name", name: value, span: { start, end } }),
);

export const call = rule((called: Token, _: Token, args: List<List<SumItem>>, close: Token): Syntax => {
  return { kind: "call", name: called.value, args: listed(args).map(finishSum), span: from(called, close) };
});

export const applied = rule(({ value, start, end }: Token, of: Syntax): Syntax => {
  return { kind: "call", name: value, args: [of], span: from({ start, end }, of.span) };
});

export const inner = rule(
  (open: Token, left: List<SumItem>, _: Token, right: List<SumItem>, close: Token): Syntax => {
    return { kind: "call", name: "inner", args: [left, right].map(finishSum), span: from(open, close) };
  },
);

export const block = rule((open: Token, rows: List<List<List<SumItem>>>, close: Token): Syntax => {
  const finished = listed(rows).map((row) => listed(row).map(finishSum));
  return { kind: "block", rows: finished, span: from(open, close) };
});

type Which = Extract<Syntax, { kind: "norm" }>["which"];

export const norm = rule((open: Token, sum: List<SumItem>, close: Token): Syntax => {
  return { kind: "norm", of: finishSum(sum), which: close.value as Which, span: from(open, close) };
});

// Indices of entries.

type IndexDraft =
  | { readonly kind: "at"; readonly index: List<SumItem> }
  | { readonly kind: "range"; readonly from: List<SumItem>; readonly to: List<SumItem> }
  | { readonly kind: "all" };

export const indexAt = rule((index: List<SumItem>): IndexDraft => ({ kind: "at", index }));
export const indexAll = rule((): IndexDraft => ({ kind: "all" }));
export const indexRange = rule((first: List<SumItem>, _: Token, last: List<SumItem>): IndexDraft => {
  return { kind: "range", from: first, to: last };
});

function finishIndex(draft: IndexDraft): IndexSyntax {
  switch (draft.kind) {
    case "at":
      return { kind: "at", index: finishSum(draft.index) };
    case "range":
      return { kind: "range", from: finishSum(draft.from), to: finishSum(draft.to) };
    case "all":
      return draft;
  }
}
