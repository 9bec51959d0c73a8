/**
 * A plan as text: its steps, and what each costs.
 *
 *     1  X w                 product  20000×200 · 200×1     20000×1    8.0 Mflop    160.0 kB
 */
import type { Expr } from "../../expression/expr.ts";
import { entriesOf, type Node, type Ref } from "../graph/node.ts";
import { flopsOf, type Step } from "./schedule.ts";
import type { Storage } from "./storage.ts";

export interface Line {
  /** The term that the step was made for first. */
  readonly term: string;
  /** What is done: "product 20000×200 · 200×1", "pass subtract, square: sum". */
  readonly what: string;
  readonly rows: number;
  readonly cols: number;
  readonly flops: number;
  /** Of the result. */
  readonly bytes: number;
}

const LONGEST_TERM = 40;

const sizeText = ({ rows, cols }: Pick<Node, "rows" | "cols">): string => `${rows}×${cols}`;

const operandText = ({ node, transposed }: Ref): string => `${sizeText(node)}${transposed ? "ᵀ" : ""}`;

export function lineOf(step: Step, nameOf: ((e: Expr) => string) | undefined): Line {
  const { node } = step;
  const { rows, cols } = node;
  const whole = (node.term && nameOf?.(node.term)) ?? "";
  const term = whole.length > LONGEST_TERM ? `${whole.slice(0, LONGEST_TERM - 1)}…` : whole;
  return { term, what: whatText(step), rows, cols, flops: flopsOf(step), bytes: 8 * entriesOf(node) };
}

function whatText(step: Step): string {
  const { node } = step;
  if (step.kind === "loop") {
    return `sum of ${step.node.count} rounds of ${step.body.length} steps`;
  }
  if (step.kind === "pass") {
    const { steps, result } = step.pass;
    const names = steps.map((s) => s.operation).join(", ");
    return `pass ${names}${result === "entries" ? "" : `${names ? ": " : ""}${result}`}`.trim();
  }
  if (node.kind === "product") {
    const times = node.times > 1 ? `${node.times} times ` : "";
    const alpha = node.alpha === 1 ? "" : `${node.alpha} · `;
    const onto = node.onto ? " added on" : "";
    return `product ${times}${alpha}${operandText(node.left)} · ${operandText(node.right)}${onto}`;
  }
  if (node.kind === "call") return `${node.call.fn.name} by the table`;
  if (node.kind === "solve") return node.side === "left" ? "solve" : "solve from the right";
  if (node.kind === "factor") return node.symmetric ? "factor, symmetric" : "factor";
  return node.kind.replace("-", " ");
}

const UNITS = ["", "k", "M", "G", "T"];

/** 32000000 as "32.0 M" */
function short(value: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  const scaled = value / 1000 ** power;
  return `${power === 0 ? String(Math.round(scaled)) : scaled.toFixed(1)} ${UNITS[power]}`;
}

export function explain(
  lines: readonly Line[],
  inputs: readonly (Node & { kind: "input" })[],
  storage: Storage,
  flops: number,
): string {
  const rows = lines.map((line, i) => [
    `${i + 1}`,
    line.term,
    line.what,
    sizeText(line),
    `${short(line.flops)}flop`,
    `${short(line.bytes)}B`,
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((c) => Math.max(0, ...rows.map((row) => (row[c] as string).length)));
  const table = rows.map((row) =>
    row
      .map((cell, c) => (c >= 4 ? cell.padStart(widths[c] as number) : cell.padEnd(widths[c] as number)))
      .join("  "),
  );
  const given = inputs.map((node) => `${node.symbol.name} ${sizeText(node)}`).join(", ");
  return [
    `inputs: ${given || "none"}`,
    ...table.map((row) => row.trimEnd()),
    `in all: ${short(flops)}flop, ${short(8 * storage.entries)}B, of them ${short(8 * storage.inputs)}B inputs`,
    "",
  ].join("\n");
}
