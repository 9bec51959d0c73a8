/**
 * Sizes of layers. The matrices of a family have one shape, so the sizes of its layers are one size.
 *
 *     W^{(l)} \in \mathbb{R}^{n_l \times n_{l-1}},  \sum_{j=1}^{n_{l-1}} W^{(l)}_{ij} a^{(l-1)}_j  ─▶  n_layer each time
 *
 * What only another layer's size tells from what is right is then not seen: a formula whose sums end with another
 * layer than its entries do elsewhere, and one that has the sizes of two layers as values, mix layers.
 */
import type { LatexFormula, LatexParse } from "../../../syntax/latex/result.ts";
import { withParts } from "../../../syntax/parts.ts";
import type { Syntax, TypeSyntax } from "../../../syntax/tree.ts";
import { everyPart, insideOf, referenceOf, referenceOfName, type Term } from "../../meaning/reference.ts";

/** n_{l-1}: n, and of which layer it is. */
interface LayerSize {
  readonly base: string;
  readonly term: Term;
}

interface LayerSizes {
  readonly read: readonly LatexParse[];
  readonly mixing: ReadonlySet<LatexFormula>;
}

export function withLayerSizes(read: readonly LatexParse[]): LayerSizes {
  const formulas = read.flatMap((parse) => parse.formulas);
  const names = namesOfSizes(formulas);
  if (names.size === 0) return { read, mixing: new Set() };
  const mixed = new Set<LatexFormula>();
  const steps = new Steps();
  for (const kind of ["declaration", "chain"] as const)
    for (const formula of formulas)
      if (formula.kind === kind && !fits(formula, names, steps)) mixed.add(formula);
  const values = formulas.map((formula) => valuesIn(formula, names));
  if (new Set(values.flat()).size > 1)
    for (const [i, formula] of formulas.entries()) if (values[i]!.length > 0) mixed.add(formula);
  const made = new Map(formulas.map((formula) => [formula, renamed(formula, names)] as const));
  return {
    read: read.map((parse) => ({ ...parse, formulas: parse.formulas.map((one) => made.get(one)!) })),
    mixing: new Set([...mixed].map((formula) => made.get(formula)!)),
  };
}

/** How many layers further the size of an axis is than its label says, as far as it is known: 0 and −1 of W^{(l)}. */
class Steps {
  readonly #from = new Map<string, { readonly to: string; readonly by: number }>();

  #rootOf(axis: string): { readonly to: string; readonly by: number } {
    const next = this.#from.get(axis);
    if (!next) return { to: axis, by: 0 };
    const { to, by } = this.#rootOf(next.to);
    return { to, by: by + next.by };
  }

  /** The one is `by` more than the other; false where it is known to be otherwise. */
  tie(one: string, other: string, by: number): boolean {
    const [a, b] = [this.#rootOf(one), this.#rootOf(other)];
    if (a.to === b.to) return a.by === b.by + by;
    this.#from.set(a.to, { to: b.to, by: b.by + by - a.by });
    return true;
  }
}

/** Of sizes themselves. */
const NONE = "";

function layerSize(syntax: Syntax | undefined): LayerSize | undefined {
  if (syntax?.kind !== "name" || syntax.derivative || syntax.differential) return undefined;
  const [, base, letter, step, number] =
    /^(\p{L}\w*?)[_^][([]?(?:(\p{L}(?:_\w+)?)([+-]\d+)?|(\d+))[)\]]?$/u.exec(syntax.name) ?? [];
  return base === undefined ? undefined : { base, term: { letter, offset: Number(step ?? number ?? 0) } };
}

const rootsOf = (formula: LatexFormula): Syntax[] =>
  formula.kind === "chain" ? formula.sides.flatMap(({ syntax }) => syntax ?? []) : [];

const partsOf = (formula: LatexFormula): Syntax[] => rootsOf(formula).flatMap(everyPart);

const sizesOf = ({ sizes, result }: TypeSyntax): readonly Syntax[] => [
  ...sizes,
  ...(result ? sizesOf(result) : []),
];

/** Of each family of sizes the name that its members get. */
function namesOfSizes(formulas: readonly LatexFormula[]): Map<string, string> {
  const labels = new Set<string>();
  for (const formula of formulas) {
    const owners =
      formula.kind === "declaration"
        ? formula.names.map(({ name }) => referenceOfName(name))
        : partsOf(formula).flatMap((part) => referenceOf(part) ?? []);
    for (const { label, indices } of owners)
      for (const term of label ? [label] : formula.kind === "declaration" ? indices : [])
        if (term.letter !== undefined) labels.add(term.letter);
  }
  const sizes = formulas.flatMap(sizesIn).flatMap((size) => layerSize(size) ?? []);
  const layered = sizes.filter(
    ({ term: { letter, offset } }) => letter !== undefined && (offset !== 0 || labels.has(letter)),
  );
  return new Map(layered.map(({ base }) => [base, `${base}_layer`]));
}

const sizesIn = (formula: LatexFormula): readonly Syntax[] =>
  formula.kind === "declaration"
    ? sizesOf(formula.type)
    : partsOf(formula).flatMap((part) => (part.kind === "indexed-sum" && part.to ? [part.to] : []));

/** Whether each of its sums ends, and each axis of what it declares is, as it is elsewhere. */
function fits(formula: LatexFormula, names: ReadonlyMap<string, string>, steps: Steps): boolean {
  const stepOf = (of: Term, size: Syntax | undefined): number | undefined => {
    const own = layerSize(size);
    const isOfIt = own && names.has(own.base) && own.term.letter === of.letter;
    return isOfIt ? own.term.offset - of.offset : undefined;
  };
  if (formula.kind === "declaration")
    return formula.names
      .flatMap(({ name }) => {
        const { base, label, indices } = referenceOfName(name);
        const of = label ?? indices[0];
        return formula.type.sizes.map((size, at) => {
          const step = of && stepOf(of, size);
          return step === undefined || steps.tie(axisOf(base, at), NONE, step);
        });
      })
      .every(Boolean);
  let isFitting = true;
  const walk = (
    part: Syntax,
    sums: ReadonlyMap<string, Syntax | undefined>,
    along: Map<string, Along>,
  ): void => {
    const own = referenceOf(part);
    const { base = "", label, indices = [] } = own ?? {};
    indices.forEach(({ letter, offset }, at) => {
      if (!label || letter === undefined || offset !== 0) return;
      const axis = axisOf(base, at);
      const step = stepOf(label, sums.get(letter));
      if (step !== undefined) isFitting = steps.tie(axis, NONE, step) && isFitting;
      const first = along.get(letter);
      if (!first) along.set(letter, { axis, label });
      else if (first.label.letter === label.letter)
        isFitting = steps.tie(axis, first.axis, first.label.offset - label.offset) && isFitting;
    });
    if (own) return;
    if (part.kind !== "indexed-sum") for (const inner of insideOf(part)) walk(inner, sums, along);
    else {
      const inside = new Map([...along].filter(([letter]) => letter !== part.index));
      walk(part.body, new Map([...sums, [part.index, part.to]]), inside);
    }
  };
  const along = new Map<string, Along>();
  for (const root of rootsOf(formula)) walk(root, new Map(), along);
  return isFitting;
}

/** The first place where an index stands in a formula. */
interface Along {
  readonly axis: string;
  readonly label: Term;
}

/** Entries of W are written w, too. */
const axisOf = (base: string, at: number): string => `${base.toLowerCase()} ${at}`;

/** Which of them are values there. */
const valuesIn = (formula: LatexFormula, names: ReadonlyMap<string, string>): string[] =>
  partsOf(formula).flatMap((part) => {
    const own = layerSize(part);
    return own && part.kind === "name" && names.has(own.base) ? [part.name] : [];
  });

function renamed(formula: LatexFormula, names: ReadonlyMap<string, string>): LatexFormula {
  const at = (part: Syntax): Syntax => {
    if (part.kind !== "name" || part.derivative) return withParts(part, at);
    const name = names.get(layerSize(part)?.base ?? "");
    return name === undefined ? part : { ...part, name };
  };
  const ofType = (type: TypeSyntax): TypeSyntax => ({
    ...type,
    sizes: type.sizes.map(at),
    result: type.result && ofType(type.result),
  });
  if (formula.kind === "declaration") return { ...formula, type: ofType(formula.type) };
  return {
    ...formula,
    sides: formula.sides.map(({ syntax, span }) => ({ syntax: syntax && at(syntax), span })),
  };
}
