/**
 * The indicator of what is positive.
 *
 *     \\mathbb{1}[X w > 0] ─▶ step ( X w )      \\mathbf{1}\\{z > 0\\} ─▶ step ( z )
 */
import { beforeOperand, push, type Scan } from "./scan.ts";
import { scanRange } from "./walk.ts";

/** The place behind an indicator whose 1 stands before `open`; undefined where none stands there. */
export function scanIndicator(scan: Scan, one: number, open: number, to: number): number | undefined {
  const close = open < to && scan.tokens[open]?.type === "open" ? scan.match[open]! : -1;
  const [relation, zero] = [scan.tokens[close - 2], scan.tokens[close - 1]];
  if (close < open + 4 || close >= to || relation?.text !== ">" || zero?.text !== "0") return undefined;
  beforeOperand(scan, "call");
  push(scan, "callName", scan.tokens[one]!, "step");
  push(scan, "open", scan.tokens[open]!, "(");
  scanRange(scan, { from: open + 1, to: close - 2 });
  push(scan, "close", scan.tokens[close]!, ")");
  return close + 1;
}
