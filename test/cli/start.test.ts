/** Commands from what V8 compiled before, and from their modules: the answers are the same. Needs the build. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compiledFor } from "../../src/cli/start/compiled.ts";
import { PROGRAM } from "./program.ts";

const DIST = dirname(PROGRAM);
const plain = mkdtempSync(join(tmpdir(), "matgrad-modules-"));
cpSync(DIST, join(plain, "dist"), {
  recursive: true,
  filter: (name) => !name.startsWith(join(DIST, "start")),
});
writeFileSync(join(plain, "package.json"), '{ "type": "module" }');
afterAll(() => rmSync(plain, { recursive: true }));

const NOTE = "Let $f(x) = x^\\top A x$. Then $\\nabla f = 2 A x$, where $A$ is $n \\times n$.\n";

describe.each([
  [["derive", "L = ‖X w - y‖²", "--wrt", "w", "--format", "html"], ""],
  [["batch", "-"], '{"id": "ü", "expr": "softmax(W*x)\'*y", "wrt": "W"}\n{"expr": "X +", "wrt": "X"}\n'],
  [["check", "--json", "-"], NOTE],
  [["equal", "(A B)'", "B' A'"], ""],
  [["judge", "x'A x", "--wrt", "x", "--claim", "2 A x"], ""],
  [["code", "L = sum(log(x))", "--wrt", "x", "--target", "julia"], ""],
] as const)("matgrad %j", ([command, ...words], input) => {
  const answer = (program: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, command, ...words], {
      encoding: "utf8",
      input,
    });
    return { status, stderr, stdout: stdout.replace(/"ms": ?[\d.]+/g, '"ms":0') };
  };

  it("starts from compiled code", () => expect(compiledFor(command, DIST)).toBeTypeOf("function"));

  it("says the same from its modules", () => {
    const compiled = answer(PROGRAM);
    expect(compiled).toEqual(answer(join(plain, "dist/matgrad.js")));
    expect(compiled.stdout).not.toBe("");
  });
});

it("starts from its modules where there is nothing else", () => {
  expect(compiledFor("derive", join(plain, "dist"))).toBeUndefined();
  expect(compiledFor("lsp", DIST)).toBeUndefined();
});
