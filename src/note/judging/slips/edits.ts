/**
 * What is to be changed in the author's text, for one tree to become another: in the author's own spelling.
 *
 *     Z^T W_{21}  ─▶  Z W_{12}: "Z^T" becomes "Z", "W_{21}" becomes "W_{12}"
 */
import type { Span } from "../../../errors.ts";
import { allParts, partsWithin, withParts } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { type Spelling, textOf, withIndices, writtenSpan } from "../../context/spelling.ts";
import { type Reference, referenceOf } from "../../meaning/reference.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";

export interface TextEdit {
  /** In the formula's text. */
  readonly span: Span;
  readonly text: string;
}

/** How parts are written: those of the author's tree as they are, names in their place as the author would. */
export class Pen {
  readonly #text: string;
  readonly #spelling: Spelling;
  readonly #own: ReadonlySet<Syntax>;
  /** By their places, where another may stand; of those at one place the outermost. */
  readonly #names: ReadonlyMap<Span, Reference>;

  /** `text` is the formula's, in which the places of `root` lie. */
  constructor(text: string, spelling: Spelling, root: Syntax) {
    this.#text = text;
    this.#spelling = spelling;
    this.#own = new Set(allParts(root, partsWithin));
    this.#names = new Map(
      [...this.#own].reverse().flatMap((part): [Span, Reference][] => {
        const reference = referenceOf(part);
        return reference ? [[part.span, reference]] : [];
      }),
    );
  }

  /** Undefined where nothing in the note tells. */
  written(part: Syntax): string | undefined {
    const text = textOf(this.#text, part);
    if (this.#own.has(part)) return text;
    const reference = referenceOf(part);
    const own = this.#names.get(part.span);
    if (!reference || !own) return undefined;
    // the place of x^{(2)} is that of its x
    if (own.label && !text.includes("^")) return undefined;
    return (
      this.#spelling.names.get(reference.key) ??
      (own.stem === reference.stem ? withIndices(text, reference.indices) : undefined)
    );
  }

  /** Undefined where the other tree differs in more than can be written so. */
  edits(own: Syntax, other: Syntax): readonly TextEdit[] | undefined {
    if (own === other) return [];
    const span = writtenSpan(this.#text, own);
    const only = (text: string | undefined): readonly TextEdit[] | undefined =>
      text === undefined ? undefined : [{ span, text }];
    if (referenceOf(own) && referenceOf(other)) return only(this.written(other));
    if (own.kind === "number" && other.kind === "number") return only(other.text);
    if (this.#own.has(other)) return only(this.written(other));
    switch (other.kind) {
      case "transpose":
        if (other.of === own) return this.#transposed(own, span);
        break;
      case "negate":
        if (other.of === own) return only(`-${this.#bracketed(own)}`);
        if (isMultiple(other.of, own)) return only(after("-", this.#times(other.of, own)));
        break;
      case "power":
        if (other.base === own && other.exponent.kind === "number")
          return only(`${this.#base(own)}^${other.exponent.text}`);
        break;
      case "product":
        if (isMultiple(other, own)) return only(this.#times(other, own));
        if (own.kind === "product") return this.#reordered(own, other);
        break;
      case "sum":
        if (own.kind === "sum") return this.#signed(own, other) ?? this.#within(own, other);
        break;
    }
    return this.#within(own, other);
  }

  /** Of the same kind, with the same parts but for some that are changed. */
  #within(own: Syntax, other: Syntax): readonly TextEdit[] | undefined {
    const [parts, others] = [partsWithin(own), partsWithin(other)];
    if (own.kind !== other.kind || parts.length !== others.length) return undefined;
    let at = 0;
    const isOnly = isSameTree(
      withParts(own, () => others[at++]!),
      other,
    );
    if (!isOnly) return undefined;
    const edits = parts.map((part, i) => this.edits(part, others[i]!));
    return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
  }

  #transposed(own: Syntax, span: Span): readonly TextEdit[] | undefined {
    // Σ^{-1}: a second exponent is none of LaTeX's
    if (/^\s*\^/.test(this.#text.slice(span.end))) return undefined;
    return [{ span, text: `${this.#base(own)}${this.#spelling.transpose}` }];
  }

  /** What an exponent may stand on. */
  #base(own: Syntax): string {
    const text = textOf(this.#text, own);
    const isOne = referenceOf(own) !== undefined || own.kind === "block" || own.kind === "number";
    return isOne && !/\^/.test(text) ? text : isBracketed(text) ? text : `\\left(${text}\\right)`;
  }

  #bracketed(own: Syntax): string {
    const text = textOf(this.#text, own);
    const isSum = own.kind === "sum" && (own.terms.length > 1 || own.terms[0]?.sign === "-");
    return isSum && !isBracketed(text) ? `\\left(${text}\\right)` : text;
  }

  /** 2 A x of A x, 4 A x of 2 A x, A x of 2 A x and a half. */
  #times(product: Syntax, own: Syntax): string | undefined {
    const factor =
      product.kind === "product" ? product.factors.find(({ factor }) => factor !== own) : undefined;
    if (!factor) return undefined;
    const text = this.#bracketed(own);
    if (factor.operator === "/") {
      const below = this.written(factor.factor);
      return below && `\\frac{${textOf(this.#text, own)}}{${below}}`;
    }
    if (factor.factor.kind !== "number") return after(this.written(factor.factor), text, " ");
    const value = Number(factor.factor.text);
    const [, first] = /^(\d+)(?![\d.^_!])/.exec(text) ?? [];
    if (first !== undefined && Number.isInteger(value * Number(first))) {
      const rest = text.slice(first.length);
      const whole = value * Number(first);
      return whole === 1 && /\S/.test(rest) ? rest.trimStart() : `${whole}${rest}`;
    }
    return beside(Number.isInteger(value) ? factor.factor.text : `\\frac{1}{${1 / value}}`, text);
  }

  /** The factors from the first that moved to the last. */
  #reordered(own: ProductSyntax, other: ProductSyntax): readonly TextEdit[] | undefined {
    const [before, after] = [partsWithin(own), partsWithin(other)];
    const isOrder = before.length === after.length && after.every((factor) => before.includes(factor));
    if (!isOrder) return this.#within(own, other);
    const isDivided = [...own.factors, ...other.factors].some(({ operator }) => /\//.test(operator));
    const first = before.findIndex((factor, i) => factor !== after[i]);
    const last = before.findLastIndex((factor, i) => factor !== after[i]);
    if (isDivided || first < 0) return undefined;
    const spans = before.map((factor) => writtenSpan(this.#text, factor));
    // \operatorname{tr} X, whose place is that of its X
    if (spans.some(({ end }, i) => i < last && i >= first && end > spans[i + 1]!.start)) return undefined;
    const between = spans.map(({ end }, i) => (i < last ? this.#text.slice(end, spans[i + 1]!.start) : ""));
    const text = after
      .slice(first, last + 1)
      .map((factor, i) => textOf(this.#text, factor) + (first + i < last ? between[first + i] || " " : ""))
      .join("");
    return [{ span: { start: spans[first]!.start, end: spans[last]!.end }, text }];
  }

  /** One sign, turned round. */
  #signed(own: SumSyntax, other: SumSyntax): readonly TextEdit[] | undefined {
    if (own.terms.length !== other.terms.length) return undefined;
    const isSame = own.terms.every(({ term }, i) => term === other.terms[i]!.term);
    const turned = own.terms.flatMap(({ sign }, i) => (sign === other.terms[i]!.sign ? [] : [i]));
    const [i] = turned;
    if (!isSame || i === undefined || turned.length > 1) return undefined;
    const { sign, term } = other.terms[i]!;
    const { start } = wholeSpan(this.#text, term.span);
    const at = this.#text.slice(0, start).search(/[+-]\s*(?:\\left\s*)?\(?\s*$/);
    return [
      at >= 0
        ? { span: { start: at, end: at + 1 }, text: i === 0 && sign === "+" ? "" : sign }
        : { span: { start, end: start }, text: sign },
    ];
  }
}

type ProductSyntax = Extract<Syntax, { kind: "product" }>;
type SumSyntax = Extract<Syntax, { kind: "sum" }>;

const isMultiple = (whole: Syntax, of: Syntax): boolean =>
  whole.kind === "product" &&
  whole.factors.length === 2 &&
  whole.factors.filter(({ factor }) => factor === of).length === 1;

const after = (first: string | undefined, next: string | undefined, between = ""): string | undefined =>
  first === undefined || next === undefined ? undefined : `${first}${between}${next}`;

/** 2 A x, -3, and no 23 of 2 and 3. */
const beside = (prefix: string, of: string): string =>
  /\d$/.test(prefix) && /^\d/.test(of) ? `${prefix} \\cdot ${of}` : `${prefix}${of}`;

const isBracketed = (text: string): boolean =>
  /^\\left\s*\((?:(?!\\left|\\right).)*\\right\s*\)$/s.test(text);

const isSameTree = (a: Syntax, b: Syntax): boolean => JSON.stringify(a) === JSON.stringify(b);
