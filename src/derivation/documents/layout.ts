/**
 * Derivation + sentences of a language + way of writing formulas ─▶ blocks: headings, paragraphs, displays.
 *
 *     step { text [gradient.read], equations [∂L/∂W = Xᵀ G] }  ─▶  paragraph "so", display ∂L/∂W = Xᵀ G
 *
 * The formats (documents.ts) only put marks around the blocks.
 */
import type { Letters } from "../../print/names/letters.ts";
import type { Notation } from "../../print/notation.ts";
import type { Report } from "../check/check.ts";
import { isList } from "../check/claims.ts";
import type { Locale } from "../locales/locale.ts";
import { sidesText, type Writer, write, writeEquation, writeMembership } from "../prose/formula.ts";
import { lettersIn } from "../prose/letters.ts";
import type { Derivation, Equation, Membership, Place, Section, Sentence, Shown, Step } from "../step.ts";
import { closingLine } from "./closing.ts";
import { fitted, saidApart } from "./lineBreaking.ts";
import { inLayout, layoutSentence } from "./resultLayout.ts";

/** latex is a document of its own, tex a fragment for one. */
export type Format = "md" | "latex" | "tex" | "html" | "unicode" | "json";
export const FORMATS: readonly Format[] = ["md", "latex", "tex", "html", "unicode", "json"];

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "math"; readonly formula: string };

/** `left = right`, or `= right` where it goes on from the line above. */
export interface Line {
  readonly left: string;
  readonly sign: string;
  readonly right: string;
  readonly reason: readonly Inline[];
  /** The formula shows it too: it may be left out for want of room. */
  readonly isReasonSeen?: boolean;
  /** Of more than one equality. */
  readonly isLong?: boolean;
}

export type Block =
  | { readonly kind: "heading"; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  /** What was checked: beside the text, not in it. */
  | { readonly kind: "check"; readonly content: readonly Inline[] }
  | {
      readonly kind: "display";
      readonly lines: readonly Line[];
      /** Equations side by side. */
      readonly columns: number;
      readonly boxed: boolean;
    };

export interface LayoutOptions {
  readonly locale: Locale;
  readonly writer: Writer;
  /** What the symbols are called. */
  readonly letters: Letters;
  /** The way of writing with other letters. */
  readonly writerFor: (letters: Letters) => Writer;
  readonly notation: Notation;
  /** On a page, which is so wide; a terminal has room for every reason. */
  readonly onPage: boolean;
  /** Absent: no closing line. */
  readonly report?: Report | undefined;
}

/** For a section, in which indices have letters of their own. */
export function inSection(section: Section, options: LayoutOptions): LayoutOptions {
  const letters = lettersIn(section, options.letters);
  return { ...options, letters, writer: options.writerFor(letters) };
}

/** The blocks by what they belong to. */
export interface Parts {
  readonly given: readonly Block[];
  readonly sections: readonly {
    readonly title: readonly Inline[];
    readonly steps: readonly { readonly rule: string; readonly blocks: readonly Block[] }[];
  }[];
  readonly results: readonly Block[];
  readonly remarks: readonly Block[];
}

export function parts(derivation: Derivation, options: LayoutOptions): Parts {
  const { notation } = options;
  const { given, sections, results } = derivation;
  const remarks = derivation.remarks.filter(
    ({ key }) => notation.kinks === "stated" || !key.startsWith("kink."),
  );
  return {
    given: notation.given === "on" ? prose([...given, ...layoutSentence(results, notation)], options) : [],
    sections: (notation.derivation === "none" ? [] : sections).map((section) => {
      const own = inSection(section, options);
      const steps = section.steps.map((step) => ({ rule: step.rule, blocks: ofStep(step, own) }));
      return { title: section.title ? inline(section.title, own) : [], steps };
    }),
    results: ofResults(results, options),
    remarks: prose(remarks, options),
  };
}

export function layOut(derivation: Derivation, options: LayoutOptions): Block[] {
  const { given, sections, results, remarks } = parts(derivation, options);
  const { report } = options;
  return [
    ...given,
    ...sections.flatMap(({ title, steps }): Block[] => [
      ...(title.length > 0 ? [{ kind: "heading", content: title } as const] : []),
      ...steps.flatMap(({ blocks }) => blocks),
    ]),
    ...results,
    ...remarks,
    ...(report ? [{ kind: "check", content: closingLine(report, options) } as const] : []),
  ];
}

function ofStep(step: Step, options: LayoutOptions): Block[] {
  const blocks = prose(step.text, options);
  if (step.equations.length === 0) return blocks;
  const columns = step.layout === "grid" ? (step.columns ?? 2) : 1;
  if (step.layout !== "display") {
    const lines = linesOf(step.equations, options);
    return [...blocks, ...display(lines, columns, step.layout === "boxed", options)];
  }
  for (const e of step.equations) blocks.push(...display([lineOf(e, undefined, options)], 1, false, options));
  return blocks;
}

/** Reasons stand beside the lines, or as sentences of their own before each. */
function display(lines: readonly Line[], columns: number, boxed: boolean, options: LayoutOptions): Block[] {
  const { notation } = options;
  if (notation.derivation !== "lines" && notation.wrapper !== "dollars") {
    if (columns > 1 || !options.onPage) return [{ kind: "display", lines, columns, boxed }];
    const { lines: own, apart } = fitted(lines);
    const said = saidApart(apart, lines, options.locale);
    const after: Block[] = said.length > 0 ? [{ kind: "paragraph", content: said }] : [];
    return [{ kind: "display", lines: own, columns, boxed }, ...after];
  }
  const asLines = notation.derivation === "lines";
  return lines.flatMap((line): Block[] => [
    ...(asLines && line.reason.length > 0 ? [{ kind: "paragraph", content: line.reason } as const] : []),
    { kind: "display", lines: [asLines ? { ...line, reason: [] } : line], columns: 1, boxed },
  ]);
}

function linesOf(equations: readonly Equation[], options: LayoutOptions): Line[] {
  return equations.map((e, i) => lineOf(e, equations[i - 1], options));
}

/** Reasons that the line itself shows, or what is given. */
const SEEN: ReadonlySet<string> = new Set(["reason.putIn", "reason.cotangent"]);

function lineOf(e: Equation, before: Equation | undefined, options: LayoutOptions): Line {
  const { writer } = options;
  const [first, ...rest] = e.sides;
  const reason = e.reason ? inline(e.reason, options) : [];
  if (!first) return { left: "", sign: "", right: "", reason };
  const last = before?.sides.at(-1);
  const goesOn = last !== undefined && last.kind === first.kind && last.value === first.value;
  const left = goesOn ? "" : write(first, writer);
  const sign = rest.length === 0 ? "" : writer.relation(rest.length === 1 ? e.relation : undefined);
  const isReasonSeen = SEEN.has(e.reason?.key ?? "");
  return { left, sign, right: sidesText(e, 1, writer), reason, isReasonSeen, isLong: rest.length > 1 };
}

// ---- results

/** Boxed; in numerator layout gradients are transposed, in denominator layout Jacobians. */
function ofResults(results: readonly Equation[], options: LayoutOptions): Block[] {
  if (results.length === 0) return [];
  const lines = results.map((e) => lineOf(inLayout(e, options.notation), undefined, options));
  return [{ kind: "display", lines, columns: 1, boxed: true }];
}

// ---- sentences

/** Sentences as paragraphs; lists of equations in them as displays. */
function prose(sentences: readonly Sentence[], options: LayoutOptions): Block[] {
  const blocks: Block[] = [];
  let content: Inline[] = [];
  const flush = (): void => {
    if (content.some((part) => part.kind === "math" || part.text.trim() !== "")) {
      blocks.push({ kind: "paragraph", content });
    }
    content = [];
  };
  sentences.forEach((sentence, i) => {
    if (i > 0 && content.length > 0) {
      const before = sentence.key === "reading.results" ? content : closed(content);
      content = [...before, text(options.locale["sentence.separator"] ?? " ")];
    }
    for (const part of filled(sentence, options.locale)) {
      if (typeof part === "string") content.push(text(part));
      else if (isDisplayed(part)) {
        flush();
        const equations = part as readonly Equation[];
        blocks.push({ kind: "display", lines: linesOf(equations, options), columns: 1, boxed: false });
      } else content.push(...ofPlace(part.place, options));
    }
  });
  flush();
  return blocks;
}

/** A colon has formulas after it; before another sentence it is a full stop. */
function closed(content: readonly Inline[]): Inline[] {
  const last = content.at(-1);
  if (last?.kind !== "text") return [...content];
  return [...content.slice(0, -1), text(last.text.replace(/:\s*$/, ".").replace(/：\s*$/, "。"))];
}

interface Filled {
  readonly place: Place;
}

const isDisplayed = (part: Filled | readonly Equation[]): part is readonly Equation[] => Array.isArray(part);

/** The template's text, and what stands in its places. */
function filled({ key, places = {} }: Sentence, locale: Locale): (string | Filled | readonly Equation[])[] {
  const template = locale[key];
  if (template === undefined) throw new Error(`there is no sentence ${key}`);
  return template.split(/\{(\w+)\}/).flatMap((part, i): (string | Filled | readonly Equation[])[] => {
    if (i % 2 === 0) return part === "" ? [] : [part];
    const place = places[part];
    const isEmpty = place === undefined || place === "" || (isList(place) && place.length === 0);
    if (isEmpty) throw new Error(`the sentence ${key} has nothing for ${part}`);
    if (typeof place !== "string" && isList(place) && place.some((item) => "sides" in item)) {
      return [place as readonly Equation[]];
    }
    return [{ place }];
  });
}

/** A sentence in a line: heading, margin. */
function inline(sentence: Sentence, options: LayoutOptions): Inline[] {
  return filled(sentence, options.locale).flatMap((part) =>
    typeof part === "string" ? [text(part)] : ofPlace(isDisplayed(part) ? part : part.place, options),
  );
}

const text = (value: string): Inline => ({ kind: "text", text: value });

function ofPlace(place: Place, options: LayoutOptions): Inline[] {
  if (typeof place === "string") return [text(place)];
  if ("key" in place) return inline(place, options);
  if (!isList(place)) {
    return [{ kind: "math", formula: formulaOf(place as Shown | Equation | Membership, options.writer) }];
  }
  const separator = options.locale["list.separator"] ?? ", ";
  const isOfThings = place.every((item) => "kind" in item && item.kind !== "membership");
  const end = options.locale[place.length === 2 ? "list.pair" : "list.last"] ?? separator;
  return [...place].flatMap((item: Shown | Equation | Membership | Sentence, i) => [
    ...(i > 0 ? [text(isOfThings && i === place.length - 1 ? end : separator)] : []),
    ...ofPlace(item, options),
  ]);
}

function formulaOf(item: Shown | Equation | Membership, writer: Writer): string {
  if ("sides" in item) return writeEquation(item, writer);
  return item.kind === "membership" ? writeMembership(item, writer) : write(item, writer);
}

/** A sentence as one text, its formulas between dollar signs. */
export const sentenceText = (sentence: Sentence, options: LayoutOptions): string =>
  inline(sentence, options)
    .map((part) => (part.kind === "math" ? `$${part.formula}$` : part.text))
    .join("");
