/**
 * The relations of a note in reading order: a chain a = b = c has two, and a line that begins with its sign goes on.
 */
import type { Span } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { derivativeOf } from "../meaning/derivativeName.ts";
import { everyPart, pointOf, referenceOf } from "../meaning/reference.ts";
import type { Note } from "../note.ts";
import { OF_OBJECTIVE } from "./cues.ts";
import type { EquationSide, Formula, Statements } from "./formulas.ts";
import { FORMULA, type Surroundings, surroundingsOf } from "./sentences.ts";
import { wholeSpan } from "./wholeSpan.ts";

export interface Relation {
  /** Its place among all of the note. */
  readonly at: number;
  readonly section: number;
  /** Undefined where it can't be read. */
  readonly left: Syntax | undefined;
  readonly right: Syntax | undefined;
  /** The first side of its chain. */
  readonly head: Syntax | undefined;
  /** Whether it is the first of its chain. */
  readonly isFirst: boolean;
  /** "equal", "defined", "order", … of m = k = 2 "sizes", of l = 1, …, L "layers", of a brace's label "label". */
  readonly kind: string;
  /** In the file. */
  readonly span: Span;
  readonly leftSpan: Span;
  readonly rightSpan: Span;
  readonly latex: string;
  readonly formula: Formula;
  readonly mixesLayers: boolean;
  readonly words: Surroundings;
  /** "∂L/∂w vanishes where □": the derivative that it says is zero there. */
  readonly vanishing: Syntax | undefined;
}

const NO_WORDS: Surroundings = { before: "", after: "", earlier: "" };

/** Of relations: what is longer is read as several sections, each of which knows what those before define. */
const LONGEST_SECTION = 200;

export function sectionsIn({ problems }: Statements): Formula[][] {
  return problems.flatMap(({ formulas }) => {
    const sections: Formula[][] = [[]];
    let count = 0;
    for (const formula of formulas) {
      if (count > LONGEST_SECTION) {
        sections.push([]);
        count = 0;
      }
      sections.at(-1)!.push(formula);
      for (const { relations } of formula.equations) count += relations.length;
    }
    return sections;
  });
}

export function relationsOf(note: Note, statements: Statements): Relation[] {
  const words = surroundingsOf(note);
  const layers = labelLetters(statements);
  const found: Relation[] = [];
  sectionsIn(statements).forEach((formulas, section) => {
    formulas.forEach((formula, place) => {
      const { labels } = formula;
      const around = words.get(formula.index) ?? NO_WORDS;
      const vanishing = vanishingIn(formulas.slice(0, place), around);
      for (const { part, label, span, partSpan } of labels) {
        const whole = wholeSpan(note.text, { start: partSpan.start, end: span.end });
        found.push({
          at: found.length,
          section,
          left: part,
          right: label,
          head: part,
          isFirst: true,
          kind: "label",
          span: whole,
          leftSpan: partSpan,
          rightSpan: span,
          latex: note.text.slice(whole.start, whole.end),
          formula,
          mixesLayers: false,
          words: NO_WORDS,
          vanishing: undefined,
        });
      }
      for (const { sides, relations, span, mixesLayers } of formula.equations) {
        const isSizes = saysSizes(sides);
        const [layer] = sides;
        const isOfLayers =
          layer?.syntax?.kind === "name" &&
          layers.has(layer.syntax.name) &&
          sides.every(({ syntax }) => syntax && isCount(syntax));
        relations.forEach((relation, i) => {
          const kind = isSizes ? "sizes" : isOfLayers ? "layers" : relation;
          const [left, right] = [sides[i]!, sides[i + 1]!];
          const goesOn = i === 0 && left.span.start < span.start;
          const map = relation === "arrow" ? mapIn(left, right, note.text) : undefined;
          const before = goesOn ? found.at(-1) : undefined;
          const own = wholeSpan(note.text, {
            start: goesOn ? span.start : left.span.start,
            end: right.span.end,
          });
          found.push({
            at: found.length,
            section,
            left: map ?? before?.right ?? left.syntax,
            right: right.syntax,
            head: map ?? sides[0]!.syntax,
            isFirst: i === 0 && !goesOn,
            kind: map ? "defined" : kind,
            span: own,
            leftSpan: before?.rightSpan ?? left.span,
            rightSpan: right.span,
            latex: note.text.slice(own.start, own.end),
            formula,
            mixesLayers,
            words: around,
            vanishing:
              vanishing ?? (i === 0 ? gradientOfLeast(formulas.slice(0, place), around, left) : undefined),
          });
        });
      }
    });
  });
  return found;
}

const VANISHES = /\bvanish\w*|\bis zero\b|为零|が\s*(?:0|ゼロ)\s*に/iu;

/** "The minimiser of ‖A x − b‖² is x = …": the gradient of what stands there, by x. */
function gradientOfLeast(
  formulas: readonly Formula[],
  { before }: Surroundings,
  { syntax: left }: EquationSide,
): Syntax | undefined {
  const own = left && referenceOf(left);
  const [words] = OF_OBJECTIVE.exec(before) ?? [];
  if (!own || words === undefined) return undefined;
  const [of] = onlySides(formulas.slice(formulas.length - words.split(FORMULA).length + 1));
  const by: Syntax = { kind: "name", name: pointOf(own.base) ?? own.key, span: left.span };
  return of && !referenceOf(of) ? derivativeOf("partial", of, [by]) : undefined;
}

/** Of each formula its side, where it is no relation. */
const onlySides = (formulas: readonly Formula[]): (Syntax | undefined)[] =>
  formulas.map(({ equations: [equation, ...others] }) =>
    others.length === 0 && equation?.sides.length === 1 ? equation.sides[0]!.syntax : undefined,
  );

/** The last derivative that stands alone before, in the sentence that says that it vanishes. */
function vanishingIn(formulas: readonly Formula[], { before }: Surroundings): Syntax | undefined {
  const [, ...behind] = before.split(FORMULA);
  const own = formulas.slice(formulas.length - behind.length);
  const sides = onlySides(own);
  for (let i = own.length - 1; i >= 0; i--) {
    const only = sides[i];
    const isDerivative =
      only?.kind === "name" && only.derivative !== undefined && only.derivative.by.length > 0;
    if (isDerivative && VANISHES.test(behind.slice(i).join(" "))) return only;
  }
  return undefined;
}

/** The letters that stand above others as their labels. */
const labelLetters = ({ problems }: Statements): Set<string> =>
  new Set(
    problems
      .flatMap(({ formulas }) => formulas.flatMap(({ equations }) => equations))
      .flatMap(({ sides }) => sides.flatMap(({ syntax }) => (syntax ? everyPart(syntax) : [])))
      .flatMap((part) => referenceOf(part)?.label?.letter ?? []),
  );

/** l, L − 1, 1 and the dots between them. */
const isCount = (side: Syntax): boolean =>
  side.kind === "number" ||
  (side.kind === "name" && /^(?:\p{L}|[⋯…])$/u.test(side.name)) ||
  (side.kind === "sum" && side.terms.every(({ term }) => isCount(term)));

/** m = k = n = 2: of letters and a number. */
function saysSizes(sides: readonly { readonly syntax: Syntax | undefined }[]): boolean {
  const letters = sides.filter(({ syntax }) => syntax?.kind === "name" && /^[a-z]$/.test(syntax.name));
  return sides.length > 2 && letters.length === sides.length - 1 && sides.at(-1)?.syntax?.kind === "number";
}

/** G : X \mapsto X W says what G(X) is; its colon was read as that of an inner product. */
function mapIn(left: EquationSide, right: EquationSide, text: string): Syntax | undefined {
  if (!/\\(?:long)?mapsto|↦/.test(text.slice(left.span.end, right.span.start))) return undefined;
  const written = text.slice(left.span.start, left.span.end);
  const product = left.syntax?.kind === "call" && left.syntax.name === "tr" ? left.syntax.args[0] : undefined;
  if (!left.syntax || !written.includes(":") || product?.kind !== "product" || product.factors.length !== 2)
    return undefined;
  const [name, argument] = product.factors.map(({ factor }) => factor);
  if (name?.kind !== "transpose" || name.of.kind !== "name" || argument?.kind !== "name") return undefined;
  return { kind: "call", name: name.of.name, args: [argument], span: left.syntax.span };
}

/** All sides that can be read. */
export const rootsOf = (relations: readonly Pick<Relation, "left" | "right">[]): Syntax[] =>
  relations.flatMap(({ left, right }) => [left, right].filter((s): s is Syntax => s !== undefined));
