/**
 * Slips of one place: the formulas that a claim would be with one part of it changed, and what the slip was.
 *
 *     G*W  ─▶  G'*W "a transpose is missing on G", G*W' "a transpose is missing on W", W*G "the factors … wrong order", …
 */
import type { ProductFactor, Syntax } from "../../syntax/tree.ts";
import { placesIn, type SyntaxPlace } from "./places.ts";

/** What was done wrong. */
export type Slip =
  | "transpose"
  | "order"
  | "sign"
  | "factor"
  | "symbol"
  | "index"
  | "number"
  | "product"
  | "lost"
  | "excess";

export interface Change {
  readonly slip: Slip;
  /** The claim without the slip. */
  readonly changed: Syntax;
  /** What is wrong with the claim as it stands. */
  readonly words: string;
}

/** The text of a part, as its author wrote it or would. */
export type Quote = (part: Syntax) => string;

const MOST_PLACES = 120;
const MOST_CHANGES = 1200;
const FEWEST_CHANGES = 200;
/** Changes times places: each change is as long as the claim. */
const MOST_WORK = 30_000;

/** The names of variables by which another may have been meant. */
interface Names {
  readonly variables: readonly string[];
  readonly functions: readonly string[];
}

/** Where slips are looked for, and how many. */
interface Reach {
  /** The parts of a part that can be changed. */
  readonly below?: (part: Syntax) => readonly Syntax[];
  readonly most?: number;
}

/** The slips of some kinds, the likeliest first. */
export function changesOf(
  root: Syntax,
  quote: Quote,
  names: Names,
  kinds: readonly KindOfChange[],
  { below, most: limit }: Reach = {},
): Change[] {
  const places = placesIn(root, MOST_PLACES, below).filter(({ part }) => isShort(part));
  const most =
    limit ?? Math.min(MOST_CHANGES, Math.max(FEWEST_CHANGES, Math.floor(MOST_WORK / places.length)));
  const found: Change[] = [];
  for (const kind of kinds) {
    for (const place of places) {
      for (const change of kind(place, quote, names)) {
        found.push({ ...change, changed: place.replace(change.changed) });
        if (found.length >= most) return found;
      }
    }
  }
  return found;
}

/** In a long sum each change would be as long. */
const isShort = (part: Syntax): boolean =>
  (part.kind === "sum" ? part.terms : part.kind === "product" ? part.factors : []).length <= MOST_PARTS;
const MOST_PARTS = 24;

export type KindOfChange = (place: SyntaxPlace, quote: Quote, names: Names) => readonly Change[];

const call = (name: string, part: Syntax): Syntax => ({ kind: "call", name, args: [part], span: part.span });
const numberSyntax = (text: string, { span }: Syntax): Syntax => ({ kind: "number", text, span });
const times = (part: Syntax, text: string): Syntax => ({
  kind: "product",
  factors: [
    { operator: "*", factor: numberSyntax(text, part) },
    { operator: "*", factor: part },
  ],
  span: part.span,
});

export function transposes({ part, parent }: SyntaxPlace, quote: Quote): Change[] {
  if (part.kind === "transpose") {
    const words = `${quote(part)} should be ${quote(part.of)}, not transposed`;
    return [{ slip: "transpose", changed: part.of, words }];
  }
  if (part.kind === "number" || parent?.kind === "transpose") return [];
  const changed: Syntax = { kind: "transpose", of: part, span: part.span };
  return [{ slip: "transpose", changed, words: `a transpose is missing on ${quote(part)}` }];
}

export function orders({ part }: SyntaxPlace, quote: Quote): Change[] {
  if (part.kind !== "product") return [];
  const { factors } = part;
  const words = `the factors of ${quote(part)} are in the wrong order`;
  const ordered = (list: readonly ProductFactor[]): Change => ({
    slip: "order",
    changed: { ...part, factors: list.map((f, i) => (i === 0 ? { ...f, operator: "*" } : f)) },
    words,
  });
  const swaps = factors.slice(1).flatMap((f, i) => {
    if (f.operator === "/" || f.operator === "./") return [];
    return [ordered(factors.map((g, j) => (j === i ? f : j === i + 1 ? (factors[i] as ProductFactor) : g)))];
  });
  const divides = factors.some((f) => f.operator === "/" || f.operator === "./");
  const turns =
    factors.length < 3 || divides
      ? []
      : factors.slice(1).map((_, i) => ordered([...factors.slice(i + 1), ...factors.slice(0, i + 1)]));
  return [...swaps, ...turns, ...(turns.length > 0 ? [ordered([...factors].reverse())] : [])];
}

export function signs({ part, parent }: SyntaxPlace, quote: Quote): Change[] {
  if (part.kind === "sum") {
    return part.terms.map(({ sign, term }, i) => {
      const terms = part.terms.map((t, j) =>
        j === i ? { term, sign: sign === "-" ? ("+" as const) : ("-" as const) } : t,
      );
      return { slip: "sign", changed: { ...part, terms }, words: `the sign of ${quote(term)} is wrong` };
    });
  }
  if (part.kind === "negate")
    return [{ slip: "sign", changed: part.of, words: `the sign of ${quote(part.of)} is wrong` }];
  if (parent?.kind !== "call") return [];
  const changed: Syntax = { kind: "negate", of: part, span: part.span };
  return [{ slip: "sign", changed, words: `the sign of ${quote(part)} within ${quote(parent)} is wrong` }];
}

export function numbers({ part, parent }: SyntaxPlace, quote: Quote): Change[] {
  if (parent?.kind !== "sum") return [];
  return [
    { slip: "factor", changed: times(part, "2"), words: `the term ${quote(part)} lacks the factor 2` },
    { slip: "factor", changed: times(part, "0.5"), words: `the term ${quote(part)} is twice too large` },
  ];
}

function symbols({ part }: SyntaxPlace, _quote: Quote, { variables }: Names): Change[] {
  if (part.kind !== "name") return [];
  return variables
    .filter((name) => name !== part.name)
    .map((name) => ({
      slip: "symbol",
      changed: { ...part, name },
      words: `${part.name} stands where ${name} should`,
    }));
}

function products({ part }: SyntaxPlace, quote: Quote): Change[] {
  if (part.kind !== "product") return [];
  const other = {
    "*": ".*",
    "@": ".*",
    ".*": "*",
    "/": "*",
    "./": ".*",
    juxtaposed: ".*",
    kron: "*",
  } as const;
  const called = {
    "*": "matrix",
    "@": "matrix",
    ".*": "entry-by-entry",
    juxtaposed: "matrix",
    kron: "Kronecker",
  } as const;
  return part.factors.slice(1).map((f, i) => {
    const factors = part.factors.map((g, j) => (j === i + 1 ? { ...g, operator: other[g.operator] } : g));
    const words =
      f.operator === "/" || f.operator === "./"
        ? `${quote(part)} should be a product`
        : `${quote(part)} has a ${called[f.operator]} product where the other one belongs`;
    return { slip: "product", changed: { ...part, factors }, words };
  });
}

function losses({ part, parent }: SyntaxPlace, quote: Quote, { functions }: Names): Change[] {
  if (part.kind === "number" || parent?.kind === "transpose") return [];
  const { span } = part;
  const squared = (elementwise: boolean): Syntax => ({
    kind: "power",
    base: part,
    exponent: numberSyntax("2", part),
    elementwise,
    span,
  });
  const lost = ["diag", "inv", ...functions]
    .filter((name) => !(part.kind === "call" && part.name === name))
    .map(
      (name): Change => ({
        slip: "lost",
        changed: call(name, part),
        words: `${name} is missing on ${quote(part)}`,
      }),
    );
  const square = { slip: "lost", words: `a square is missing on ${quote(part)}` } as const;
  return [{ ...square, changed: squared(true) }, { ...square, changed: squared(false) }, ...lost];
}

/** What should not be there: a term, a factor, a function. */
function excesses({ part }: SyntaxPlace, quote: Quote, { functions }: Names): Change[] {
  switch (part.kind) {
    case "sum":
      if (part.terms.length < 2) return [];
      return part.terms.map(({ term }) => ({
        slip: "excess",
        changed: { ...part, terms: part.terms.filter((t) => t.term !== term) },
        words: `the term ${quote(term)} should not be there`,
      }));
    case "product":
      return part.factors.map(({ factor }) => {
        const rest = part.factors.filter((f) => f.factor !== factor);
        const factors = rest.map((f, i) => (i === 0 ? { ...f, operator: "*" as const } : f));
        const words = `the factor ${quote(factor)} should not be there`;
        return { slip: "excess", changed: { ...part, factors }, words };
      });
    case "call": {
      const [argument] = part.args;
      if (!argument) return [];
      const others = functions.filter((name) => name !== part.name);
      return [
        {
          slip: "excess",
          changed: argument,
          words: `${part.name} should not be applied to ${quote(argument)}`,
        },
        ...others.map(
          (name): Change => ({
            slip: "symbol",
            changed: { ...part, name },
            words: `${part.name} stands where ${name} should`,
          }),
        ),
      ];
    }
    case "power":
      return [{ slip: "excess", changed: part.base, words: `${quote(part)} should be ${quote(part.base)}` }];
    default:
      return [];
  }
}

/** Transposes and the order of factors. */
export const ORDERS: readonly KindOfChange[] = [transposes, orders];
/** One sign, number or name for another. */
export const SIGNS: readonly KindOfChange[] = [signs, numbers, symbols];
/** What is lost, or too much. */
export const LOSSES: readonly KindOfChange[] = [products, losses, excesses];
