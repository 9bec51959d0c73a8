/**
 * Brackets and bars: groups, rows of a block, inner products, norms, determinants, evaluation bars.
 *
 *     (a \quad b) \|x\|_2^2 \langle A, B\rangle  ─▶  [a, b]   barOpen x barClose (2) power { 2 }   tr((A)' (B))
 */
import {
  beforeOperand,
  closeImplicit,
  endImplicit,
  endsOperand,
  type Frame,
  fail,
  openFrame,
  push,
  type Scan,
  spanOf,
  textOf,
} from "./scan.ts";
import { pushAbove, scriptsAt } from "./scripts.ts";
import { pushIndices, shapeIn } from "./subscripts.ts";

const PARTNERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">", ".": "." };

export function openBracket(scan: Scan, at: number): number {
  const raw = scan.tokens[at]!;
  if (raw.text === "⌈") fail(raw, "rounding is not read");
  if (!(raw.text in PARTNERS)) fail(raw, `the bracket '${raw.text}' is not read`);
  beforeOperand(scan, "other");
  const hasRow = scan.withComma.has(at) || (scan.withGap.has(at) && raw.text !== "{");
  if (raw.text === "<" && scan.withComma.has(at)) {
    push(scan, "callName", raw, "tr");
    push(scan, "open", raw);
    push(scan, "open", raw);
    openFrame(scan, { kind: "angle", raw, after: [] });
  } else if (hasRow) {
    push(scan, "blockOpen", raw);
    openFrame(scan, { kind: "row", raw, after: [] });
  } else {
    push(scan, "open", raw);
    openFrame(scan, { kind: "group", raw, after: [] });
  }
  return at + 1;
}

export function closeBracket(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  endImplicit(scan, true);
  const frame = scan.frames.at(-1);
  if (!frame || !["group", "call", "row", "angle"].includes(frame.kind)) {
    fail(raw, `'${raw.text}' closes nothing`, "the bracket that would open it is missing");
  }
  const isSided = raw.sided !== undefined && frame.raw.sided !== undefined;
  if (!isSided && PARTNERS[frame.raw.text] !== raw.text) {
    fail(frame.raw, `'${frame.raw.text}' is closed by '${raw.text}'`);
  }
  if (!endsOperand(scan)) fail(raw, "the brackets hold nothing, or something is missing before they close");
  scan.frames.pop();
  const begin = frame.from - 1;
  scan.out.push(...(frame.last ?? []));
  push(scan, frame.kind === "row" ? "bracketClose" : "close", raw);
  if (frame.kind === "angle") push(scan, "close", raw);
  scan.out.push(...frame.after);
  const base = frame.kind === "call" ? begin - 1 : frame.kind === "angle" ? begin - 2 : begin;
  return afterGroup(scan, at + 1, to, base);
}

/** The scripts of a group: entries, (AB)_{ij}; a shape, [..]_{m \times n}; exponents. */
export function afterGroup(scan: Scan, at: number, to: number, base: number): number {
  const { below, above, next } = scriptsAt(scan, at, to);
  for (const range of below) {
    if (shapeIn(scan, range)) {
      const span = { start: scan.out[base]!.start, end: scan.tokens[at - 1]!.end };
      scan.notes.shapes.push({ name: undefined, span, sizes: range });
    } else if (textOf(scan, range).includes("=")) scan.notes.equations.push(range);
    else pushIndices(scan, range);
  }
  pushAbove(scan, above, base);
  return next;
}

/** A bar closes where one of its kind is open innermost and an operand is complete; else it opens. */
export function scanBar(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  const isEvaluation = raw.sided !== "left" && endsOperand(scan) && scan.tokens[at + 1]?.type === "lower";
  if (raw.sided === "right" || endsOperand(scan)) {
    const frame = enclosing(scan);
    if (frame?.kind === "bar" && isNorm(frame.raw.text) === isNorm(raw.text) && raw.sided !== "left") {
      return closeBar(scan, at, to);
    }
    if (frame?.kind === "group" && frame.raw.text === ".") {
      endImplicit(scan, true);
      scan.frames.pop();
      push(scan, "close", raw);
      return evaluation(scan, at + 1, to);
    }
    if (isEvaluation) return evaluation(scan, at + 1, to);
    if (raw.sided === "right") fail(raw, `'${raw.text}' closes nothing`);
  }
  beforeOperand(scan, "other");
  push(scan, "barOpen", raw);
  openFrame(scan, { kind: "bar", raw, after: [] });
  return at + 1;
}

const isNorm = (text: string): boolean => text === "||" || text === "‖" || text === "∥";

/** The innermost frame that has been opened by a bracket or bar. */
const enclosing = ({ frames }: Scan): Frame | undefined => frames.findLast(({ kind }) => kind !== "implicit");

const NORMS: ReadonlyMap<string, string> = new Map([
  ...(["1", "2", "F"] as const).map((which) => [which, which] as const),
  ["f", "F"],
  ["Fro", "F"],
  ["fro", "F"],
  ["∞", "inf"],
  ["*", "nuclear"],
  ["∗", "nuclear"],
]);

function closeBar(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  while (scan.frames.at(-1)!.kind === "implicit") closeImplicit(scan);
  const frame = scan.frames.pop()!;
  const { below, above, next } = scriptsAt(scan, at + 1, to);
  if (scan.out.length === frame.from) fail(raw, "the bars hold nothing");
  if (!isNorm(raw.text)) {
    push(scan, "barClose", raw, "abs");
    for (const range of below) scan.notes.equations.push(range);
  } else {
    const [mark] = below;
    const which = mark ? NORMS.get(textOf(scan, mark)) : "none";
    if (!which)
      fail(
        spanOf(scan, mark!),
        `there is no norm '${textOf(scan, mark!)}'`,
        "the norms are 1, 2, F, ∞ and *",
      );
    push(scan, "barClose", raw, which);
  }
  pushAbove(scan, above, frame.from - 1);
  return next;
}

/** \Big|_{y = W x}: where what stands before is taken; the equation is one of the side's. */
function evaluation(scan: Scan, at: number, to: number): number {
  const { below, above, next } = scriptsAt(scan, at, to);
  for (const range of below) scan.notes.equations.push(range);
  if (above.length > 0) fail(scan.tokens[at]!, "values between two bounds are not read");
  return next;
}
