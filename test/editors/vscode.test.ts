/**
 * The extension for VS Code: packed as somebody would, its grammar run by VS Code's own engine, its client started
 * against the server in a stand-in for the editor's module. VS Code itself is not run.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { STRUCTURES } from "../../src/structures.ts";
import { type Editor, editor } from "./editor.ts";

const ROOT = fileURLToPath(new URL("../../editors/vscode", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "matgrad-vscode-"));
const VSIX = join(folder, "matgrad.vsix");

beforeAll(async () => {
  cpSync(ROOT, join(folder, "extension"), { recursive: true, filter: (name) => !name.endsWith("/dist") });
  await build({
    ...{ configFile: join(ROOT, "vite.config.ts"), logLevel: "error" },
    build: { outDir: join(folder, "extension/dist") },
  });
  await createVSIX({ cwd: join(folder, "extension"), packagePath: VSIX, dependencies: false });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("is packed with all that its manifest names, and no sources", () => {
  const listing = execFileSync("python3", ["-m", "zipfile", "-l", VSIX], { encoding: "utf8" });
  const names = listing
    .split("\n")
    .slice(1)
    .map((line) => line.split(/\s{2,}/)[0] ?? "")
    .filter((name) => name.startsWith("extension/"));
  expect(names.map((name) => name.replace("extension/", "").toLowerCase()).sort()).toEqual([
    "dist/extension.cjs",
    "language.json",
    "license.txt",
    "package.json",
    "readme.md",
    "syntaxes/block.json",
    "syntaxes/matgrad.json",
  ]);
  const { main, contributes } = JSON.parse(readFileSync(join(folder, "extension/package.json"), "utf8"));
  const named = [
    main,
    ...[...contributes.grammars, ...contributes.languages].map((c) => c.path ?? c.configuration),
  ];
  expect(named.filter((path) => !existsSync(join(folder, "extension", path)))).toEqual([]);
});

describe("the grammar", () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  const read = (name: string) => {
    const path = join(ROOT, "syntaxes", name);
    return textmate.parseRawGrammar(readFileSync(path, "utf8"), path);
  };
  const grammar = async () => {
    await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (scope) => (scope === "source.matgrad" ? read("matgrad.json") : null),
    });
    return (await registry.loadGrammar("source.matgrad"))!;
  };

  it("colours declarations and formulas", async () => {
    const known = await grammar();
    const kinds = (line: string) =>
      known
        .tokenizeLine(line, textmate.INITIAL)
        .tokens.map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex), scopes.at(-1)])
        .filter(([, scope]) => scope !== "source.matgrad");
    expect(kinds("X : matrix m n  # data")).toEqual([
      ["X", "variable.other.matgrad"],
      [":", "keyword.operator.declaration.matgrad"],
      ["matrix", "storage.type.matgrad"],
      ["m", "entity.name.type.size.matgrad"],
      ["n", "entity.name.type.size.matgrad"],
      ["# data", "comment.line.number-sign.matgrad"],
    ]);
    expect(kinds("L = 2 tr(X' X)").map(([text, scope]) => `${text} ${scope?.split(".")[0]}`)).toEqual([
      ...["L variable", "= keyword", "2 constant", "tr entity", "X variable", "' keyword", "X variable"],
    ]);
    expect(kinds("--wrt X")[0]?.[1]).toBe("keyword.other.option.matgrad");
  });

  it("knows every word of declarations", () => {
    const { repository } = JSON.parse(readFileSync(join(ROOT, "syntaxes/matgrad.json"), "utf8"));
    const words: string = repository.declaration.patterns[0].match;
    expect(
      ["scalar", "vector", "matrix", "function", ...Object.keys(STRUCTURES)].filter(
        (word) => !words.includes(word),
      ),
    ).toEqual([]);
  });
});

describe("the client, in a stand-in for VS Code", () => {
  let vscode: Editor;
  afterAll(() => vscode.close());

  it("starts the server, and shows what it says of a note", async () => {
    vscode = editor(join(folder, "extension/dist/extension.cjs"));
    await vscode.activate();
    const said = await vscode.open(
      "markdown",
      "Let $x \\in \\mathbb{R}^n$. Then $\\nabla_x \\|x\\|^2 = x$.\n",
    );
    expect(said).toEqual([expect.stringContaining("right: 2x")]);
  }, 60_000);
});
