/**
 * Commands with arguments: fractions, roots, braces above and below.
 *
 *     \underbrace{A}_{W^\top}  ─▶  ( A ), and the note that A is labelled W^\top
 */
import { ACCENTS, FRACTIONS, STACKED } from "../tokens/commands.ts";
import { scanDerivativeFraction } from "./derivatives.ts";
import { scanOperand } from "./operands.ts";
import { argumentAt, beforeOperand, fail, push, type Scan } from "./scan.ts";
import { isPrime, pushAbove, scriptsAt } from "./scripts.ts";
import { scanRange } from "./walk.ts";

export function scanCommand(scan: Scan, at: number, to: number): number {
  const { text } = scan.tokens[at]!;
  const name = text.slice(1);
  if (FRACTIONS.has(name)) return scanFraction(scan, at, to);
  if (ACCENTS.has(name)) return scanOperand(scan, at, to);
  if (name === "sqrt") return scanRoot(scan, at, to);
  if (name === "overbrace" || name === "underbrace") return scanBrace(scan, at, to, name === "overbrace");
  if (STACKED.has(name)) {
    const above = argumentAt(scan, at + 1);
    const shown = argumentAt(scan, above.next);
    beforeOperand(scan, "other");
    push(scan, "open", scan.tokens[at]!, "(");
    scanRange(scan, shown);
    push(scan, "close", scan.tokens[shown.next - 1]!, ")");
    return shown.next;
  }
  return fail(scan.tokens[at]!, `the command '${text}' is not read`);
}

function scanFraction(scan: Scan, at: number, to: number): number {
  const above = argumentAt(scan, at + 1);
  const below = argumentAt(scan, above.next);
  const { next } = below;
  const base = scan.out.length;
  if (scanDerivativeFraction(scan, at, above, below, to, next)) {
    const isOpen = scan.frames.at(-1)?.raw === scan.tokens[at];
    if (isOpen) return next;
  } else {
    beforeOperand(scan, "other");
    push(scan, "fractionOpen", scan.tokens[at]!);
    scanRange(scan, above);
    push(scan, "over", scan.tokens[next - 1]!, "/");
    scanRange(scan, below);
    push(scan, "fractionClose", scan.tokens[next - 1]!);
  }
  const scripts = scriptsAt(scan, next, to);
  pushAbove(scan, scripts.above, base);
  return scripts.next;
}

/** \sqrt{x}; \sqrt[3]{x} is a power. */
function scanRoot(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  const index = scan.tokens[at + 1]?.text.startsWith("√") ? scan.tokens[at + 1]!.text.slice(1) : undefined;
  const inside = argumentAt(scan, index ? at + 2 : at + 1);
  beforeOperand(scan, "other");
  const base = scan.out.length;
  if (!index) push(scan, "callName", raw, "sqrt");
  push(scan, "open", raw, "(");
  scanRange(scan, inside);
  const end = scan.tokens[inside.next - 1]!;
  push(scan, "close", end, ")");
  if (index) {
    push(scan, "power", end, "^");
    push(scan, "braceOpen", end, "{");
    push(scan, "number", end, "1");
    push(scan, "times", end, "/");
    push(scan, "number", end, index);
    push(scan, "braceClose", end, "}");
  }
  const scripts = scriptsAt(scan, inside.next, to);
  pushAbove(scan, scripts.above, base);
  return scripts.next;
}

function scanBrace(scan: Scan, at: number, to: number, over: boolean): number {
  const inside = argumentAt(scan, at + 1);
  const raw = scan.tokens[at]!;
  const end = scan.tokens[inside.next - 1]!;
  beforeOperand(scan, "other");
  const base = scan.out.length;
  push(scan, "open", raw, "(");
  scanRange(scan, inside);
  push(scan, "close", end, ")");
  const { below, above, next } = scriptsAt(scan, inside.next, to);
  const span = { start: raw.start, end: end.end };
  const [label] = over ? above.filter((range) => !isPrime(range)) : below;
  if (label && label.to > label.from) scan.notes.labels.push({ span, over, label });
  pushAbove(scan, over ? [] : above, base);
  return next;
}
