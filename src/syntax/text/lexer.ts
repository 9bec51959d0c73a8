/**
 * Raw tokens → the grammar's tokens: everything that depends on what stands around a token.
 *
 * In: text. Out: a flat list of tokens, each statement closed by an `end`, all brackets and bars in balance.
 *
 *     f(x)[1] |y|  ─▶  callName ( name ) entryOpen 1 ] barOpen y barClose end       (where f is a function)
 *
 * Decided here, so that the grammar is free of context: is a name called; does a `[` take entries; does a bar
 * open or close; is a line end the end of a statement, of a block's row, or nothing; is `x` a times sign.
 */

import { declaredNames, valuesIn } from "../names.ts";
import * as spelling from "../tokens.ts";
import { fail, type RawToken, type RawType, type Token, type TokenType } from "../tokens.ts";
import { failOnUnclosed, scanBar, scanClosing, scanOpening } from "./brackets.ts";
import { endsOperand, next, previous, push, type Scan, type Written } from "./scan.ts";
import { failOnMember, failOnUnknown } from "./unknown.ts";
import {
  onlyNames,
  PSEUDOINVERSE,
  scanName,
  scanSubscript,
  scanSuperscript,
  scanTypeWord,
  TRANSPOSED,
} from "./words.ts";

interface LexerOptions {
  readonly functionNames: ReadonlySet<string>;
  /** Functions that are declared elsewhere. */
  readonly functions?: Iterable<string> | undefined;
  /** Names that are variables although the text says nothing of them. */
  readonly variables?: Iterable<string> | undefined;
  /** Sizes that are declared elsewhere. */
  readonly sizes?: Iterable<string> | undefined;
  /** Names that stand as values in another text. */
  readonly values?: Iterable<string> | undefined;
  readonly maximumDepth: number;
  /** The text is a type, `matrix m n`, and not statements. */
  readonly isType: boolean;
}

export function tokensOf(text: string, options: LexerOptions): Token[] {
  const { functionNames, maximumDepth, isType } = options;
  const raw = spelling.rawTokens(text);
  const names = declaredNames(raw, functionNames, options);
  const place = { position: 0, tokens: [], frames: [], statementStart: 0, inType: isType };
  const scan: Scan = { raw, names, maximumDepth, ...place };
  for (; scan.position < raw.length; scan.position++) {
    const token = raw[scan.position]!;
    SCANNERS[token.type](scan, token);
  }
  failOnUnclosed(scan);
  endStatement(scan, { start: text.length, end: text.length, text: "" });
  return scan.tokens;
}

/** The names of a text that stand somewhere without a bracket behind them. */
export const valuesOf = (text: string): ReadonlySet<string> => valuesIn(spelling.rawTokens(text));

const as =
  (type: TokenType) =>
  (scan: Scan, raw: RawToken): void =>
    push(scan, type, raw);

/** One entry per raw token: what it becomes. */
const SCANNERS: Record<RawType, (scan: Scan, raw: RawToken) => void> = {
  newline: scanNewline,
  semicolon: (scan, raw) =>
    scan.frames.length === 0 ? endStatement(scan, raw) : push(scan, "rowSeparator", raw),
  number: (scan, raw) => {
    const before = previous(scan);
    if (before?.type === "number" && before.end === raw.start) {
      fail(
        { ...raw, start: before.start },
        `'${before.text}${raw.text}' is not a number`,
        "a number has one point",
      );
    }
    push(scan, "number", raw);
  },
  name: (scan, raw) => (scan.inType ? scanTypeWord(scan, raw) : scanName(scan, raw)),
  superscript: scanSuperscript,
  subscript: scanSubscript,
  /** In `X^-⊤` and `X^{-⊤}` the mark is a name, one that nobody can write. */
  transpose: (scan, raw) => push(scan, isRaised(scan) ? "name" : "transpose", raw, TRANSPOSED),
  starStar: (_, raw) => fail(raw, "'**' is not an operator", "a power is written '^', entry by entry '.^'"),
  times: (scan, raw) => {
    const operator = spelling.plainOperator(raw.text);
    if (operator === "\\" && !endsOperand(scan)) failOnUnknown(raw);
    if (operator === ".*" && isFirstInExponent(scan)) raiseByEntries(scan);
    else push(scan, scan.inType && raw.text === "×" ? "sizeTimes" : "times", raw, operator);
  },
  power: (scan, raw) => push(scan, "power", raw, raw.text === "^" ? "^" : ".^"),
  root: (scan, raw) => push(scan, "prefix", raw, "sqrt"),
  angleOpen: scanOpening,
  angleClose: scanClosing,
  arrow: as("arrow"),
  sign: (scan, raw) => push(scan, "sign", raw, spelling.plainOperator(raw.text)),
  equalsEquals: (_, raw) =>
    fail(raw, `'${raw.text}' is not an operator`, "a definition has one '=': Y = X W + b"),
  equals: as("equals"),
  bar: scanBar,
  open: scanOpening,
  close: scanClosing,
  braceOpen: scanOpening,
  braceClose: (scan, raw) => {
    scanClosing(scan, raw);
    joinPseudoinverse(scan);
  },
  bracketOpen: scanOpening,
  bracketClose: scanClosing,
  comma: (scan, raw) => push(scan, scan.inType ? "sizeTimes" : "comma", raw),
  colon: (scan, raw) => scanDeclares(scan, raw, "colon"),
  member: (scan, raw) => scanDeclares(scan, raw, "declares"),
  unknown: scanUnknown,
};

/** A^{+} is A⁺. */
function joinPseudoinverse({ tokens }: Scan): void {
  const [power, , sign] = tokens.slice(-4);
  const isAlone =
    tokens
      .slice(-4)
      .map(({ type }) => type)
      .join() === "power,braceOpen,sign,braceClose";
  if (isAlone && power?.value === "^" && sign?.value === "+")
    tokens.splice(-3, 3, { ...sign, type: "name", value: PSEUDOINVERSE });
}

function scanUnknown(scan: Scan, raw: RawToken): void {
  const before = previous(scan);
  const [, member] = /^\.(\p{L}[\p{L}\p{Nd}_.]*)/u.exec(raw.text) ?? [];
  if (member !== undefined && before?.end === raw.start && /ame$/.test(before.type))
    failOnMember({ start: before.start, end: raw.start + 1 + member.length }, member);
  failOnUnknown(raw);
}

/** Is this place behind the sign of an exponent? */
function isRaised({ tokens }: Scan): boolean {
  if (tokens.at(-1)?.type !== "sign") return false;
  const before = tokens.at(-2)?.type;
  return (
    before === "power" || ((before === "braceOpen" || before === "open") && tokens.at(-3)?.type === "power")
  );
}

/** Behind the brace of X^{⊙2}? */
const isFirstInExponent = ({ tokens }: Scan): boolean =>
  tokens.at(-1)?.type === "braceOpen" && tokens.at(-2)?.type === "power";

function raiseByEntries({ tokens }: Scan): void {
  const power = tokens.length - 2;
  tokens[power] = { ...tokens[power]!, value: ".^" };
}

/** Tokens after which a line goes on. */
const GOES_ON: ReadonlySet<TokenType> = new Set([
  ...(["sign", "times", "power", "equals", "declares", "arrow", "comma", "sizeTimes"] as const),
  ...(["indexedSum", "boundedSum", "callName", "rowSeparator", "blockOpen", "prefix"] as const),
]);

/** Raw tokens that can't begin a line, so that the line before goes on; a sign can. */
const CONTINUES: ReadonlySet<RawType> = new Set(["times", "power", "equals"]);
/** Raw tokens beside which a line end in a block separates nothing. */
const ENDS_ROW: ReadonlySet<RawType> = new Set(["semicolon", "comma", "bracketClose"]);

function scanNewline(scan: Scan, raw: RawToken): void {
  const before = previous(scan)?.type;
  const after = next(scan)?.type;
  if (before === undefined || GOES_ON.has(before) || (after && CONTINUES.has(after))) return;
  const frame = scan.frames.at(-1)?.kind;
  if (frame === undefined) endStatement(scan, raw);
  else if (frame === "block" && after && !ENDS_ROW.has(after)) push(scan, "rowSeparator", raw);
}

function endStatement(scan: Scan, { start, end, text }: Written): void {
  if (!previous(scan)) return;
  push(scan, "end", { start, end, text });
  scan.statementStart = scan.tokens.length;
  scan.inType = false;
}

/** `:` behind a list of names at the start of a statement declares them; elsewhere it is a range. */
function scanDeclares(scan: Scan, raw: RawToken, otherwise: TokenType): void {
  const declares = scan.frames.length === 0 && onlyNames(scan);
  push(scan, declares ? "declares" : otherwise, raw);
  scan.inType ||= declares;
}
