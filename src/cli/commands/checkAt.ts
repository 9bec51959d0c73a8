/**
 * `derive --size 1000 --backend wasm`: the check of the answers at sizes of the user's, and what is said of it.
 *
 *     W: verified at m = 1000, n = 1000, p = 1000: relative error 2.1e-13 (native, random directions)
 */
import { backendNamed, bestBackend } from "../../backend/index.ts";
import { STYLES } from "../../derivation/styles.ts";
import type { DeriveRequest } from "../../options/derive.ts";
import type { CheckAt, ProblemAnswer } from "../../problem/answer/answer.ts";
import type { Streams } from "../streams.ts";

/** Where only a backend is named. */
const DEFAULT_SIZE = 100;

/** Undefined where the sizes are those of entries that a style writes out. */
export function checkAtOf(request: DeriveRequest, streams: Streams): CheckAt | undefined {
  const { sizes, backend, styles } = request;
  const writesOut = styles.some((style) => STYLES[style].writesOut);
  if (backend === undefined && (sizes.size === 0 || writesOut)) return undefined;
  return {
    sizes: sizes.size > 0 && !writesOut ? sizes : new Map([["*", DEFAULT_SIZE]]),
    backend: backend === undefined ? bestBackend() : backendNamed(backend),
    progress: streams.progress && progressLine(streams.progress),
  };
}

/** One line that is written over, and away at the end. */
const progressLine =
  (write: (text: string) => void) =>
  (done: number, of: number): void => {
    const text = `checking ${done}/${of}`;
    write(done < of ? `\r${text}` : `\r${" ".repeat(text.length)}\r`);
  };

/** The verdict of a check at given sizes in one line; empty where there was none. */
export function checkText({ wrt, check, error }: ProblemAnswer): string {
  if (!check?.sizes) return "";
  const sizes = Object.entries(check.sizes).map(([name, size]) => `${name} = ${size}`);
  const where = sizes.length > 0 ? ` at ${sizes.join(", ")}` : "";
  const known =
    check.maxRelError === undefined ? "" : `: relative error ${check.maxRelError.toExponential(1)}`;
  const why = check.reason ?? error?.message;
  const how = `(${check.backend}${check.method === "none" ? "" : `, ${check.method}`})`;
  return `${wrt}: ${check.verdict}${where}${known} ${how}${why === undefined ? "" : `: ${why}`}\n`;
}
