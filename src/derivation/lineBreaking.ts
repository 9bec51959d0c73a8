/**
 * Lines that fit a page: long ones are broken before a sign, reasons that do not fit stand below.
 *
 *     = a + b        for want of room            ─▶  = a
 *                                                      + b
 */
import type { Line } from "./layout.ts";
import { textWidth, widthOf } from "./width.ts";

/** Of an article with margins of 25 mm; a little less, as widths are estimated. */
const PAGE = 420;
/** Between a formula and its reason. */
const GAP = 24;
const INDENT = 20;

export function broken(
  lines: readonly Line[],
  columns: number,
  reasonLatex: (reason: Line["reason"]) => string,
): Line[] {
  if (columns > 1) return [...lines];
  const left = Math.max(0, ...lines.map((l) => widthOf(l.left) + widthOf(l.sign)));
  const room = PAGE - left;
  const rights = lines.map((l) => pieces(l.right, room));
  const below = reasonsBelow(lines, Math.max(0, ...rights.flat().map(widthOf)), room);
  return lines.flatMap((line, i): Line[] => {
    const [first = "", ...others] = rights[i] as string[];
    const isBelow = below.has(line);
    const isShown = isBelow && line.isReasonSeen !== true;
    const reasons = !isShown ? [] : reasonWidth(line) <= room - INDENT ? [line.reason] : apart(line.reason);
    return [
      { ...line, right: first, reason: isBelow ? [] : line.reason },
      ...others.map((right) => ({ ...BARE, right: `\\qquad ${right}` })),
      ...reasons.map((reason) => ({ ...BARE, right: `\\qquad ${reasonLatex(reason)}` })),
    ];
  });
}

/** Lines whose reasons do not fit beside the column of formulas, which a reason below one of them makes wider. */
function reasonsBelow(lines: readonly Line[], formulas: number, room: number): ReadonlySet<Line> {
  const below = new Set<Line>();
  let column = formulas;
  for (let before = -1; before < below.size; ) {
    before = below.size;
    for (const line of lines) {
      const width = reasonWidth(line);
      if (width === 0 || below.has(line) || column + GAP + width <= room) continue;
      below.add(line);
      if (!line.isReasonSeen) column = Math.max(column, INDENT + Math.min(width, room - INDENT));
    }
  }
  return below;
}

/** A reason that is too long for a line, taken apart at its commas. */
function apart(reason: Line["reason"]): Line["reason"][] {
  const parts: Line["reason"][number][][] = [[]];
  for (const part of reason) {
    if (part.kind === "text" && /^[,，、]\s*$/.test(part.text)) parts.push([]);
    else parts.at(-1)?.push(part);
  }
  return parts;
}

const BARE: Line = { left: "", sign: "", right: "", reason: [] };

const reasonWidth = ({ reason }: Line): number =>
  reason.reduce(
    (sum, part) => sum + (part.kind === "math" ? widthOf(part.formula) : textWidth(part.text)),
    0,
  );

/** A side in pieces that fit, each but the first begins with its sign. */
function pieces(right: string, room: number): string[] {
  if (widthOf(right) <= room) return [right];
  const found: string[] = [];
  let current = "";
  for (const term of terms(right)) {
    const limit = found.length === 0 ? room : room - INDENT;
    if (current !== "" && widthOf(current + term) > limit) {
      found.push(current.trim());
      current = term.trimStart();
    } else current += term;
  }
  return [...found, current.trim()];
}

/** Parts that begin with =, + or − where no bracket is open. */
function terms(text: string): string[] {
  const parts = [""];
  let depth = 0;
  const tokens = text.match(/\\(?:left|right)(?:\\[A-Za-z]+|.)|\\[A-Za-z]+|\\.|[\s\S]/gu) ?? [];
  tokens.forEach((token, i) => {
    if (/^(\{|\(|\[|\\left|\\begin$|\\lVert|\\lvert)/.test(token)) depth++;
    if (/^(\}|\)|\]|\\right|\\end$|\\rVert|\\rvert)/.test(token)) depth--;
    const isSign = depth === 0 && /^[=+-]$/.test(token) && tokens[i - 1] === " " && tokens[i + 1] === " ";
    if (isSign) parts.push(token);
    else parts[parts.length - 1] += token;
  });
  return parts.filter((part) => part !== "");
}
