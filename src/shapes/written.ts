/**
 * A part of the syntax as short text, for messages: what was written, on one line.
 */
import type { Syntax } from "../syntax/tree.ts";

const LONGEST = 32;

/** `level` 2: in brackets where it is a sum or a product. */
export function writtenText(syntax: Syntax, level = 0): string {
  const text = plainText(syntax, level);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** Levels: 0 sum, 1 product, 2 postfix. Anything deep is cut short by `writtenText` anyway. */
function plainText(s: Syntax, level: number, depth = 0): string {
  if (depth > 12) return "…";
  const next = (part: Syntax, at: number) => plainText(part, at, depth + 1);
  const bracket = (text: string, own: number) => (own < level ? `(${text})` : text);
  switch (s.kind) {
    case "number":
      return s.text;
    case "name":
      return s.name;
    case "sum":
      return bracket(
        s.terms
          .slice(0, 12)
          .map(({ sign, term }, i) => (i === 0 ? (sign === "-" ? "-" : "") : ` ${sign} `) + next(term, 1))
          .join(""),
        0,
      );
    case "product":
      return bracket(
        s.factors
          .slice(0, 12)
          .map(({ operator, factor }, i) => (i === 0 ? "" : joiner(operator)) + next(factor, 2))
          .join(""),
        1,
      );
    case "negate":
      return `-${next(s.of, 2)}`;
    case "transpose":
      return `${next(s.of, 2)}'`;
    case "power":
      return `${next(s.base, 2)}${s.elementwise ? ".^" : "^"}${next(s.exponent, 2)}`;
    case "call":
      return `${s.name}(${s.args.map((a) => next(a, 0)).join(", ")})`;
    case "norm":
      return `‖${next(s.of, 0)}‖`;
    case "block":
      return `[${s.rows.map((row) => row.map((c) => next(c, 0)).join(", ")).join("; ")}]`;
    case "entry":
      return `${next(s.of, 2)}[${s.indices.map((i) => (i.kind === "at" ? next(i.index, 0) : ":")).join(", ")}]`;
    case "indexed-sum":
      return bracket(`${s.isProduct ? "prod" : "sum"}_${s.index} ${next(s.body, 1)}`, 1);
  }
}

function joiner(operator: string): string {
  if (operator === "juxtaposed" || operator === "*") return " ";
  return operator === "kron" ? " ⊗ " : ` ${operator} `;
}

/** "1 argument", "3 arguments". */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
