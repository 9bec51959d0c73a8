/**
 * What is right, or at least no wrong equation, but badly written: each a warning at its place.
 *
 *     \frac{\partial L}{a}        the ∂ below is missing
 *     [1, X_0]                    a number beside a block        i, j                indices and entries at once
 */
import type { Span } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { type Context, definedBy, lookUp } from "../../context/context.ts";
import type { Finding } from "../../finding.ts";
import { referenceOf } from "../../meaning/reference.ts";
import type { Formula } from "../../statements/formulas.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { collisions, namingWarnings, otherCase, undefinedOnce } from "./nameWarnings.ts";
import { inFile, nodesIn, type Spot, warning } from "./spots.ts";

export function warningsOf(spot: Spot): Finding[] {
  const { formulas } = spot.context.problem;
  return [
    ...formulas.flatMap((formula) => [
      ...missingPartials(spot, formula),
      ...nablaEntries(spot, formula),
      ...numbersBesideBlocks(spot, formula),
      ...lossOfItself(spot, formula),
    ]),
    ...collisions(spot),
    ...otherCase(spot),
    ...namingWarnings(spot),
    ...undefinedOnce(spot),
  ];
}

/** One warning for each line of the text, with all its derivatives mended. */
function missingPartials({ note }: Spot, formula: Formula): Finding[] {
  const { passage } = formula;
  const places = new Set<number>();
  for (const part of nodesIn(formula)) {
    const missing = part.kind === "name" ? part.derivative?.missingPartial : undefined;
    if (missing) places.add(wholeSpan(passage.text, missing).start);
  }
  const lines = new Map<number, number[]>();
  for (const place of [...places].sort((a, b) => a - b)) {
    const line = passage.text.lastIndexOf("\n", place - 1) + 1;
    lines.set(line, [...(lines.get(line) ?? []), place]);
  }
  return [...lines].map(([line, found]) => {
    const lineEnd = passage.text.indexOf("\n", line);
    const written = { start: line, end: lineEnd < 0 ? passage.text.length : lineEnd };
    const { start, end } = trimmed(passage.text, written);
    let text = "";
    let at = start;
    for (const place of found) {
      text += `${passage.text.slice(at, place)}\\partial `;
      at = place;
    }
    text += passage.text.slice(at, end);
    const span = inFile(formula, { start, end });
    const why = `${found.length === 1 ? "a derivative has" : `${found.length} derivatives have`} no \\partial below; read as if it stood there`;
    return warning(note, span, "missing-partial", why, text, { ...span, text });
  });
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}

/** \nabla C_{ij}, by what and of what? */
function nablaEntries({ note }: Spot, formula: Formula): Finding[] {
  return formula.equations.flatMap(({ sides }) => {
    const [left] = sides;
    const derivative = left?.syntax?.kind === "name" ? left.syntax.derivative : undefined;
    const entry = derivative?.operator === "nabla" && derivative.by.length === 0 ? derivative.of : undefined;
    const reference = entry && referenceOf(entry);
    if (!left || !reference || reference.indices.length === 0) return [];
    const why = "a gradient symbol before an entry doesn't say of what; an entry of the gradient is meant";
    const indices = reference.indices.map(({ letter, offset }) => letter ?? `${offset}`).join("");
    return [
      warning(note, left.span, "gradient-of-entry", why, `(\\nabla_{${reference.stem}} L)_{${indices}}`),
    ];
  });
}

/** A scalar 1 beside a matrix. */
function numbersBesideBlocks({ note, context }: Spot, formula: Formula): Finding[] {
  return [...nodesIn(formula)].flatMap((part) => {
    if (part.kind !== "block") return [];
    const row = part.rows.find((cells) => {
      const isMatrix = cells.some((cell) => isWide(cell, context));
      return isMatrix && cells.some(({ kind }) => kind === "number");
    });
    const number = row?.find(({ kind }) => kind === "number");
    if (number?.kind !== "number" || part.rows.length > 1) return [];
    const span = inFile(formula, wholeSpan(formula.passage.text, number.span));
    const to = number.text === "1" ? "\\mathbf{1}" : `${number.text}\\,\\mathbf{1}`;
    const why = `a number stands beside a block of several rows; a column of ${number.text === "1" ? "ones" : "it"} is meant`;
    return [warning(note, span, "number-beside-block", why, to, { ...span, text: to })];
  });
}

function isWide(cell: Syntax, context: Context): boolean {
  const key = referenceOf(cell)?.key;
  if (key === undefined) return false;
  const naming = lookUp(context, ({ namingOf }) => namingOf.get(key));
  return (
    (naming !== undefined && naming.cells.length > 1) ||
    lookUp(context, ({ shapes }) => shapes.get(key)) !== undefined
  );
}

/** Wx → loss(l): l is the value of the loss. */
function lossOfItself({ note, context }: Spot, formula: Formula): Finding[] {
  return formula.equations.flatMap(({ sides, relations }) => {
    const at = relations.indexOf("arrow");
    const call = at < 0 ? undefined : sides[at + 1];
    if (call?.syntax?.kind !== "call" || call.syntax.args.length !== 1) return [];
    const [arg] = call.syntax.args;
    const key = arg && definedBy(arg)?.key;
    if (key === undefined || !context.differentiated.has(key)) return [];
    const why = `${key} is the value of the loss, not what it is a function of`;
    return [warning(note, wholeSpan(note.text, call.span), "loss-of-itself", why)];
  });
}
