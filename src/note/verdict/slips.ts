/**
 * What a side of a claim would be with one usual slip undone, the likeliest first.
 *
 *     2 A x  ─▶  -2 A x, A x, 4 A x, 2 A^\top x, 2 x A, …      w_{21} x_1  ─▶  w_{12} x_1, w_{21} x_2, …
 */
import {
  type Change,
  changesOf,
  type KindOfChange,
  LOSSES,
  numbers as numbersOfTerms,
  orders,
  type Quote,
  type Slip,
  signs,
  transposes,
} from "../../problem/claim/changes.ts";
import { productOf, withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import {
  everyPart,
  insideOf,
  type Reference,
  reference,
  referenceOf,
  referenceOfName,
  type Term,
  termText,
} from "../meaning/reference.ts";

/** What stands around a side. */
export interface Around {
  /** The other side. */
  readonly head: Syntax;
  /** The claim is of a derivative. */
  readonly isDerivative: boolean;
  /** Sizes, by which a derivative may be too large or too small. */
  readonly sizes: readonly string[];
  /** How a part is written. */
  readonly quote: Quote;
  /** The names that may have been meant by another. */
  readonly symbols: (key: string) => readonly string[];
}

/** Slips of the pen: a sign, a factor, a transpose, an order, an index, a letter. */
export function usualSlips(root: Syntax, { head, quote, symbols }: Around): Change[] {
  const terms = termsIn([root, head]);
  const kinds: readonly KindOfChange[] = [
    neighbours,
    exchanges,
    turnedTooOften,
    turnedTooSeldom,
    orders,
    signs,
    multiples,
    otherIndices(terms),
    otherNames(symbols),
  ];
  return slipsOf(root, quote, kinds);
}

/** Other slips, of which the claim tells less: a larger factor, a number, what is lost or too much. */
export function otherSlips(root: Syntax, around: Around): Change[] {
  const kinds: readonly KindOfChange[] = [
    largerMultiples,
    transposes,
    numbers,
    numbersOfTerms,
    scalarFactors(around),
    ...LOSSES,
  ];
  return slipsOf(root, around.quote, kinds);
}

/** Of a reference nothing below, of a power its base. */
const partsOfSlips = (part: Syntax): readonly Syntax[] =>
  part.kind === "power" ? [part.base] : referenceOf(part) ? [] : insideOf(part);

const slipsOf = (root: Syntax, quote: Quote, kinds: readonly KindOfChange[]): Change[] =>
  changesOf(root, quote, { variables: [], functions: [] }, kinds, {
    below: partsOfSlips,
    most: MOST,
  });

const MOST = 400;

const turnedTooOften: KindOfChange = (place, quote) =>
  place.part.kind === "transpose" ? transposes(place, quote) : [];

/** Of a matrix that stands for itself, a derivative, a printed matrix. */
const turnedTooSeldom: KindOfChange = (place, quote) => {
  const { part } = place;
  const isName = part.kind === "name" || part.kind === "block" || referenceOf(part) !== undefined;
  return isName ? transposes(place, quote) : [];
};

const number = (text: string, { span }: Syntax): Syntax => ({ kind: "number", text, span });
const times = (factor: Syntax, root: Syntax, operator: "*" | "/" = "*"): Syntax => {
  const { span } = root;
  const factors = [{ operator: "*" as const, factor: root }];
  return operator === "*"
    ? productOf([factor, root], span)
    : { kind: "product", factors: [...factors, { operator, factor }], span };
};

const wholeTimes =
  (rows: readonly (readonly [string, Slip, string])[]): KindOfChange =>
  ({ part, parent }) => {
    if (parent) return [];
    return rows.map(([text, slip, words]) => {
      const whole = times(number(text.replace("-", ""), part), part);
      const changed: Syntax =
        text === "-1"
          ? { kind: "negate", of: part, span: part.span }
          : text.startsWith("-")
            ? { kind: "negate", of: whole, span: part.span }
            : whole;
      return { slip, changed, words };
    });
  };

const multiples = wholeTimes([
  ["2", "factor", "the factor 2 is missing"],
  ["0.5", "factor", "it is 2 times too large"],
  ["-1", "sign", "the sign is wrong"],
]);

const largerMultiples = wholeTimes([
  ["-2", "factor", "the factor 2 is missing, and the sign is wrong"],
  ["-0.5", "factor", "it is 2 times too large, and the sign is wrong"],
  ["4", "factor", "the factor 4 is missing"],
  ["0.25", "factor", "it is 4 times too large"],
]);

/** A scalar of the other side, or a size, too many or too few: d det X = det X tr(X⁻¹ dX). */
const scalarFactors =
  ({ head, isDerivative, sizes }: Around): KindOfChange =>
  ({ part, parent }, quote) => {
    if (parent) return [];
    const parts = isDerivative ? [...everyPart(head), ...everyPart(part)] : [];
    const found = parts.filter(({ kind }) => /^(?:call|name|power)$/.test(kind)).slice(0, 12);
    const named = sizes.map((name): Syntax => ({ kind: "name", name, span: part.span }));
    return [...found, ...named].flatMap((factor): Change[] => [
      {
        slip: "factor",
        changed: times(factor, part),
        words: `the factor ${quote(factor)} is missing`,
      },
      {
        slip: "factor",
        changed: times(factor, part, "/"),
        words: `it should be divided by ${quote(factor)}`,
      },
    ]);
  };

/** 2 x^2 for 3 x^2, x^2 for x^3. */
const numbers: KindOfChange = ({ part }, quote) => {
  const own = part.kind === "power" ? part.exponent : part;
  if (own.kind !== "number" || !/^\d+$/.test(own.text)) return [];
  const value = Number(own.text);
  const others = [value + 1, value - 1, 2 * value].filter((n) => n >= 0);
  return others.map((n) => {
    const other: Syntax = { ...own, text: `${n}` };
    const changed = part.kind === "power" ? { ...part, exponent: other } : other;
    return { slip: "number", changed, words: `${quote(own)} stands where ${n} should` };
  });
};

const termsIn = (roots: readonly Syntax[]): Term[] => {
  const found = roots.flatMap((root) =>
    [...everyPart(root)].flatMap((part) => {
      const own = referenceOf(part);
      return own ? [...own.indices, ...(own.label ? [own.label] : [])] : [];
    }),
  );
  return [...new Map(found.map((term) => [termText(term), term])).values()];
};

/** w_{21} for w_{12}, x_2 for x_1, a_{ji} for a_{ij}. */
const otherIndices =
  (terms: readonly Term[]): KindOfChange =>
  ({ part }, quote) => {
    const own = referenceOf(part);
    if (!own || own.indices.length === 0) return [];
    const { indices } = own;
    const turned = indices.length === 2 ? [[indices[1]!, indices[0]!]] : [];
    const others = indices.flatMap((_, i) => terms.map((term) => indices.with(i, term)));
    return [...turned, ...others].flatMap((list) => indexSlip(own, { ...own, indices: list }, part, quote));
  };

/** h_{t-1} and h_{t+1} for h_t, a^{(l-1)} for a^{(l)}, w^{(l)}_{ij} for w^{(l+1)}_{ij}. */
const neighbours: KindOfChange = ({ part }, quote) => {
  const own = referenceOf(part);
  const only = own?.label ?? (own?.indices.length === 1 ? own.indices[0] : undefined);
  if (!own || only?.letter === undefined) return [];
  return [-1, 1].flatMap((step) => {
    const term = { ...only, offset: only.offset + step };
    return indexSlip(own, { ...own, ...(own.label ? { label: term } : { indices: [term] }) }, part, quote);
  });
};

function indexSlip(own: Reference, meant: Reference, part: Syntax, quote: Quote): Change[] {
  const changed = named(meant, part);
  if (changed.name === own.key) return [];
  const words = `an index is wrong: ${quote(part)} where ${quote(changed)} is right`;
  return [{ slip: "index", changed, words }];
}

/** Another name of the note. */
const otherNames =
  (symbols: Around["symbols"]): KindOfChange =>
  ({ part }, quote) => {
    const own = referenceOf(part);
    if (!own) return [];
    return symbols(own.key).map((key) => {
      const changed: Syntax = { kind: "name", name: key, span: part.span };
      const isIndex = referenceOfName(key).stem === own.stem;
      const words = isIndex
        ? `an index is wrong: ${quote(part)} where ${quote(changed)} is right`
        : `${quote(part)} stands where ${quote(changed)} is right`;
      return { slip: isIndex ? "index" : "symbol", changed, words };
    });
  };

const MOST_TERMS = 6;

/** Two indices exchanged throughout: 1 for 2 in every second place, m for k everywhere. */
const exchanges: KindOfChange = ({ part, parent }) => {
  if (parent && part.kind !== "block") return [];
  const bound = new Set(
    everyPart(part).flatMap((inner) => (inner.kind === "indexed-sum" ? [inner.index] : [])),
  );
  const terms = termsIn([part])
    .filter((term) => !bound.has(termText(term)))
    .slice(0, MOST_TERMS);
  return [1, 0, undefined].flatMap((place) =>
    terms.flatMap((a, i) =>
      terms.slice(i + 1).flatMap((b): Change[] => {
        const changed = exchanged(part, a, b, place);
        const words = `an index is wrong: ${termText(a)} where ${termText(b)} is right`;
        return changed === part ? [] : [{ slip: "index", changed, words }];
      }),
    ),
  );
};

function exchanged(root: Syntax, a: Term, b: Term, place: number | undefined): Syntax {
  const [first, second] = [termText(a), termText(b)];
  const other = (term: Term, at: number): Term => {
    const own = place === undefined || place === at ? termText(term) : undefined;
    return own === first ? b : own === second ? a : term;
  };
  const own = referenceOf(root);
  if (own) {
    const indices = own.indices.map(other);
    return indices.every((term, at) => term === own.indices[at]) ? root : named({ ...own, indices }, root);
  }
  let isSame = true;
  const changed = withParts(root, (part) => {
    const made = exchanged(part, a, b, place);
    isSame &&= made === part;
    return made;
  });
  return isSame ? root : changed;
}

const named = ({ base, label, indices }: Reference, { span }: Syntax): Extract<Syntax, { kind: "name" }> => ({
  kind: "name",
  name: reference(base, label, indices).key,
  span,
});
