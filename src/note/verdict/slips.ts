/**
 * What a claim's right side would be with one usual slip undone.
 *
 *     2 A x  ─▶  A x, 4 A x, -2 A x, x A 2, 2 A^\top x, 3 A x, …      w_{21} x_1  ─▶  w_{12} x_1, w_{21} x_2, …
 */
import { changesOf, LOSSES, ORDERS, SIGNS } from "../../problem/claim/changes.ts";
import { partsOf, withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, type Reference, referenceOf, referenceOfName, type Term } from "../meaning/reference.ts";

const MOST = 400;

interface Around {
  /** The side that the claim begins with. */
  readonly head: Syntax;
  readonly isDerivative: boolean;
  readonly sizes: readonly string[];
}

export function slipsOf(root: Syntax, around: Around): Syntax[] {
  const { head, isDerivative, sizes } = around;
  const names = [...everyPart(root), ...everyPart(head)].flatMap((part) =>
    part.kind === "name" && !part.derivative && !part.differential ? [part.name] : [],
  );
  const variables = isDerivative ? [...new Set([...names, ...sizes])] : sizes;
  const changes = (kinds: typeof ORDERS): Syntax[] =>
    changesOf(root, () => "", { variables, functions: [] }, kinds).map(({ changed }) => changed);
  return [
    ...multiples(root),
    ...each(root, neighbours),
    ...changes(ORDERS),
    ...each(root, numbers),
    ...each(root, (part) => otherIndices(part, lettersIn([root, head]))),
    ...exchanged(root, lettersIn([root, head])),
    ...changes(SIGNS),
    ...scalarFactors(root, around),
    ...changes(LOSSES),
  ].slice(0, MOST);
}

const FACTORS = ["-1", "2", "0.5", "-2", "-0.5", "4", "0.25"];

const times = (factor: Syntax, root: Syntax, operator: "*" | "/" = "*"): Syntax => ({
  kind: "product",
  factors: [
    { operator: "*", factor: root },
    { operator, factor },
  ],
  span: root.span,
});

function multiples(root: Syntax): Syntax[] {
  const { span } = root;
  const scaled = FACTORS.map((text): Syntax => {
    const whole = times({ kind: "number", text: text.replace("-", ""), span }, root);
    return text.startsWith("-") ? { kind: "negate", of: whole, span } : whole;
  });
  return [...scaled, { kind: "transpose", of: root, span }];
}

/** A scalar of the left side, or a size, too many or too few: d det X = det X tr(X⁻¹ dX). */
function scalarFactors(root: Syntax, { head, isDerivative, sizes }: Around): Syntax[] {
  const parts = isDerivative ? [...everyPart(head), ...everyPart(root)] : [];
  const found = parts
    .filter(({ kind }) => kind === "call" || kind === "name" || kind === "power")
    .slice(0, 12);
  const named = sizes.map((name): Syntax => ({ kind: "name", name, span: root.span }));
  return [...found, ...named].flatMap((factor) => [times(factor, root), times(factor, root, "/")]);
}

/** 2 x^2 for 3 x^2. */
function numbers(part: Syntax): Syntax[] {
  if (part.kind !== "number" || !/^\d+$/.test(part.text)) return [];
  const value = Number(part.text);
  return [value + 1, value - 1, 2 * value].filter((n) => n >= 0).map((n) => ({ ...part, text: `${n}` }));
}

const lettersIn = (roots: readonly Syntax[]): Term[] => {
  const found = roots.flatMap((root) =>
    [...everyPart(root)].flatMap((part) => {
      const own = referenceOf(part);
      return own ? [...own.indices, ...(own.label ? [own.label] : [])] : [];
    }),
  );
  return [...new Map(found.map((term) => [`${term.letter} ${term.offset}`, term])).values()];
};

/** w_{21} for w_{12}, x_2 for x_1, a_{ji} for a_{ij}. */
function otherIndices(part: Syntax, terms: readonly Term[]): Syntax[] {
  const own = referenceOf(part);
  if (!own || own.indices.length === 0) return [];
  const { indices } = own;
  const turned = indices.length === 2 ? [[indices[1]!, indices[0]!]] : [];
  const others = indices.flatMap((_, i) =>
    terms.map((term) => indices.map((index, j) => (j === i ? term : index))),
  );
  return [...turned, ...others].map((list) => nameOf({ ...own, indices: list }, part));
}

/** h_{t-1} and h_{t+1} for h_t, a^{(l-1)} for a^{(l)}. */
function neighbours(part: Syntax): Syntax[] {
  const own = referenceOf(part);
  const [only, ...others] = own ? [...own.indices, ...(own.label ? [own.label] : [])] : [];
  if (!own || only?.letter === undefined || others.length > 0) return [];
  return [-1, 1].map((step) => {
    const term = { ...only, offset: only.offset + step };
    return nameOf(own.label ? { ...own, label: term } : { ...own, indices: [term] }, part);
  });
}

/** i and j exchanged throughout. */
function exchanged(root: Syntax, terms: readonly Term[]): Syntax[] {
  const letters = [...new Set(terms.flatMap(({ letter }) => letter ?? []))].slice(0, 4);
  const pairs = letters.flatMap((a, i) => letters.slice(i + 1).map((b) => [a, b] as const));
  return pairs.map(([a, b]) => {
    const other = (term: Term): Term =>
      term.letter === a ? { ...term, letter: b } : term.letter === b ? { ...term, letter: a } : term;
    const at = (part: Syntax): Syntax => {
      const own = referenceOf(part);
      return own ? nameOf({ ...own, indices: own.indices.map(other) }, part) : withParts(part, at);
    };
    return at(root);
  });
}

const nameOf = ({ base, label, indices }: Reference, { span }: Syntax): Syntax => {
  const text = ({ letter, offset }: Term): string =>
    letter === undefined ? `${offset}` : `${letter}${offset === 0 ? "" : offset > 0 ? `+${offset}` : offset}`;
  const name = `${base}${label ? `^(${text(label)})` : ""}${indices.map((term) => `_${text(term)}`).join("")}`;
  return { kind: "name", name: referenceOfName(name).key, span };
};

/** The tree with one of its parts changed, in each way. */
function each(root: Syntax, change: (part: Syntax) => readonly Syntax[]): Syntax[] {
  const own = change(root);
  if (referenceOf(root)) return [...own];
  const below = partsOf(root).flatMap((part, i) =>
    each(part, change).map((changed) => {
      let at = 0;
      return withParts(root, (child) => (at++ === i ? changed : child));
    }),
  );
  return [...own, ...below];
}
