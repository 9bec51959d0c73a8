/**
 * Data flows one way: the imports of src/ are read and each goes to a room on the left.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * The rooms of src/ from left to right; rooms in one row do not know each other. A room may import from
 * the rows above it. Derivatives and index notation are two independent paths to one result, and the
 * numeric checks judge both: evaluate/ knows neither, nor how a result is printed.
 */
const ROWS: readonly (readonly string[])[] = [
  ["errors.ts", "nearest.ts", "printable.ts", "version.ts"],
  ["taken.ts", "structures.ts"],
  ["backend", "matrix", "syntax", "expression"],
  ["functions"],
  ["compile"],
  ["shapes"],
  ["derivative", "index"],
  ["simplify"],
  ["print", "evaluate"],
  ["problem"],
  ["derivation"],
  ["code", "note"],
  ["library"],
  ["verbs.ts"],
  ["options"],
  ["blocks", "mcp"],
  ["lsp"],
  ["cli", "mathjs", "plugins", "index.ts"],
  ["page"],
];

/** What a room may not import although it is on the left: a path would not be independent any more. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  compile: ["syntax"],
  evaluate: ["derivative", "index", "print", "shapes", "syntax"],
  index: ["derivative"],
  derivative: ["index", "shapes", "syntax"],
  simplify: ["derivative", "index", "shapes", "syntax"],
  print: ["derivative", "index", "simplify"],
};

/** Target 250 lines. */
const LONGEST_FILE = 300;

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SRC = join(ROOT, "src");

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

/** AssemblyScript is no TypeScript: it has rules of its own. */
const FILES = filesIn(SRC).filter((name) => !/\.generated\.ts$|[\\/]assembly[\\/]/.test(name));
const roomOf = (file: string): string => relative(SRC, file).split(sep)[0] as string;
const rowOf = (room: string): number => ROWS.findIndex((row) => row.includes(room));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly file: string;
}

/** Imports and re-exports of files of src/, types included. */
const IMPORTS: readonly Import[] = FILES.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((m) => m[1] as string);
  return targets.map((target) => ({
    from: roomOf(file),
    to: roomOf(join(dirname(file), target)),
    file: `${relative(ROOT, file)} imports ${target}`,
  }));
});

describe("imports", () => {
  test("are found", () => {
    expect(IMPORTS.length).toBeGreaterThan(200);
  });

  test("every room has its place", () => {
    expect([...new Set(FILES.map(roomOf))].filter((room) => rowOf(room) < 0)).toEqual([]);
  });

  test("go to the left", () => {
    const wrong = IMPORTS.filter(({ from, to }) => from !== to && rowOf(to) >= rowOf(from));
    expect(wrong.map((i) => i.file)).toEqual([]);
  });

  test("leave independent paths independent", () => {
    const wrong = IMPORTS.filter(({ from, to }) => FORBIDDEN[from]?.includes(to));
    expect(wrong.map((i) => i.file)).toEqual([]);
  });

  test("name files with their ending", () => {
    expect(
      IMPORTS.filter(({ file }) => !/\.(ts|js|json|node)(\?\S+)?$/.test(file)).map((i) => i.file),
    ).toEqual([]);
  });
});

test("the page knows the library by its public face alone", () => {
  const inner = IMPORTS.filter(({ from, to }) => from === "page" && to !== "page" && to !== "index.ts");
  expect(inner.map((i) => i.file)).toEqual([]);
});

test("no file is longer than it may be", () => {
  const lengths = FILES.map((file) => [
    relative(SRC, file).split(sep).join("/"),
    readFileSync(file, "utf8").split("\n").length - 1,
  ]) as [string, number][];
  const long = lengths.filter(([, lines]) => lines > LONGEST_FILE);
  expect(long).toEqual([]);
});

test("only the parser's own files know nearley and moo", () => {
  const users = FILES.filter((file) => /from "(nearley|moo)"/.test(readFileSync(file, "utf8")));
  expect(users.map(roomOf).filter((room) => room !== "syntax")).toEqual([]);
});

/** Whose texts a reader has: what a comment cites is in the project, or is a publication. */
const TEXTS = ["src", "test", "docs", "grammar"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.(ts|js|ne|md|c|h)$/.test(name) && !/\.generated\.ts$|node_modules/.test(name));

test("no comment cites what is not in the project", () => {
  const pages = new Set([
    "README",
    ...TEXTS.filter((name) => name.endsWith(".md")).map((name) => basename(name, ".md")),
  ]);
  const cited = TEXTS.flatMap((name) => {
    const comments =
      readFileSync(join(ROOT, name), "utf8").match(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*|^#.*/gm) ?? [];
    return comments.flatMap((comment) =>
      [...comment.matchAll(/§ ?\d[\d.]*|\bissue #?\d+|\b([A-Z]{4,})(?:\.md\b| §)|\/work\/\S*/g)]
        .filter(([, page]) => page === undefined || !pages.has(page))
        .map(([words]) => `${name}: ${words}`),
    );
  });
  expect(cited).toEqual([]);
});
