/**
 * Derivatives and differentials in all their spellings.
 *
 *     \frac{\partial L}{\partial W}   \dfrac{dL}{dW}   \nabla_W L   \partial L / \partial W   ─▶  derivativeOpen L by W derivativeClose
 *     \mathrm{d}X   dz^{[2]}                                                                ─▶  differential X
 */
import type { RawToken } from "../tokens/characters.ts";
import { nameAt, plainName } from "./operands.ts";
import {
  beforeOperand,
  type Frame,
  openFrame,
  place,
  push,
  pushedBy,
  type Range,
  type Scan,
  tokenOf,
} from "./scan.ts";
import { isPrime, labelIn, pushAbove, scriptsAt } from "./scripts.ts";
import { namePieces } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

type Operator = "partial" | "d" | "nabla" | "D";

const BEGINS: ReadonlySet<string> = new Set(["letter", "word", "command", "open", "begin", "bar", "number"]);
const beginsOperand = (scan: Scan, at: number, to: number): boolean =>
  at < to && (BEGINS.has(scan.tokens[at]!.type) || /^[∑∂∇]$/.test(scan.tokens[at]!.text));

/** \mathrm{d}, or a letter d that stands nowhere for itself, before what it is the differential of. */
export function isDifferentialSign(scan: Scan, at: number, to: number): boolean {
  const { type, text, style } = scan.tokens[at]!;
  if (text !== "d" || !beginsOperand(scan, at + 1, to)) return false;
  if (type === "word") return true;
  const next = scan.tokens[at + 1]!;
  const isName = next.type === "letter" || next.type === "word" || next.type === "command";
  const { facts, roles } = scan.context;
  return (
    type === "letter" &&
    !facts.variableD.has(style ?? "plain") &&
    !roles.has("d") &&
    (isName || next.type === "bar" || style !== undefined)
  );
}

/** Where the operand that begins here ends, with its scripts. */
function operandEnd(scan: Scan, at: number, to: number): number {
  const { type } = scan.tokens[at]!;
  if ((type === "open" || type === "begin") && scan.match[at]! > 0) {
    return scriptsAt(scan, scan.match[at]! + 1, to).next;
  }
  if (type !== "letter" && type !== "word" && type !== "command") return at + 1;
  return scriptsAt(scan, nameAt(scan, at, to).at.to, to).next;
}

function pushBy(scan: Scan, range: Range, isMissing: boolean): void {
  const first = scan.tokens[range.from]!;
  push(
    scan,
    "by",
    { start: first.start, end: scan.tokens[range.to - 1]!.end, text: "∂" },
    isMissing ? "missing" : "",
  );
  scanRange(scan, range);
}

/** An operator before what it applies to, which goes as far as `width` says. */
function openOperator(
  scan: Scan,
  at: number,
  operator: string,
  by: () => void,
  width: NonNullable<Frame["width"]>,
): void {
  const raw = scan.tokens[at]!;
  beforeOperand(scan, "other");
  push(scan, "derivativeOpen", raw, operator);
  const after = pushedBy(scan, by);
  after.push(tokenOf("derivativeClose", place(after.at(-1) ?? raw), "", ""));
  openFrame(scan, { kind: "implicit", raw, after, width });
}

function pushDerivative(
  scan: Scan,
  at: number,
  operator: string,
  of: Range | undefined,
  by: () => void,
  end: number,
): void {
  beforeOperand(scan, "other");
  push(scan, "derivativeOpen", scan.tokens[at]!, operator);
  if (of) scanRange(scan, of);
  by();
  push(scan, "derivativeClose", { ...scan.tokens[end - 1]!, text: "" });
}

const isPartial = (scan: Scan, at: number): boolean => scan.tokens[at]?.text === "∂";

/** The numerator and the denominator of a fraction that is a derivative; false if it is none. */
export function scanDerivativeFraction(
  scan: Scan,
  at: number,
  above: Range,
  below: Range,
  to: number,
  next: number,
): boolean {
  const isLetterD = (i: number, range: Range): boolean =>
    scan.tokens[i]?.text === "d" &&
    (scan.tokens[i]!.type === "word" ||
      (!scan.context.roles.has("d") && (range.to > i + 1 || range === above)));
  const partial = isPartial(scan, above.from);
  const hasBy = below.to > below.from + 1 && (isPartial(scan, below.from) || isLetterD(below.from, below));
  const letterD = !partial && isLetterD(above.from, above);
  const isName = below.to > below.from && ["letter", "word"].includes(scan.tokens[below.from]!.type);
  const isMissing =
    !hasBy &&
    (partial ||
      (letterD && isName && above.to > above.from + 1 && isDifferentialSign(scan, above.from, above.to)));
  if (!(partial || letterD) || !(hasBy || isMissing)) return false;
  const { order, from } = orderAt(scan, above.from + 1, above.to);
  const operator = `${partial ? "partial" : "d"} ${order}`;
  const by = (): void => {
    if (isMissing) pushBy(scan, below, true);
    else for (const range of variables(scan, below)) pushBy(scan, range, false);
  };
  if (from < above.to) pushDerivative(scan, at, operator, { from, to: above.to }, by, next);
  else if (beginsOperand(scan, next, to)) openOperator(scan, at, operator, by, "run");
  else pushDerivative(scan, at, operator, undefined, by, next);
  return true;
}

/** The 2 of ∂²f. */
function orderAt(scan: Scan, at: number, to: number): { order: number; from: number } {
  const { above, next } = scriptsAt(scan, at, to);
  const digits = above[0] && !isPrime(above[0]) ? Number(scan.tokens[above[0].from]!.text) : 1;
  return { order: Number.isInteger(digits) && digits > 0 ? digits : 1, from: next };
}

/** ∂x ∂y ─▶ x, y */
function variables(scan: Scan, { from, to }: Range): Range[] {
  const parts: Range[] = [];
  const sign = scan.tokens[from]!.text;
  let begin = from + 1;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && !(scan.tokens[at]!.text === sign && at > begin)) continue;
    if (at > begin) parts.push({ from: begin, to: at });
    begin = at + 1;
  }
  return parts;
}

/** ∂ outside a fraction, and ∇. */
export function scanDerivativeMark(scan: Scan, at: number, to: number): number {
  return scan.tokens[at]!.text === "∇" ? scanNabla(scan, at, to) : inlineFraction(scan, at, to, "partial");
}

/** Letters that a nabla takes alone; before others, \nabla_x x^\top A x, it takes the product. */
const LOSSES: ReadonlySet<string> = new Set([..."LJCEfghlℓ"]);

/** \nabla \log p(x) is that of the whole. */
const isLogarithm = (token: RawToken | undefined): boolean => /^(log|ln)$/.test(token?.text ?? "");

function scanNabla(scan: Scan, at: number, to: number): number {
  const { below, above, next } = scriptsAt(scan, at + 1, to);
  const [order] = above;
  const operator = `nabla ${order && !isPrime(order) ? Number(scan.tokens[order.from]!.text) || 1 : 1}`;
  const by = (): void => {
    for (const range of below) pushBy(scan, range, false);
  };
  const first = scan.tokens[next];
  const isLetter = first?.type === "letter" && below.length > 0;
  const isLoss = isLetter && (LOSSES.has(first.text) || first.style === "calligraphic");
  // \nabla \tilde{y}(W x) x^\top
  const isAlone = below.length === 0 && isAccent(scan, next);
  const isRun = (isLetter && !isLoss) || (first?.type === "command" && !isAlone) || isLogarithm(first);
  const width = isRun ? "run" : "one";
  if (beginsOperand(scan, next, to)) openOperator(scan, at, operator, by, width);
  else pushDerivative(scan, at, operator, undefined, by, next);
  return next;
}

/** ∂L/∂w in a line; without a denominator the mark and its operand, ∂x. */
function inlineFraction(scan: Scan, at: number, to: number, operator: Operator): number {
  const { order, from } = orderAt(scan, at + 1, to);
  const sign = scan.tokens[at]!.text;
  if (from >= to) {
    beforeOperand(scan, "other");
    push(scan, "name", scan.tokens[at]!);
    return to;
  }
  const isBare = scan.tokens[from]!.text === "/";
  const end = isBare ? from : operandEnd(scan, from, to);
  const isOver = scan.tokens[end]?.text === "/" && scan.tokens[end + 1]?.text === sign && end + 2 < to;
  const of = isBare ? undefined : { from, to: end };
  if (!isOver) {
    pushDerivative(scan, at, `${operator} ${order}`, of, () => undefined, end);
    return end;
  }
  const close = operandEnd(scan, end + 2, to);
  pushDerivative(
    scan,
    at,
    `${operator} ${order}`,
    of,
    () => pushBy(scan, { from: end + 2, to: close }, false),
    close,
  );
  return close;
}

/** dX, dz^{[2]}, \mathrm{d} L / \mathrm{d} w, \mathrm{d} \operatorname{tr}(X). */
export function scanDifferential(scan: Scan, at: number, to: number): number {
  const next = scan.tokens[at + 1]!;
  const isName =
    next.type === "letter" || (next.type === "word" && next.text !== "d") || isAccent(scan, at + 1);
  const end = isName ? operandEnd(scan, at + 1, to) : at + 1;
  const isOver = isName && scan.tokens[end]?.text === "/" && scan.tokens[end + 1]?.text === "d";
  if (isOver && end + 2 < to) return inlineFraction(scan, at, to, "d");
  const read = isName ? nameAt(scan, at + 1, to) : undefined;
  if (!read || scan.context.functionNames.has(read.parts.base.toLowerCase())) {
    openOperator(scan, at, "d 1", () => undefined, "one");
    return at + 1;
  }
  const scripts = scriptsAt(scan, read.at.to, to);
  const labels = scripts.above.map((range) => (isPrime(range) ? undefined : labelIn(scan, range)));
  const subscripts = [...read.parts.subscripts, ...scripts.below.flatMap((range) => namePieces(scan, range))];
  const label = labels.map((found) => found?.label ?? "").join("");
  beforeOperand(scan, "letter");
  const base = scan.out.length;
  const span = { start: scan.tokens[at]!.start, end: scan.tokens[scripts.next - 1]!.end };
  push(scan, "differential", span, plainName(scan, { ...read.parts, label, subscripts }));
  const above = scripts.above.map((range, i) => labels[i]?.rest ?? range);
  pushAbove(
    scan,
    above.filter((range, i) => !labels[i] || range.to > range.from),
    base,
  );
  return scripts.next;
}

const isAccent = ({ tokens }: Scan, at: number): boolean =>
  /^\\(?:hat|bar|tilde|vec|dot|overline|widehat|overrightarrow)$/.test(tokens[at]?.text ?? "");

/** \operatorname{D} F(X), the Jacobian. */
export function scanOperatorD(scan: Scan, at: number, to: number): number {
  const { order, from } = orderAt(scan, at + 1, to);
  if (!beginsOperand(scan, from, to)) {
    beforeOperand(scan, "letter");
    push(scan, "name", scan.tokens[at]!);
    return at + 1;
  }
  openOperator(scan, at, `D ${order}`, () => undefined, "run");
  return from;
}
