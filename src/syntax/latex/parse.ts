/**
 * LaTeX → formulas: chains of Syntax, declarations, and what broke, each with its place.
 *
 *     parseLatex("X \\in \\mathbb{R}^{m \\times n}, \\; L = \\|X w\\|_2^2")
 *       ─▶  declaration of X : m x n;  chain [L, ‖X w‖₂²] joined by "equal"
 *
 * Nothing is thrown for what a text holds: a side that can't be read is undefined in its chain, its ParseError is
 * listed, and the rest goes on. Formulas that belong to one document are read together (`parseLatexTogether`),
 * as one formula often decides how a letter of another is meant.
 */
import { ParseError, type Span } from "../../errors.ts";
import { depthOf } from "../depth.ts";
import type { Syntax } from "../tree.ts";
import { type Context, contextOf } from "./context.ts";
import { withEinsteinSums } from "./einstein.ts";
import { readingOf } from "./reading.ts";
import type { LatexFormula, LatexOptions, LatexParse, Side } from "./result.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { settle } from "./settle.ts";
import { rawTokens } from "./tokens/characters.ts";
import { expandMacros, takeDefinitions } from "./tokens/macros.ts";
import type { Structure } from "./tokens/partners.ts";
import { structureOf } from "./tokens/structure.ts";
import { declarationIn } from "./walk/membership.ts";
import { fail, type Notes, type Range, type Scan, spanOf, textOf } from "./walk/scan.ts";
import { shapeIn } from "./walk/subscripts.ts";
import { scanRange } from "./walk/walk.ts";

export type { LatexFormula, LatexOptions, LatexParse, Relation, Side } from "./result.ts";

const MAXIMUM_LENGTH = 1_000_000;
const MAXIMUM_DEPTH = 500;

export const parseLatex = (text: string, options: LatexOptions = {}): LatexParse =>
  parseLatexTogether([text], options)[0]!;

/** Of each text its parse; what one says of a letter holds for all. */
export function parseLatexTogether(texts: readonly string[], options: LatexOptions = {}): LatexParse[] {
  const maximumDepth = options.maximumDepth ?? MAXIMUM_DEPTH;
  const macros = new Map(options.macros);
  const errors = texts.map((text) => lengthError(text, options));
  const sources = texts.map((text, i) => {
    const { macros: own, rest } = takeDefinitions(rawTokens(errors[i] ? "" : text));
    for (const [name, macro] of own) macros.set(name, macro);
    return rest;
  });
  const words = new Set([...(options.names?.keys() ?? [])].map((name) => name.replace(/[_^].*/, "")));
  const structures = sources.map((raw) => structureOf(expandMacros(raw, macros), maximumDepth, words));
  const context = contextOf(structures, {
    words,
    functionNames: options.functionNames ?? new Set(),
    roles: options.names ?? new Map(),
    styled: options.styled ?? new Set(),
    bars: options.bars ?? "guess",
    maximumDepth,
  });
  const find = options.find ?? ((_kind, _key, make) => make());
  const facts = options.find ? contextKey(context, macros) : "";
  const readOne = (structure: Structure, i: number): LatexParse => {
    const reader = readerOf(structure, context);
    const error = errors[i] ?? depthError(structure, maximumDepth);
    if (error) reader.errors.push(error);
    else readAll(reader);
    return finished(reader, macros);
  };
  return structures.map((structure, i) =>
    find("formula", `${facts} ${texts[i]}`, () => readOne(structure, i)),
  );
}

/** All that the reading of a formula takes from the others. */
const contextKey = ({ known, ...context }: Context, macros: LatexParse["macros"]): string =>
  JSON.stringify([context, macros], (_key, part: unknown) => {
    if (part instanceof Map) return [...part].sort(([a], [b]) => (a < b ? -1 : 1));
    return part instanceof Set ? [...part].sort() : part;
  });

function lengthError(text: string, { maximumLength = MAXIMUM_LENGTH }: LatexOptions): ParseError | undefined {
  if (text.length <= maximumLength) return undefined;
  const message = `the text has ${text.length} characters, more than ${maximumLength}`;
  return new ParseError(message, { start: maximumLength, end: text.length }, "split it, or raise the limit");
}

function depthError({ tooDeep }: Structure, maximumDepth: number): ParseError | undefined {
  const { start = 0, end = 0 } = tooDeep ?? {};
  return tooDeep && new ParseError(`brackets are nested more than ${maximumDepth} deep`, { start, end });
}

interface Reader {
  readonly structure: Structure;
  readonly context: Context;
  readonly notes: Notes;
  readonly formulas: LatexFormula[];
  readonly labels: LatexParse["labels"][number][];
  readonly shapes: LatexParse["shapes"][number][];
  readonly errors: ParseError[];
}

const readerOf = (structure: Structure, context: Context): Reader => ({
  ...{ structure, context, formulas: [], labels: [], shapes: [], errors: [] },
  notes: { labels: [], shapes: [], equations: [], functions: new Set(), einstein: false },
});

function finished(reader: Reader, macros: LatexParse["macros"]): LatexParse {
  const { formulas, labels, shapes, errors, notes, context } = reader;
  const sorted = [...errors].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return {
    formulas,
    labels,
    shapes,
    functions: notes.functions,
    styles: context.facts.styles,
    twofold: context.facts.twofold,
    macros,
    errors: sorted,
  };
}

/** The formulas, then the equations and labels that they hold, until there are no more. */
function readAll(reader: Reader): void {
  const { notes } = reader;
  for (const segment of segmentsOf(reader.structure, { from: 0, to: reader.structure.tokens.length })) {
    readSegment(reader, segment);
  }
  for (const { span, over, label } of notes.labels) {
    // a label may be words, which is no mistake
    const syntax = attempt({ ...reader, errors: [] }, label);
    reader.labels.push({ span, over, label: { syntax, span: spanOf(reader.structure, label) } });
  }
  for (const range of notes.equations)
    for (const segment of segmentsOf(reader.structure, range)) readSegment(reader, segment);
  for (const { name, span, sizes } of notes.shapes) {
    const [rows, columns] = shapeIn(scanOf(reader), sizes)!;
    const [m, n] = [attempt(reader, rows), attempt(reader, columns)];
    if (m && n) reader.shapes.push({ name, rows: m, columns: n, span });
  }
}

const scanOf = ({ structure, context, notes }: Reader): Scan => ({
  ...structure,
  context,
  notes,
  out: [],
  frames: [],
});

function readSegment(reader: Reader, { sides, relations, afterComma }: Segment): void {
  const { structure } = reader;
  const spans = sides.map((side, i): Span => {
    if (side.to > side.from) return spanOf(structure, side);
    const { start, end } = structure.tokens[relations[Math.min(i, relations.length - 1)]!.at]!;
    return i === 0 ? { start, end: start } : { start: end, end };
  });
  const span = { start: spans[0]!.start, end: Math.max(...spans.map(({ end }) => end)) };
  if (relations.length === 1 && relations[0]!.kind === "member") {
    readMembership(reader, sides as [Range, Range], span, afterComma);
    return;
  }
  const read = sides.map((side, i): Side => {
    const isEmpty = side.to <= side.from;
    if (isEmpty && i > 0) reader.errors.push(new ParseError("the relation has no right side", spans[i]));
    return { syntax: isEmpty ? undefined : attempt(reader, side), span: spans[i]! };
  });
  const formula: LatexFormula = {
    kind: "chain",
    sides: reader.notes.einstein ? withEinsteinSums(read) : read,
    relations: relations.map(({ kind, at }) => {
      const { text, start, end } = structure.tokens[at]!;
      return { kind, text, span: { start, end } };
    }),
    continues: sides[0]!.to <= sides[0]!.from,
    span,
  };
  reader.formulas.push(formula);
}

/** A, B \in \mathbb{R}^n: the names before the comma are declared too. */
function readMembership(reader: Reader, [names, set]: [Range, Range], span: Span, afterComma: boolean): void {
  try {
    const scan = scanOf(reader);
    const type = declarationIn(scan, set, (range) => attempt(reader, range));
    const last = attempt(reader, names);
    const declared = last && nameOf(last, textOf(scan, names));
    if (!declared) fail(span, `'${textOf(scan, names)}' is no name`);
    const before = afterComma ? reader.formulas.at(-1) : undefined;
    const [only] = before?.kind === "chain" && before.sides.length === 1 ? before.sides : [];
    const first = only?.syntax?.kind === "name" ? only.syntax : undefined;
    if (first) reader.formulas.pop();
    const all = [...(first ? [{ name: first.name, span: first.span }] : []), declared];
    reader.formulas.push({ kind: "declaration", names: all, type, span });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    reader.errors.push(error);
  }
}

interface DeclaredName {
  readonly name: string;
  readonly span: Span;
  readonly on?: string;
}

/** z_{r} \in \mathbb{R}^n declares a name with a label, whatever else r may be. */
function nameOf(syntax: Syntax, text: string): DeclaredName | undefined {
  const { span } = syntax;
  if (syntax.kind === "name") return { name: syntax.name, span };
  // x, x' \in \mathbb{R}^d
  if (syntax.kind === "transpose" && syntax.prime && syntax.of.kind === "name")
    return { name: `${syntax.of.name}'`, span };
  // r(\theta) \in \mathbb{R}^m: the values of r, which may have been read as r times \theta
  const isCall = syntax.kind === "call";
  const isProduct = syntax.kind === "product" && /\)\s*$/.test(text);
  const [of, ...on] = isCall
    ? [syntax, ...syntax.args]
    : isProduct
      ? syntax.factors.map(({ factor }) => factor)
      : [];
  if (of && "name" in of && on.every(({ kind }) => kind === "name") && (isCall || on.length === 1)) {
    const [only] = on as Extract<Syntax, { kind: "name" }>[];
    return { name: of.name, span, ...(only && on.length === 1 && { on: only.name }) };
  }
  const [index] = syntax.kind === "entry" ? syntax.indices : [];
  const isLabelled = syntax.kind === "entry" && syntax.of.kind === "name" && syntax.indices.length === 1;
  if (!isLabelled || index?.kind !== "at" || index.index.kind !== "name") return undefined;
  return { name: `${syntax.of.kind === "name" ? syntax.of.name : ""}_${index.index.name}`, span };
}

/** The Syntax of a range; undefined, and an error listed, where it can't be read. */
function attempt(reader: Reader, range: Range): Syntax | undefined {
  try {
    const scan = scanOf(reader);
    scanRange(scan, range);
    const syntax = readingOf(scan.out, spanOf(scan, range));
    if (depthOf(syntax) > 2 * reader.context.maximumDepth)
      fail(syntax.span, "the expression is nested too deep");
    return settle(syntax, reader.context);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    reader.errors.push(error);
    return undefined;
  }
}
