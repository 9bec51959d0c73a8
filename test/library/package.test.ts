/** The package as somebody installs it: packed, unpacked, compiled against in strict TypeScript, run. Needs the build. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../src/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "matgrad-package-"));
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

const PROGRAM = `import {
  answerProblem, ArgumentError, compile, derive, differentiate, equal, judge, parse, print, proofread, toCode,
  type DeriveOptions, type InputValues, type NoteReport, type ProblemAnswer,
} from "matgrad";

const problem = parse("X : 2 x 2\\nw : 2\\nL = ‖X w‖^2");
const found = differentiate(problem, { wrt: "w" });
const latex: string = found.ok ? found.latex : found.error.message;
const answer: ProblemAnswer = answerProblem({ expr: "x'*x", wrt: "x", claim: "2*x" });
let verdict: "right" | "wrong" | "ill-formed" | "unclear" | undefined;
if (answer.ok && answer.verdict !== undefined) verdict = answer.verdict;
const options: DeriveOptions = { wrt: ["w"], style: "matrix" };
const values: InputValues = { X: [[1, 2], [3, 4]], w: [1, 1] };
const { value, derivatives } = compile(problem, { wrt: ["w"], sizes: {}, backend: "js" }).run(values);
const report: NoteReport = proofread("$x^\\\\top A + $");
let refused = "";
try {
  // @ts-expect-error a style that is none
  derive(problem, { style: "own" });
} catch (error) {
  if (error instanceof ArgumentError) refused = error.message;
}
// @ts-expect-error a refusal has no LaTeX
const wrong = (a: ProblemAnswer): string => (a.ok ? "" : a.latex);
console.log(JSON.stringify({
  latex, verdict, refused, wrong: typeof wrong,
  value: value.data[0], gradient: [...(derivatives[0]?.value.data ?? [])],
  printed: print(derive(problem, options), { format: "unicode" }).includes("∂L/∂w"),
  code: toCode(problem, { target: "js", wrt: ["w"] }).includes("export"),
  equal: equal("A + A", "2 A").verdict, judged: judge("x'x", { wrt: "x", claim: "x" }).verdict,
  errors: report.summary.errors,
}));
`;

const SETTINGS = {
  compilerOptions: {
    ...{ target: "ES2022", lib: ["ES2023"], module: "NodeNext", types: ["node"] },
    ...{
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
    },
    outDir: "out",
  },
  files: ["program.ts"],
};

const link = (name: string): void => {
  const path = join(project, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules", name), path);
};

const TARBALL = join(project, `matgrad-${version}.tgz`);
const npm = (...args: string[]) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: project,
    stdio: "pipe",
  });

beforeAll(() => {
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], { cwd: ROOT });
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  npm("install", "--ignore-scripts", "--prefer-offline", TARBALL);
  for (const name of ["@types/node", "undici-types"]) link(name);
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(SETTINGS));
  writeFileSync(join(project, "program.ts"), PROGRAM);
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

it("compiles in strict TypeScript, and runs", () => {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
  expect(stdout).toBe("");
  const ran = spawnSync(process.execPath, [join(project, "out/program.js")], { encoding: "utf8" });
  expect(ran.stderr).toBe("");
  expect(JSON.parse(ran.stdout)).toEqual({
    latex: "2 X^{\\top} X w",
    verdict: "right",
    refused: expect.stringContaining("the option style of derive is matrix, elementwise"),
    wrong: "function",
    value: 58,
    gradient: [48, 68],
    printed: true,
    code: true,
    equal: "equal",
    judged: "wrong",
    errors: expect.any(Number),
  });
}, 120_000);

const program = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { encoding: "utf8", cwd: project });

it("has errors under their own names, though what is shipped has short ones", () => {
  const text = `import * as matgrad from "matgrad";
    const names = [];
    for (const wrong of [() => matgrad.parse(3), () => matgrad.parse("(")])
      try { wrong(); } catch (error) { names.push(error.name); }
    console.log(names.join());`;
  expect(program(process.execPath, ["--input-type=module", "-e", text]).stdout).toBe(
    "ArgumentError,ParseError\n",
  );
});

it("has its program, which npx finds and which knows the version", () => {
  const ran = program("npx", ["--no-install", "matgrad", "--version"]);
  expect([ran.status, ran.stdout.trim()]).toEqual([0, `matgrad ${version}`]);
});

it("is installed for everybody by npm i -g, and works", () => {
  npm(
    "install",
    "--global",
    "--prefix",
    join(project, "everybody"),
    "--prefer-offline",
    "--ignore-scripts",
    TARBALL,
  );
  const ran = program(join(project, "everybody/bin/matgrad"), ["equal", "(A B)'", "B' A'"]);
  expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining("equal")]);
}, 240_000);

describe("what is packed", () => {
  const files = () => execFileSync("tar", ["-tzf", TARBALL], { encoding: "utf8" }).trim().split("\n");

  it("is less than 1.25 MB", () => {
    expect(statSync(TARBALL).size).toBeLessThan(1_250_000);
  });

  it("has no tests, no generators, no source maps, and the engine once", () => {
    expect(files().filter((name) => /\/test\/|generate|\.map$|(?<!\.d)\.ts$|\/grammar\//.test(name))).toEqual(
      ["package/dist/playground/engine/generate.js", "package/dist/types/code/generate.d.ts"],
    );
    const text = (name: string) =>
      execFileSync("tar", ["-xzOf", TARBALL, name], { encoding: "utf8", maxBuffer: 1e8 });
    const scripts = files().filter((name) => name.endsWith(".js"));
    expect(scripts.filter((name) => text(name).includes(" for the inner product, ")).length).toBe(1);
  });

  it("is in order for publint", async () => {
    const { messages } = await publint({ pkgDir: join(project, "node_modules/matgrad"), strict: true });
    expect(messages).toEqual([]);
  });

  it("has types that every entry resolves to", () => {
    const attw = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const ran = program(process.execPath, [attw, TARBALL, "--profile", "esm-only"]);
    expect([ran.status, ran.stderr]).toEqual([0, ""]);
  }, 120_000);
});

it("says the version of the package", () => {
  expect(VERSION).toBe(version);
});
