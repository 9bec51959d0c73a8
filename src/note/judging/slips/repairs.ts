/**
 * The slips that could have made a formula wrong, each undone: other indices, another symbol, a transpose, the order
 * of factors, a sign, a factor 2.
 *
 *     Z^T ∂L/∂W  ─▶  Z ∂L/∂W, ∂L/∂W Z^T, Z^T ∂L/∂A, −Z^T ∂L/∂W, 2 Z^T ∂L/∂W, …
 *
 * A repair is the changed tree and the change in the author's text.
 */
import type { Span } from "../../../errors.ts";
import { allParts, partsWithin, withParts } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { type Spelling, textOf, withIndices } from "../../context/spelling.ts";
import { referenceOf, referenceOfName, type Term, termText } from "../../meaning/reference.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";

type Slip = "index" | "symbol" | "transpose" | "order" | "sign" | "factor";

export interface Change {
  /** In the formula's text. */
  readonly span: Span;
  readonly text: string;
}

export interface Repair {
  readonly slip: Slip;
  readonly syntax: Syntax;
  readonly changes: readonly Change[];
  /** What was written and what is right, for the sentence. */
  readonly from: string;
  readonly to: string;
}

export interface RepairScope {
  /** The formula's text, in which the spans lie. */
  readonly text: string;
  readonly spelling: Spelling;
  /** Keys that may have been meant, with a letter of the same kind. */
  alternatives(key: string): readonly string[];
}

/** One slip anywhere in the tree. */
export function* repairsOf(syntax: Syntax, scope: RepairScope): Generator<Repair> {
  yield* exchangedIndices(syntax, scope);
  yield* withoutTranspose(syntax, scope);
  yield* oneSlip(syntax, scope);
  yield* factorSlips(syntax, scope);
}

function* oneSlip(syntax: Syntax, scope: RepairScope): Generator<Repair> {
  yield* slipsAt(syntax, scope);
  const parts = partsWithin(syntax);
  for (const part of parts) {
    if (referenceOf(syntax)) continue;
    for (const repair of oneSlip(part, scope)) {
      const whole = withParts(syntax, (other) => (other === part ? repair.syntax : other));
      yield { ...repair, syntax: whole };
    }
  }
}

function* slipsAt(syntax: Syntax, scope: RepairScope): Generator<Repair> {
  const { text, spelling } = scope;
  const written = textOf(text, syntax);
  const span = wholeSpan(text, syntax.span);
  const reference = referenceOf(syntax);
  // the place of x^{(2)} is that of its x
  if (reference && (!reference.label || written.includes("^"))) {
    for (const key of scope.alternatives(reference.key)) {
      const other = referenceOfName(key);
      const to =
        spelling.names.get(key) ??
        (other.stem === reference.stem ? withIndices(written, other.indices) : undefined);
      if (to === undefined) continue;
      const slip = other.stem === reference.stem ? "index" : "symbol";
      yield {
        slip,
        syntax: { kind: "name", name: key, span: syntax.span },
        changes: [{ span, text: to }],
        from: written,
        to,
      };
    }
  }
  if (syntax.kind === "block") yield* exchangedIndices(syntax, scope);
  if (syntax.kind === "transpose") return;
  if (reference || (syntax.kind === "name" && syntax.derivative) || syntax.kind === "block") {
    const isFraction = syntax.kind === "name" && syntax.derivative !== undefined;
    // Σ^{-1}: a second exponent is none of LaTeX's
    const isBase = /^\s*\^/.test(text.slice(span.end));
    if (isBase) return;
    const to = `${isFraction ? `\\left(${written}\\right)` : written}${spelling.transpose}`;
    yield {
      slip: "transpose",
      syntax: { kind: "transpose", of: syntax, span: syntax.span },
      changes: [{ span, text: to }],
      from: written,
      to,
    };
  }
  if (syntax.kind === "product") yield* orderSlips(syntax, scope);
  if (syntax.kind === "sum") yield* signSlips(syntax, scope);
}

/** A transpose too many, anywhere. */
function* withoutTranspose(syntax: Syntax, scope: RepairScope): Generator<Repair> {
  if (syntax.kind === "transpose") {
    const [written, to] = [textOf(scope.text, syntax), textOf(scope.text, syntax.of)];
    const changes = [{ span: wholeSpan(scope.text, syntax.span), text: to }];
    yield { slip: "transpose", syntax: syntax.of, changes, from: written, to };
  }
  for (const part of referenceOf(syntax) ? [] : partsWithin(syntax))
    for (const repair of withoutTranspose(part, scope))
      yield { ...repair, syntax: withParts(syntax, (other) => (other === part ? repair.syntax : other)) };
}

function* orderSlips(syntax: Extract<Syntax, { kind: "product" }>, { text }: RepairScope): Generator<Repair> {
  for (let i = 1; i < syntax.factors.length; i++) {
    const [left, right] = [syntax.factors[i - 1]!, syntax.factors[i]!];
    if (right.operator === "/" || left.operator === "/") continue;
    const factors = syntax.factors.map((factor, at) =>
      at === i - 1
        ? { ...factor, factor: right.factor }
        : at === i
          ? { ...factor, factor: left.factor }
          : factor,
    );
    const [a, b] = [wholeSpan(text, left.factor.span), wholeSpan(text, right.factor.span)];
    if (a.end > b.start) continue;
    const [x, y] = [text.slice(a.start, a.end), text.slice(b.start, b.end)];
    const between = text.slice(a.end, b.start);
    const to = `${y}${between === "" ? " " : between}${x}`;
    yield {
      slip: "order",
      syntax: { ...syntax, factors },
      changes: [{ span: { start: a.start, end: b.end }, text: to }],
      from: text.slice(a.start, b.end),
      to,
    };
  }
}

function* signSlips(syntax: Extract<Syntax, { kind: "sum" }>, { text }: RepairScope): Generator<Repair> {
  for (const [i, { sign, term }] of syntax.terms.entries()) {
    const to = sign === "-" ? "+" : "-";
    const terms = syntax.terms.map((part, at) => (at === i ? ({ ...part, sign: to } as const) : part));
    const { start } = wholeSpan(text, term.span);
    const before = text.slice(0, start);
    const at = before.search(/[+-]\s*(?:\\left\s*)?\(?\s*$/);
    const change =
      at >= 0
        ? { span: { start: at, end: at + 1 }, text: i === 0 && to === "+" ? "" : to }
        : { span: { start, end: start }, text: to };
    yield { slip: "sign", syntax: { ...syntax, terms }, changes: [change], from: sign, to };
  }
}

/** The whole with a factor or sign too many or too few. */
function* factorSlips(syntax: Syntax, { text }: RepairScope): Generator<Repair> {
  const span = wholeSpan(text, syntax.span);
  const written = text.slice(span.start, span.end);
  const bracketed =
    syntax.kind === "sum" && (syntax.terms.length > 1 || syntax.terms[0]?.sign === "-")
      ? `\\left(${written}\\right)`
      : written;
  const times = (factor: Syntax): Syntax => ({
    kind: "product",
    factors: [
      { operator: "*", factor },
      { operator: "*", factor: syntax },
    ],
    span: syntax.span,
  });
  const number = (value: string): Syntax => ({ kind: "number", text: value, span: syntax.span });
  const change = (to: string): readonly Change[] => [{ span, text: to }];
  const without = removedFactor(written);
  for (const [value, prefix] of [
    ["2", "2"],
    ["0.5", "\\frac{1}{2}"],
    ["-1", "-"],
  ] as const) {
    const isHalved = value === "0.5" && without !== undefined;
    const to = isHalved ? without : (value === "2" && doubled(bracketed)) || beside(prefix, bracketed);
    const slip = value === "-1" ? "sign" : "factor";
    yield { slip, syntax: times(number(value)), changes: change(to), from: written, to };
  }
}

/** 2 A x, -3, and no 23 of 2 and 3. */
const beside = (prefix: string, of: string): string =>
  /\d$/.test(prefix) && /^\d/.test(of) ? `${prefix} \\cdot ${of}` : `${prefix}${of}`;

/** 4 A x of 2 A x; undefined where no number of its own stands first. */
function doubled(written: string): string | undefined {
  const [, first] = /^(\d+)(?![\d.^_!])/.exec(written) ?? [];
  return first && `${2 * Number(first)}${written.slice(first.length)}`;
}

/** 2 A x without the 2. */
const removedFactor = (written: string): string | undefined =>
  /^2\s*[^\d.^]/.test(written) ? written.slice(1).trimStart() : undefined;

/** Two indices exchanged throughout: 1 for 2 in every second place, m for k everywhere. */
function* exchangedIndices(syntax: Syntax, scope: RepairScope): Generator<Repair> {
  const references = indexedParts(syntax);
  const terms = new Set(references.flatMap(({ indices }) => indices.map(termText)));
  const bound = boundLetters(syntax);
  const texts = [...terms].filter((text) => !bound.has(text)).slice(0, 6);
  for (const place of [1, 0, undefined]) {
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(i + 1)) {
        const repair = exchanged(syntax, references, a, b, place, scope);
        if (repair) yield repair;
      }
    }
  }
}

interface IndexedPart {
  readonly part: Syntax;
  readonly base: string;
  readonly indices: readonly Term[];
}

function exchanged(
  syntax: Syntax,
  references: readonly IndexedPart[],
  a: string,
  b: string,
  place: number | undefined,
  { text }: RepairScope,
): Repair | undefined {
  const changes: Change[] = [];
  const replaced = new Map<Syntax, Syntax>();
  for (const { part, base, indices } of references) {
    const swapped = indices.map((term, at) => {
      if (place !== undefined && at !== place) return term;
      const written = termText(term);
      return written === a ? termFrom(b, references) : written === b ? termFrom(a, references) : term;
    });
    if (swapped.every((term, at) => term === indices[at])) continue;
    const to = withIndices(textOf(text, part), swapped);
    if (to === undefined) return undefined;
    const { span } = part;
    changes.push({ span: wholeSpan(text, span), text: to });
    const at = swapped.map((term) => ({ kind: "at", index: indexSyntax(term, span) }) as const);
    replaced.set(part, { kind: "entry", of: { kind: "name", name: base, span }, indices: at, span });
  }
  if (changes.length === 0) return undefined;
  return { slip: "index", syntax: replacedParts(syntax, replaced), changes, from: a, to: b };
}

const termFrom = (text: string, references: readonly IndexedPart[]): Term =>
  references.flatMap(({ indices }) => indices).find((term) => termText(term) === text)!;

const indexSyntax = (term: Term, span: Span): Syntax =>
  term.letter === undefined
    ? { kind: "number", text: `${term.offset}`, span }
    : { kind: "name", name: termText(term), span };

function indexedParts(syntax: Syntax): IndexedPart[] {
  const own = referenceOf(syntax);
  if (own) return own.indices.length > 0 ? [{ part: syntax, base: own.stem, indices: own.indices }] : [];
  return partsWithin(syntax).flatMap(indexedParts);
}

const boundLetters = (syntax: Syntax): ReadonlySet<string> =>
  new Set(allParts(syntax, partsWithin).flatMap((part) => (part.kind === "indexed-sum" ? [part.index] : [])));

function replacedParts(syntax: Syntax, replaced: ReadonlyMap<Syntax, Syntax>): Syntax {
  return replaced.get(syntax) ?? withParts(syntax, (part) => replacedParts(part, replaced));
}
