/**
 * Tokens of one side → the grammar's tokens: everything that depends on what stands around a token.
 *
 * In: a range of tokens. Out: flat tokens in which names are plain, arguments have brackets and all is in balance.
 *
 *     \log|X| + x_i^2  ─▶  callName log ( barOpen X barClose ) sign + x entryOpen i ] power { 2 }
 */

import type { RawToken, RawType } from "../tokens/characters.ts";
import { OPERATORS } from "../tokens/commands.ts";
import { closeBracket, openBracket, scanBar } from "./brackets.ts";
import { scanDerivativeMark } from "./derivatives.ts";
import { beginMatrix, endMatrix, nextCell, scanCellRelation } from "./matrices.ts";
import { scanNumber, scanOperand } from "./operands.ts";
import {
  argumentAt,
  beforeOperand,
  endImplicit,
  endsOperand,
  fail,
  openFrame,
  place,
  push,
  type Range,
  type Scan,
  textOf,
  tokenOf,
} from "./scan.ts";
import { scanCommand } from "./structures.ts";
import { scanSum } from "./sums.ts";

export function scanRange(scan: Scan, { from, to }: Range): void {
  const first = scan.tokens[from];
  if (!first || from >= to) {
    fail(place(scan.tokens[from - 1] ?? { start: 0, end: 0 }), "something is missing here");
  }
  openFrame(scan, { kind: "range", raw: first, after: [] });
  const depth = scan.frames.length;
  for (let at = from; at < to; ) at = SCANNERS[scan.tokens[at]!.type](scan, at, to);
  endImplicit(scan, true);
  if (scan.frames.length > depth) {
    const { raw } = scan.frames.at(-1)!;
    fail(raw, `'${raw.text}' is never closed`, "the bracket that would close it is missing");
  }
  scan.frames.pop();
}

type Scanner = (scan: Scan, at: number, to: number) => number;

const rejected =
  (reason: (token: RawToken) => string): Scanner =>
  (scan, at) =>
    fail(scan.tokens[at]!, reason(scan.tokens[at]!));

/** One entry per token type: what it becomes, and where to go on. */
const SCANNERS: Record<RawType, Scanner> = {
  number: scanNumber,
  letter: scanOperand,
  word: scanOperand,
  command: scanCommand,
  mark: scanMark,
  dots: (scan, at) => {
    beforeOperand(scan, "other");
    push(scan, "name", scan.tokens[at]!);
    return at + 1;
  },
  open: openBracket,
  close: closeBracket,
  bar: scanBar,
  begin: beginMatrix,
  end: endMatrix,
  align: nextCell,
  rowEnd: nextCell,
  comma: nextCell,
  sign: scanSign,
  times: scanTimes,
  point: scanPoint,
  colon: scanColon,
  quad: scanGap,
  raise: scanPrefix,
  lower: rejected(() => "the subscript follows nothing"),
  prime: rejected(() => "the prime follows nothing"),
  relation: scanCellRelation,
  braceOpen: (_, at) => at + 1,
  braceClose: rejected(() => "'}' closes nothing"),
  dollar: rejected(({ text }) => `'${text}' stands inside a formula`),
  prose: rejected(({ text }) => `the text '${text.slice(0, 30)}' stands inside a formula`),
  unknown: rejected(({ text }) => `unknown character '${String.fromCodePoint(text.codePointAt(0)!)}'`),
};

function scanSign(scan: Scan, at: number): number {
  const token = scan.tokens[at]!;
  if (token.text === "±") fail(token, "'±' stands for two formulas", "write them one by one");
  if (endsOperand(scan)) endImplicit(scan, true);
  push(scan, "sign", token, token.text === "+" ? "+" : "-");
  scan.frames.at(-1)!.termFrom = scan.out.length;
  return at + 1;
}

function scanTimes(scan: Scan, at: number): number {
  const token = scan.tokens[at]!;
  if (!endsOperand(scan)) fail(token, `something is missing before '${token.text}'`);
  endImplicit(scan, false);
  push(scan, "times", token, OPERATORS.get(token.text.replace(/^\\/, ""))!);
  return at + 1;
}

/** A point is a product between operands, and else the end of a sentence. */
function scanPoint(scan: Scan, at: number, to: number): number {
  const next = scan.tokens[at + 1];
  const isProduct =
    endsOperand(scan) && at + 1 < to && next && ["letter", "word", "open", "command"].includes(next.type);
  if (!isProduct) return at + 1;
  endImplicit(scan, false);
  push(scan, "times", scan.tokens[at]!, "*");
  return at + 1;
}

/** A : B is tr(Aᵀ B): what stands before the colon is put into brackets. */
function scanColon(scan: Scan, at: number): number {
  const colon = scan.tokens[at]!;
  if (!endsOperand(scan)) fail(colon, "something is missing before ':'");
  endImplicit(scan, true);
  const { termFrom } = scan.frames.at(-1)!;
  const before = scan.out[termFrom]!;
  const begin = { start: before.start, end: before.start };
  const opened = [
    tokenOf("callName", begin, "tr", ""),
    tokenOf("open", begin, "("),
    tokenOf("open", begin, "("),
  ];
  scan.out.splice(termFrom, 0, ...opened);
  push(scan, "close", colon, ")");
  push(scan, "transpose", colon);
  openFrame(scan, { kind: "implicit", raw: colon, after: [], width: "product", closes: true });
  return at + 1;
}

/** A gap between the operands of a row, (x_1 \quad x_2), separates them. */
function scanGap(scan: Scan, at: number, to: number): number {
  const next = scan.tokens[at + 1];
  const begins = next && at + 1 < to && !["sign", "times", "quad", "close", "relation"].includes(next.type);
  if (begins && endsOperand(scan) && scan.frames.some(({ kind }) => kind === "row")) {
    endImplicit(scan, true);
    if (scan.frames.at(-1)!.kind === "row") push(scan, "comma", scan.tokens[at]!);
  }
  return at + 1;
}

/** {}^t X is the transpose of X, as it is written in France and Japan. */
function scanPrefix(scan: Scan, at: number): number {
  const token = scan.tokens[at]!;
  const script = argumentAt(scan, at + 1);
  if (!/^[tT⊤]$/.test(textOf(scan, script))) fail(token, "the superscript follows nothing");
  beforeOperand(scan, "other");
  push(scan, "open", token, "(");
  const after = [tokenOf("close", token, ")"), tokenOf("transpose", token, "^t")];
  openFrame(scan, { kind: "implicit", raw: token, after, width: "one" });
  return script.next;
}

function scanMark(scan: Scan, at: number, to: number): number {
  const token = scan.tokens[at]!;
  switch (token.text) {
    case "∂":
    case "∇":
      return scanDerivativeMark(scan, at, to);
    case "∑":
    case "∏":
      return scanSum(scan, at, to);
    case "∞":
      beforeOperand(scan, "other");
      push(scan, "name", token);
      return at + 1;
    default:
      return fail(token, `'${token.text}' can't stand here`);
  }
}
