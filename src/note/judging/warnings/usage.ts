/**
 * Warnings that need the context as a whole: sizes that nobody states, indices that a sum already uses, gradients
 * that are never given, entries of a whole that are a column.
 */
import type { Syntax } from "../../../syntax/tree.ts";
import { type Context, definedBy, lookUp, ownerOf } from "../../context/context.ts";
import { isCapital } from "../../context/looks.ts";
import type { Finding } from "../../finding.ts";
import { isConstant } from "../../meaning/knowledge.ts";
import { referenceOf } from "../../meaning/reference.ts";
import type { Equation, Formula } from "../../statements/formulas.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { findingAt } from "../findings/reporter.ts";
import { compared, trialOf } from "../trial/compare.ts";
import { notSquareIn } from "../trial/judgeEquation.ts";
import { type Scene, worldsFor } from "../trial/scene.ts";
import { inFile, nodesIn, nodesOf, type Spot, warning } from "./spots.ts";

export function usageWarnings(spot: Spot, scene: Scene): Finding[] {
  return [
    ...unsaidSizes(spot, scene),
    ...sumIndices(spot),
    ...missingGradients(spot, scene),
    ...mentionedTraces(spot, scene),
    ...wholesByEntry(spot),
    ...silentContinuations(spot, scene),
  ];
}

/** \sum_{i=1}^n over a matrix with four rows: n is 4, and nobody says so. */
function unsaidSizes({ note, context }: Spot, scene: Scene): Finding[] {
  const said = new Set([...context.sizes.keys(), ...context.sizeLetters]);
  for (const formula of context.problem.formulas) {
    for (const part of nodesIn(formula)) {
      const bound = part.kind === "indexed-sum" && part.to?.kind === "name" ? part.to : undefined;
      const isPrinted = context.namings.some((naming) => naming.formula.index <= formula.index);
      if (!bound || said.has(bound.name) || !isPrinted) continue;
      const size = printedSize(scene, formula, bound.name);
      if (size === undefined) continue;
      const why = `sums run to ${bound.name}, and the printed matrices have ${size} rows; that ${bound.name} = ${size} is not said`;
      return [
        warning(note, inFile(formula, wholeSpan(formula.passage.text, part.span)), "size-not-said", why),
      ];
    }
  }
  return [];
}

const printedSize = (scene: Scene, formula: Formula, name: string): number | undefined => {
  const relation = scene.near(formula);
  return relation && scene.sectionAt(relation.section, "printed").forced.get(name);
};

/** y_{ik}, where y_{ij} = \sum_k x_{ik} w_{kj}. */
function sumIndices({ note, context }: Spot): Finding[] {
  const sums = new Map<string, { readonly letters: ReadonlySet<string>; readonly equation: Equation }>();
  const found: Finding[] = [];
  for (const formula of context.problem.formulas)
    for (const equation of formula.equations) {
      for (const part of topReferences(equation)) {
        const { stem: base, indices } = referenceOf(part)!;
        const own = sums.get(base);
        const letter = indices.find(
          (index) => index.letter !== undefined && own?.letters.has(index.letter),
        )?.letter;
        const inDerivative =
          own && letter === undefined ? freeInDerivative(equation, base, own.letters) : undefined;
        const clash = letter ?? inDerivative;
        if (!own || clash === undefined || own.equation === equation) continue;
        const span = inFile(formula, wholeSpan(formula.passage.text, part.span));
        const why = `${clash} is also the index that the sum in the definition of ${base} runs over; another letter is clearer`;
        found.push(warning(note, equation.sides.length > 1 ? equation.span : span, "index-of-sum", why));
        break;
      }
      takeSum(equation, sums);
    }
  return found;
}

function takeSum(
  equation: Equation,
  sums: Map<string, { readonly letters: ReadonlySet<string>; readonly equation: Equation }>,
): void {
  const [left, ...others] = equation.sides.map(({ syntax }) => syntax);
  const reference = left && referenceOf(left);
  if (!reference || reference.indices.length === 0 || sums.has(reference.stem)) return;
  const letters = new Set(
    others.flatMap((side) =>
      [...nodesOf(side)].flatMap((part) => (part.kind === "indexed-sum" ? [part.index] : [])),
    ),
  );
  if (letters.size > 0) sums.set(reference.stem, { letters, equation });
}

/** The entries that an equation speaks of, outside sums. */
function topReferences({ sides }: Equation): Syntax[] {
  return sides.flatMap(({ syntax }) =>
    [...nodesOf(syntax)].filter((part) => part.kind === "entry" && referenceOf(part)),
  );
}

/** Of ∂y_{ij}/∂w_{kj} the k. */
function freeInDerivative(
  { sides }: Equation,
  base: string,
  letters: ReadonlySet<string>,
): string | undefined {
  for (const { syntax } of sides)
    for (const part of nodesOf(syntax)) {
      const derivative = part.kind === "name" ? part.derivative : undefined;
      const of = derivative?.of && referenceOf(derivative.of);
      if (of?.stem !== base) continue;
      for (const variable of derivative!.by)
        for (const { letter } of referenceOf(variable)?.indices ?? [])
          if (letter !== undefined && letters.has(letter)) return letter;
    }
  return undefined;
}

const variablesKnown = new WeakMap<Context, ReadonlySet<string>>();

/** What something is differentiated by in a problem: names, and the matrices that entries belong to. */
function variablesOf(at: Context): ReadonlySet<string> {
  const found = variablesKnown.get(at);
  if (found) return found;
  const variables = new Set<string>();
  for (const formula of at.problem.formulas)
    for (const part of nodesIn(formula))
      for (const variable of part.kind === "name" ? (part.derivative?.by ?? []) : []) {
        const reference = referenceOf(variable);
        if (!reference) continue;
        variables.add(reference.key);
        variables.add(ownerOf(at, reference.stem) ?? reference.stem);
      }
  variablesKnown.set(at, variables);
  return variables;
}

/** A = Z W + B of a B that nothing declares, and derivatives by Z or W, here or before, but none by B. */
function missingGradients({ note, context }: Spot, { document }: Scene): Finding[] {
  const chain: Context[] = [];
  for (let at: Context | undefined = context; at; at = at.previous) chain.push(at);
  const variables = new Set(chain.flatMap((at) => [...variablesOf(at)]));
  return [...context.definitions.values()].flatMap(({ value, equation }) => {
    if (value.kind !== "sum" || !equation.sides.some(({ syntax }) => syntax === value)) return [];
    const terms = value.terms.map(({ term }) => term);
    const keys = terms.map((term) => referenceOf(term)?.key);
    // what is declared may be data
    const isBias = (key: string): boolean =>
      !variables.has(key) && isCapital(key) && !isConstant(key) && !document.declared.has(key);
    const bias = keys.find((key, i) => key !== undefined && i > 0 && isBias(key));
    const others = terms
      .filter((term) => term.kind === "product")
      .flatMap((term) => [...nodesOf(term)].map((part) => referenceOf(part)?.key));
    if (bias === undefined || !others.some((key) => key !== undefined && variables.has(key))) return [];
    const why = `the gradient by ${bias} is never given: the others keep their form, but ${bias} has one of its own, for a bias that is repeated in every row the column sums`;
    return [findingAt(note, equation.span, "warning", "unclear", "gradient-missing", why)];
  });
}

/** ∂tr(Y)/∂W, spoken of where Y is not square. */
function mentionedTraces({ note, context }: Spot, scene: Scene): Finding[] {
  return context.problem.formulas.flatMap((formula) =>
    formula.equations.flatMap(({ sides, span }) => {
      const only = sides.length === 1 ? sides[0]!.syntax : undefined;
      const hasTrace =
        only &&
        [...nodesOf(only)].some(
          (part) => part.kind === "call" && (part.name === "tr" || part.name === "det"),
        );
      if (!hasTrace) return [];
      const relation = scene.near(formula);
      const [world] = relation ? worldsFor(scene, [only], relation, "general") : [];
      const why = world && notSquareIn(trialOf(world, [only]), only);
      return why === undefined ? [] : [warning(note, wholeSpan(note.text, span), "sizes-must-agree", why)];
    }),
  );
}

/** ∂y/∂w_{kj} = x_k: all entries of Y cannot be one column of X. */
function wholesByEntry({ note, context }: Spot): Finding[] {
  return context.problem.formulas.flatMap((formula) =>
    formula.equations.flatMap(({ sides, span }) => {
      const [left, right] = sides.map(({ syntax }) => syntax);
      const derivative = left?.kind === "name" ? left.derivative : undefined;
      const [variable] = derivative?.by ?? [];
      if (sides.length !== 2 || !right || !derivative?.of || !variable) return [];
      const whole = matrixBehind(context, derivative.of, 0);
      const column = matrixBehind(context, right, 1);
      const entry = entryBehind(context, variable);
      if (!whole || !column || !entry) return [];
      const why = `the derivative of all entries of ${whole} by one entry of ${entry.owner} has as many entries as ${whole}, a column of ${column} fewer`;
      const correct = `\\frac{\\partial ${whole}}{\\partial ${entry.base}_{${entry.indices}}} = ${column} E_{${entry.indices}}`;
      return [
        findingAt(
          note,
          wholeSpan(note.text, span),
          "error",
          "ill-formed",
          "matrix-by-matrix",
          why,
          isShown(context, whole, column, entry.owner) ? correct : undefined,
        ),
      ];
    }),
  );
}

/** The matrix whose small letter this is, with so many indices. */
function matrixBehind(context: Context, syntax: Syntax, count: number): string | undefined {
  const reference = referenceOf(syntax);
  if (!reference || reference.indices.length !== count || isCapital(reference.stem)) return undefined;
  const owner = ownerOf(context, reference.stem);
  const isMatrix =
    owner !== undefined &&
    isCapital(owner) &&
    lookUp(context, ({ shapes }) => shapes.get(owner))?.[1] !== undefined;
  return isMatrix && owner !== reference.key ? owner : undefined;
}

function entryBehind(
  context: Context,
  syntax: Syntax,
): { base: string; indices: string; owner: string } | undefined {
  const name = syntax.kind === "name" ? syntax.name : undefined;
  const [, base = "", indices = ""] = /^(\p{Ll})_(\p{Ll}{2})$/u.exec(name ?? "") ?? [];
  const reference = referenceOf(syntax);
  const found =
    base !== ""
      ? { base, indices }
      : {
          base: reference?.stem ?? "",
          indices: reference?.indices.map(({ letter }) => letter).join("") ?? "",
        };
  const owner = found.indices.length === 2 ? ownerOf(context, found.base) : undefined;
  return owner === undefined ? undefined : { ...found, owner };
}

/** Is Y = X W in this problem? */
function isShown(context: Context, whole: string, left: string, right: string): boolean {
  const value = lookUp(context, ({ definitions }) => definitions.get(whole))?.value;
  const factors = value?.kind === "product" ? value.factors.map(({ factor }) => definedBy(factor)?.key) : [];
  return factors.length === 2 && factors[0] === left && factors[1] === right;
}

const REFACTORED = /(factor|product|multipl|written as|equals|becomes|分解|乘积|乘積|矩阵乘|積|相乘)/i;

/** "We can refactor this matrix into" and a product: it should be the matrix before. */
function silentContinuations({ note, context }: Spot, scene: Scene): Finding[] {
  const { formulas, prose } = context.problem;
  return formulas.flatMap((formula, i): Finding[] => {
    const before = formulas[i - 1] && lastSide(formulas[i - 1]!);
    const only =
      formula.equations.length === 1 && formula.equations[0]!.sides.length === 1
        ? formula.equations[0]!.sides[0]!.syntax
        : undefined;
    const words = prose.get(formula.index) ?? "";
    if (
      only?.kind !== "product" ||
      before?.kind !== "block" ||
      !formula.passage.display ||
      !REFACTORED.test(words)
    )
      return [];
    const relation = scene.near(formula);
    const [world] = relation ? worldsFor(scene, [before, only], relation, "printed") : [];
    const [a, b] = world ? trialOf(world, [before, only]).values : [];
    if (a?.kind !== "values" || b?.kind !== "values" || compared(a.values, b.values).kind === "equal")
      return [];
    const start = note.passages[formula.index - 1]!.start;
    const span = { start: start + Math.max(0, words.search(/\S/)), end: formula.passage.end };
    return [
      findingAt(
        note,
        span,
        "warning",
        "unclear",
        "not-the-same",
        "the product is not the matrix before it, entry by entry",
      ),
    ];
  });
}

const lastSide = ({ equations }: Formula): Syntax | undefined => equations.at(-1)?.sides.at(-1)?.syntax;
