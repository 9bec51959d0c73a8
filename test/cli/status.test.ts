/** The exit status of every command: 0 where it did its work, 1 where the input is at fault, 2 where it could not run. */
import { describe, expect, it } from "vitest";
import { COMMANDS, WORDS } from "../../src/cli/commands.ts";
import { file, folder, matgrad } from "./program.ts";

const RIGHT = file("right.md", "Let $x \\in \\mathbb{R}^n$ and $f = x^\\top x$. Then $\\nabla_x f = 2x$.\n");
const WRONG = file("wrong.md", "Let $x \\in \\mathbb{R}^n$ and $f = x^\\top x$. Then $\\nabla_x f = x$.\n");
const LINES = file("lines.jsonl", `{"expr": "x'*x", "wrt": "x"}\n`);
const FAULTY = file("faulty.jsonl", `{"expr": "x'*x", "wrt": "x"}\n{"expr": "x+", "wrt": "x"}\nno JSON\n`);
const BLOCK = file("block.md", "```matgrad\nf = x'x\n```\n");
const NOWHERE = `${folder}/nowhere/out.md`;

const ROWS: readonly (readonly [0 | 1 | 2, ...string[]])[] = [
  [0, "derive", "x'x"],
  [0, "derive", "-x'x", "--wrt", "x"],
  [1, "derive", "x +"],
  [1, "derive", "x'x", "--wrt", "y"],
  [1, "derive", "X : 2 x 3", "X X"],
  [2, "derive"],
  [2, "derive", "x'x", "-o", NOWHERE],
  [2, "derive", "x'x", "--order"],
  [0, "batch", LINES],
  [1, "batch", FAULTY],
  [2, "batch", NOWHERE],
  [2, "batch", LINES, FAULTY],
  [0, "check", RIGHT],
  [1, "check", RIGHT, WRONG],
  [2, "check", WRONG, NOWHERE],
  [2, "check"],
  [0, "equal", "A + A", "2 A"],
  [1, "equal", "A B", "B A"],
  [1, "equal", "A +", "A"],
  [2, "equal", "A"],
  [0, "code", "x'x", "--target", "js"],
  [1, "code", "x +", "--target", "js"],
  [2, "code", "x'x", "--target", "cobol"],
  [0, "judge", "x'x", "--wrt", "x", "--claim", "2 x"],
  [1, "judge", "x'x", "--wrt", "x", "--claim", "x"],
  [1, "judge", "x +", "--wrt", "x", "--claim", "x"],
  [2, "judge", "x'x", "--wrt", "x"],
  [0, "play", "--folder"],
  [2, "play", "--port", "70000"],
  [2, "mcp", "now"],
  [2, "lsp", "now"],
  [0, "render", RIGHT, "-o", "-"],
  [1, "render", "--check", BLOCK],
  [2, "render"],
  [0, "completion", "bash"],
  [2, "completion", "csh"],
  [0, "help"],
  [0, "help", "derive"],
  [2, "help", "dervie"],
  [0, "--version"],
  [0, "--help"],
  [2, "dervie", "x"],
];

it.each(ROWS.map(([expected, ...args]) => ({ expected, args })))(
  "$expected: $args",
  async ({ expected, args }) => {
    const { status, out, error } = await matgrad(...args);
    expect([status, error]).toEqual([expected, expected === 0 ? "" : error]);
    if (expected === 2) expect(error).toMatch(/^matgrad: /m);
    if (expected === 0) expect(out).not.toBe("");
    expect(out + error).not.toMatch(/internal error|^\s+at /m);
  },
);

/** Of those that have not all three; the servers on standard input leave with 0 in tests of their own. */
const STATUSES: ReadonlyMap<string, readonly number[]> = new Map([
  ["completion", [0, 2]],
  ["help", [0, 2]],
  ["play", [0, 2]],
  ["mcp", [2]],
  ["lsp", [2]],
]);

describe("every command", () => {
  it.each([...COMMANDS.keys(), ...WORDS])("%s has a row for each status that it has", (name) => {
    const statuses = new Set(ROWS.filter(([, own]) => own === name).map(([status]) => status));
    expect([...statuses].sort()).toEqual(STATUSES.get(name) ?? [0, 1, 2]);
  });
});
