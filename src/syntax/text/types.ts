/**
 * What the rules for declared types make.
 *
 * In: words, sizes and sets as written. Out: TypeSyntax, in which `R^(m x k)` and `m x k` are the same.
 *
 *     function m x n -> scalar     ─▶  { words: [function], sizes: [m, n], result: { words: [scalar] } }
 *     n x n positive definite      ─▶  { words: [spd], sizes: [n, n] }
 */
import type { Span } from "../../errors.ts";
import { impliedBy, structureNamed } from "../../structures.ts";
import type { Token } from "../tokens.ts";
import type { Syntax, TypeSyntax } from "../tree.ts";
import { finishSum, type List, listed, type ProductItem, rule, type SumItem } from "./draft.ts";

type Sizes = List<List<SumItem>>;

/** Words and sizes, of which there is at least one; the tokens that only a span needs. */
interface Shape {
  readonly words: List<Token> | undefined;
  readonly sizes: Sizes | undefined;
  /** ℝ alone is a scalar. */
  readonly reals: Token | undefined;
  /** The bracket that closes ℝ^{…}. */
  readonly close: Token | undefined;
}

export interface TypeDraft {
  readonly functionWord: Token | undefined;
  readonly argument: Shape | undefined;
  /** Of a function. */
  readonly result: Shape | undefined;
}

const shapeOf = (parts: Partial<Shape>): Shape => ({
  ...{ words: undefined, sizes: undefined, reals: undefined, close: undefined },
  ...parts,
});

export const wordsShape = rule((words: List<Token>) => shapeOf({ words }));
export const sizesShape = rule((sizes: Sizes) => shapeOf({ sizes }));
export const wordsSizesShape = rule((words: List<Token>, sizes: Sizes) => shapeOf({ words, sizes }));
export const sizesWordsShape = rule((sizes: Sizes, words: List<Token>) => shapeOf({ sizes, words }));
export const spaceWordsShape = rule((space: Shape, words: List<Token>): Shape => ({ ...space, words }));

const sizeTerm = (
  before: List<SumItem> | undefined,
  sign: "+" | "-" | undefined,
  product: List<ProductItem>,
): List<SumItem> => ({ before, item: { sign, term: { minus: false, start: undefined, product } } });

export const plainSizeTerm = rule((product: List<ProductItem>) => sizeTerm(undefined, undefined, product));
export const nextSizeTerm = rule((before: List<SumItem>, { value }: Token, product: List<ProductItem>) => {
  return sizeTerm(before, value === "-" ? "-" : "+", product);
});

const oneSize = (size: List<SumItem>): Sizes => ({ before: undefined, item: size });

export const reals = rule((set: Token) => shapeOf({ reals: set }));
export const realVectors = rule((set: Token, _: Token, size: Syntax) => {
  const product: List<ProductItem> = { before: undefined, item: { operator: "*", part: size } };
  return shapeOf({ reals: set, sizes: oneSize(sizeTerm(undefined, undefined, product)) });
});
export const realArrays = rule((set: Token, _power: Token, _open: Token, sizes: Sizes, close: Token) => {
  return shapeOf({ reals: set, sizes, close });
});
export const realMatrices = rule(
  (set: Token, _power: Token, _open: Token, rows: List<SumItem>, ...rest: [Token, List<SumItem>, Token]) => {
    const [, columns, close] = rest;
    return shapeOf({ reals: set, sizes: { before: oneSize(rows), item: columns }, close });
  },
);

const typeOf = (functionWord: Token | undefined, argument?: Shape, result?: Shape): TypeDraft => {
  return { functionWord, argument, result };
};

export const plainType = rule((shape: Shape) => typeOf(undefined, shape));
export const anyFunction = rule((word: Token) => typeOf(word));
export const functionType = rule((word: Token, argument: Shape, _: Token, result: Shape) => {
  return typeOf(word, argument, result);
});
export const arrowType = rule((argument: Shape, _: Token, result: Shape) =>
  typeOf(undefined, argument, result),
);

/** Called once, at the end of the statement. */
export function finishType({ functionWord, argument, result }: TypeDraft): TypeSyntax {
  const taken = argument && finishShape(argument);
  const returned = result && finishShape(result);
  if (taken && !returned) return taken;
  const ends = [functionWord, taken?.span, returned?.span].filter((part) => part !== undefined);
  const span = { start: ends[0]!.start, end: ends.at(-1)!.end };
  return { words: ["function", ...(taken?.words ?? [])], sizes: taken?.sizes ?? [], result: returned, span };
}

function finishShape({ words, sizes, reals: set, close }: Shape): TypeSyntax {
  const written = listed(words);
  const finished = listed(sizes).map(finishSum);
  const places: Span[] = [...written, ...finished.map(({ span }) => span), set, close].filter(
    (part) => !!part,
  );
  const start = Math.min(...places.map((place) => place.start));
  const end = Math.max(...places.map((place) => place.end));
  const named = finishWords(written.map(({ value }) => value));
  const isScalar = set !== undefined && finished.length === 0 && named.length === 0;
  return { words: isScalar ? ["scalar"] : named, sizes: finished, result: undefined, span: { start, end } };
}

/** What is positive definite is symmetric, which needn't be said. */
function finishWords(words: readonly string[]): readonly string[] {
  const implied = words.map((word) => impliedBy(structureNamed(word)) as string | undefined);
  return words.filter((word) => !implied.includes(word));
}
