/**
 * Matrices and the separators of their cells, of rows and of arguments.
 *
 *     \begin{bmatrix} a & b \\ c & d \end{bmatrix}  ─▶  blockOpen a , b rowSeparator c , d ]
 *
 * A cell that holds an equation, `i = ae + bg`, is its left side, and the equation is noted.
 */

import { MATRIX_ENVIRONMENTS } from "../tokens/commands.ts";
import { afterGroup } from "./brackets.ts";
import {
  beforeOperand,
  endImplicit,
  endsOperand,
  type Frame,
  fail,
  openFrame,
  push,
  type Scan,
} from "./scan.ts";

/** What an empty cell of a dotted matrix is called in the tree. */
const EMPTY_CELL = "␣";

export function beginMatrix(scan: Scan, at: number): number {
  const raw = scan.tokens[at]!;
  if (!MATRIX_ENVIRONMENTS.has(raw.text)) fail(raw, `'\\begin{${raw.text}}' is not read here`);
  beforeOperand(scan, "other");
  if (raw.text === "vmatrix") {
    push(scan, "callName", raw, "det");
    push(scan, "open", raw, "(");
  }
  push(scan, "blockOpen", raw, "[");
  openFrame(scan, { kind: "matrix", raw, after: [], cell: { from: at + 1, rows: [1] } });
  return at + 1;
}

export function endMatrix(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  endImplicit(scan, true);
  const frame = scan.frames.at(-1);
  if (frame?.kind !== "matrix") fail(frame?.raw ?? raw, `'${frame?.raw.text ?? raw.text}' is never closed`);
  if (frame.raw.text !== raw.text) fail(raw, `'\\end{${raw.text}}' ends '\\begin{${frame.raw.text}}'`);
  fillCell(scan);
  checkRows(frame, raw.end);
  const base = frame.from - 1;
  scan.frames.pop();
  push(scan, "bracketClose", raw, "]");
  if (raw.text === "vmatrix") push(scan, "close", raw, ")");
  return afterGroup(scan, at + 1, to, raw.text === "vmatrix" ? base - 2 : base);
}

function checkRows({ raw, cell }: Frame, end: number): void {
  const [first, ...others] = cell!.rows;
  const odd = others.findIndex((count) => count !== first);
  if (odd < 0) return;
  const count = others[odd]!;
  fail(
    { start: raw.start, end },
    `row 1 has ${first} ${first === 1 ? "entry" : "entries"} and row ${odd + 2} has ${count}`,
    "columns are separated by '&', rows by '\\\\'",
  );
}

function fillCell(scan: Scan): void {
  if (!endsOperand(scan))
    push(scan, "name", { start: scan.out.at(-1)!.end, end: scan.out.at(-1)!.end }, EMPTY_CELL);
}

/** A separator: `&`, `\\`, or a comma. */
export function nextCell(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  endImplicit(scan, true);
  const frame = scan.frames.at(-1)!;
  if (frame.kind === "matrix") return nextMatrixCell(scan, frame, at);
  // a line that goes on with an operator
  if (frame.kind === "range" && scan.frames.length === 1 && raw.type !== "comma") return at + 1;
  if (raw.type !== "comma")
    fail(raw, raw.type === "align" ? "'&' stands outside a matrix" : "a line ends inside brackets");
  if (!endsOperand(scan)) fail(raw, "something is missing before the comma");
  if (frame.kind === "angle") {
    push(scan, "close", raw, ")");
    push(scan, "transpose", raw);
    push(scan, "open", raw, "(");
  } else if (frame.kind === "call" || frame.kind === "row") push(scan, "comma", raw);
  else if (at + 1 < to) fail(raw, "a comma stands inside an expression");
  frame.termFrom = scan.out.length;
  return at + 1;
}

function nextMatrixCell(scan: Scan, frame: Frame, at: number): number {
  const raw = scan.tokens[at]!;
  const cell = frame.cell!;
  const isRow = raw.type === "rowEnd";
  let next = at + 1;
  while (isRow && scan.tokens[next]?.type === "rowEnd") next++;
  const isLast = isRow && scan.tokens[next]?.type === "end";
  if (isRow && scan.out.length === frame.from) return next; // a line end before the first row
  if (isLast) return next;
  fillCell(scan);
  push(scan, isRow ? "rowSeparator" : "comma", raw);
  frame.termFrom = scan.out.length;
  cell.from = next;
  if (isRow) cell.rows.push(1);
  else cell.rows[cell.rows.length - 1]!++;
  return next;
}

/** Of an equation in a cell the left side is the cell; elsewhere an equation is no operand. */
export function scanCellRelation(scan: Scan, at: number, to: number): number {
  const raw = scan.tokens[at]!;
  endImplicit(scan, true);
  const { kind, cell } = scan.frames.at(-1)!;
  if (kind !== "matrix" || !cell || !endsOperand(scan)) {
    fail(raw, `the relation '${raw.text}' stands inside an expression`);
  }
  let end = at + 1;
  while (end < to && !["align", "rowEnd", "end"].includes(scan.tokens[end]!.type)) {
    const { type } = scan.tokens[end]!;
    end =
      (type === "begin" || type === "braceOpen" || type === "open") && scan.match[end]! > 0
        ? scan.match[end]! + 1
        : end + 1;
  }
  scan.notes.equations.push({ from: cell.from, to: end });
  return end;
}
