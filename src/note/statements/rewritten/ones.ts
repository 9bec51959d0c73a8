/**
 * The vector of ones, however a note writes it and tells its size.
 *
 *     "$\iota \in \mathbb{R}^m$ is the vector of ones"  ─▶  \iota: ones(m)      \frac{1}{n} 𝟏 𝟏ᵀ  ─▶  𝟏 of n entries
 */
import type { DeclaredType } from "../../../shapes/declarations.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import { FORMULA } from "../sentences.ts";
import { type At, subjects } from "../subjects.ts";

/** By their names, the sizes that are told. */
export type Ones = Map<string, string | undefined>;

const F = FORMULA;
const WORDS = new RegExp(
  `\\b(?:vectors?|columns?) of (?:all )?(?:${F} )?ones\\b|\\ball-?ones?(?: column)? vectors?|\\bones vector|\\bvectors? (?:whose|with all) (?:entries|components|elements) (?:are )?(?:all )?(?:equal(?: to)? )?(?:ones?|1|${F})\\b|全\\s*(?:1|一|${F})\\s*(?:的)?(?:列)?(?:向量|ベクトル)|(?:元素|分量)(?:全|均|都)?(?:是|为|為)\\s*(?:1|一|${F})\\s*的|(?:成分|要素)が(?:すべて|全て|みな)\\s*(?:1|一|${F})`,
  "giu",
);
const SIZE = new RegExp(
  `\\bof (${F}) ones|\\b(?:length|dimension|size)\\s+(${F})|(${F})\\s*(?:-\\s*|维|維|次元|次の|dimensional )(?:的|の)?(?:column )?(?:vector|全|ベクトル|元素|分量|列向量|向量)`,
  "iu",
);

/** The names that a sentence calls the vector of ones. */
export function takeOnes(text: string, at: At, ones: Ones): void {
  if (text.search(WORDS) < 0) return;
  const match = SIZE.exec(text);
  const place = match ? match.index + match[0].indexOf(F) : -1;
  const column = [...at.values()].find((named) => named?.size?.[1] === "1")?.size?.[0];
  const size = at.get(place)?.names[0] ?? column;
  for (const name of subjects(text, WORDS, at)) if (name !== size) ones.set(name, size);
}

const onesOf = (size: string | undefined, { span }: Syntax): Syntax =>
  size === undefined
    ? { kind: "name", name: "𝟏", span }
    : { kind: "call", name: "ones", args: [{ kind: "name", name: size, span }], span };

const isOnes = (part: Syntax | undefined): part is Syntax => part?.kind === "name" && part.name === "𝟏";

/** What a product is divided by that may be a number of things. */
export function countsBelow({ factors }: Extract<Syntax, { kind: "product" }>, letters: RegExp): Syntax[] {
  const isCount = (syntax: Syntax): boolean => syntax.kind === "name" && letters.test(syntax.name);
  return factors.flatMap(({ operator, factor }) => {
    if (operator === "/") return isCount(factor) ? [factor] : [];
    const inner = factor.kind === "product" ? factor.factors : [];
    return inner.flatMap((one) => (one.operator === "/" && isCount(one.factor) ? [one.factor] : []));
  });
}

const SIZES = /^[NMmndpTKD]$/;

/** \frac{1}{n} \mathbf{1} \mathbf{1}^\top: of n entries; so is the 𝟏 of 𝟏ᵀ𝟏 where the note has ones of no other size. */
export function withOnes(
  part: Extract<Syntax, { kind: "product" }>,
  only: string | undefined,
): Extract<Syntax, { kind: "product" }> {
  const [below, ...others] = countsBelow(part, SIZES);
  const size = others.length > 0 ? undefined : below;
  const isWhole = part.factors.every(({ factor }) =>
    isOnes(factor.kind === "transpose" ? factor.of : factor),
  );
  const told =
    size ??
    (isWhole && only !== undefined ? { kind: "name" as const, name: only, span: part.span } : undefined);
  if (!told) return part;
  const sized = (factor: Syntax): Syntax => {
    if (factor.kind === "transpose") return { ...factor, of: sized(factor.of) };
    return isOnes(factor) ? { kind: "call", name: "ones", args: [told], span: factor.span } : factor;
  };
  return { ...part, factors: part.factors.map((one) => ({ ...one, factor: sized(one.factor) })) };
}

/** The one size that ones have in a note. */
export function sizeOfOnes(roots: readonly (Syntax | undefined)[], ones: Ones): string | undefined {
  const sizes = new Set([...ones.values()].filter((size) => size !== undefined));
  for (const root of roots)
    for (const part of root ? everyPart(root) : []) {
      const size =
        part.kind === "call" && part.name === "ones" && part.args.length === 1 ? part.args[0] : undefined;
      if (size?.kind === "name") sizes.add(size.name);
      if (part.kind !== "product") continue;
      const hasOnes = part.factors.some(({ factor }) =>
        isOnes(factor.kind === "transpose" ? factor.of : factor),
      );
      for (const below of hasOnes ? countsBelow(part, SIZES) : [])
        if (below.kind === "name") sizes.add(below.name);
    }
  return sizes.size === 1 ? [...sizes][0] : undefined;
}

/** A name that is said to be ones, and (1, …, 1). */
export function asOnes(part: Syntax, ones: Ones): Syntax | undefined {
  const own = part.kind === "name" && !isOnes(part) ? referenceOf(part)?.key : undefined;
  if (own !== undefined) return ones.has(own) ? onesOf(ones.get(own), part) : undefined;
  return listOfOnes(part);
}

/** e of e = (1, …, 1)ᵀ. */
export function namedOnes(left: Syntax | undefined, right: Syntax | undefined): string | undefined {
  const list = right?.kind === "transpose" ? right.of : right;
  return left?.kind === "name" && list && listOfOnes(list) ? referenceOf(left)?.key : undefined;
}

function listOfOnes(part: Syntax): Syntax | undefined {
  if (part.kind !== "block") return undefined;
  const cells = part.rows.flat();
  const hasDots = cells.some((cell) => cell.kind === "name" && /^[⋯⋮…]$/.test(cell.name));
  const isList = part.rows.length === 1 || part.rows.every((row) => row.length === 1);
  const isOne = (cell: Syntax): boolean =>
    (cell.kind === "number" && cell.text === "1") || (cell.kind === "name" && /^[⋯⋮…]$/.test(cell.name));
  if (!hasDots || !isList || !cells.every(isOne)) return undefined;
  const column = onesOf(undefined, part);
  return part.rows.length > 1 ? column : { kind: "transpose", of: column, span: part.span };
}

/** With those that relations name, and the sizes of declarations: \\iota \\in \\mathbb{R}^n, said to be the vector of ones. */
export function sizedOnes(
  said: Ones,
  relations: readonly { readonly left: Syntax | undefined; readonly right: Syntax | undefined }[],
  declared: ReadonlyMap<string, DeclaredType>,
): Ones {
  const named = relations.flatMap(({ left, right }) => namedOnes(left, right) ?? []);
  const all: Ones = new Map([...named.map((name) => [name, undefined] as const), ...said]);
  for (const [name, size] of all) {
    const type = declared.get(name);
    const rows = type?.kind === "variable" ? type.shape.rows.key : "";
    if (size === undefined && /^\p{L}$/u.test(rows)) all.set(name, rows);
  }
  return all;
}
