/**
 * Data flows one way: the imports of src/ are read and each goes to a room on the left.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { STRUCTURE_NAMES } from "../src/structures.ts";
import {
  ASSEMBLY,
  circles,
  exportsOf,
  FILES,
  IMPORTS,
  IMPORTS_OF_TESTS,
  type Import,
  pathOf,
  ROOT,
} from "./source.ts";

/**
 * The rooms of src/ from left to right; rooms in one row do not know each other. A room may import from
 * the rows above it. Derivatives and index notation are two independent paths to one result, and the
 * numeric checks judge both: evaluate/ knows neither, nor how a result is printed.
 */
const ROWS: readonly (readonly string[])[] = [
  ["errors.ts", "nearest.ts", "package", "printable.ts", "version.ts"],
  ["taken.ts", "structures.ts"],
  ["backend", "syntax", "expression"],
  ["factor"],
  ["matrix"],
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

const roomOf = (file: string): string => pathOf(file).split("/")[0] as string;
const rowOf = (room: string): number => ROWS.findIndex((row) => row.includes(room));
const isOwn = ({ from }: Import): boolean => !from.endsWith(".generated.ts");
const shown = ({ from, target }: Import): string => `${pathOf(from)} imports ${target}`;

/** Those of files that somebody wrote, by room. */
const BY_ROOM = IMPORTS.filter(isOwn).map((found) => ({
  ...{ from: roomOf(found.from), to: roomOf(found.to), file: shown(found) },
}));

describe("imports", () => {
  test("are found", () => {
    expect(BY_ROOM.length).toBeGreaterThan(200);
  });

  test("every room has its place", () => {
    expect([...new Set(FILES.map(roomOf))].filter((room) => rowOf(room) < 0)).toEqual([]);
  });

  test("go to the left", () => {
    const wrong = BY_ROOM.filter(({ from, to }) => from !== to && rowOf(to) >= rowOf(from));
    expect(wrong.map((i) => i.file)).toEqual([]);
  });

  test("leave independent paths independent", () => {
    const wrong = BY_ROOM.filter(({ from, to }) => FORBIDDEN[from]?.includes(to));
    expect(wrong.map((i) => i.file)).toEqual([]);
  });

  test("name files with their ending", () => {
    const unnamed = IMPORTS.filter(({ target }) => !/\.(ts|js|json|node|css|html)$/.test(target));
    expect(unnamed.map(shown)).toEqual([]);
  });
});

/** Files that need each other when the program runs, and why. */
const CIRCLES: Readonly<Record<string, string>> = {
  "expression/build.ts": "each constructor normalises by the others",
  "shapes/draft/draft.ts": "the meaning of a part is that of its parts",
  "syntax/latex/walk/walk.ts": "what stands in brackets, scripts and cells is read like the rest",
};

describe("circles", () => {
  test("are those that must be", () => {
    const edges = IMPORTS.filter(({ isLoaded }) => isLoaded).map(
      ({ from, to }) => [pathOf(from), pathOf(to)] as const,
    );
    const all = circles(edges);
    const others = all.filter((circle) => !circle.some((file) => file in CIRCLES));
    expect(others).toEqual([]);
    expect(Object.keys(CIRCLES).filter((file) => !all.some((circle) => circle.includes(file)))).toEqual([]);
  });

  test("are none between the rooms of a room", () => {
    const folder = (file: string): string => dirname(pathOf(file));
    const inside = IMPORTS.filter(({ from, to }) => {
      const [one, other] = [folder(from), folder(to)];
      return one !== other && dirname(one) === dirname(other) && dirname(one) !== ".";
    });
    expect(circles(inside.map(({ from, to }) => [folder(from), folder(to)] as const))).toEqual([]);
  });
});

/** What the package's entries offer is for others. */
const ENTRIES = [
  "index.ts",
  "mathjs/index.ts",
  "plugins/remark.ts",
  "plugins/remarkLint.ts",
  "plugins/markdownIt.ts",
];

test("what is exported is imported", () => {
  const asked = new Map<string, Set<string> | "all">();
  for (const { to, names } of [...IMPORTS, ...IMPORTS_OF_TESTS]) {
    const before = asked.get(to);
    asked.set(to, before === "all" || !names ? "all" : new Set([...(before ?? []), ...names]));
  }
  const dead = FILES.filter((file) => !ENTRIES.includes(pathOf(file))).flatMap((file) => {
    const by = asked.get(file);
    return by === "all"
      ? []
      : exportsOf(file)
          .filter((name) => !by?.has(name))
          .map((name) => `${pathOf(file)}: ${name}`);
  });
  expect(dead).toEqual([]);
});

test("the page knows the library by its public face alone", () => {
  const inner = BY_ROOM.filter(({ from, to }) => from === "page" && to !== "page" && to !== "index.ts");
  expect(inner.map((i) => i.file)).toEqual([]);
});

test("the places of an addition are as many as the page says", () => {
  const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const rows = [...page.matchAll(/^\| .*\| (\d+) \| `([^`]+)` \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  for (const [, count, word] of rows) {
    const named = new RegExp(`"${word}"|^  ${word}: |[nN]otation\\.${word}\\b`, "m");
    const places = FILES.filter((file) => named.test(readFileSync(file, "utf8"))).map(pathOf);
    expect([word, places.length, places]).toEqual([word, Number(count), places]);
  }
});

test("a target is told of in its object and the templates of entries", () => {
  const told = FILES.filter((file) => /"julia"|\bjulia: /.test(readFileSync(file, "utf8"))).map(pathOf);
  const others = told.filter((file) => !file.startsWith("functions/"));
  expect(others).toEqual(["code/languages/julia.ts"]);
});

test("what a structure is like is asked of its table", () => {
  // that a derivative is the diagonal of another says nothing of a matrix
  const names = STRUCTURE_NAMES.filter((name) => name !== "diagonal").join("|");
  const told = new RegExp(`\\bstructure\\b\\)? [!=]== "(?:${names})"`);
  const others = FILES.filter((file) => told.test(readFileSync(file, "utf8"))).map(pathOf);
  expect(others.filter((file) => file !== "structures.ts")).toEqual([]);
});

test("the walks of the page go through files that are there", () => {
  const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const named = [...page.matchAll(/`([\w/]+\/[\w]+\.ts)`/g)].map(([, file]) =>
    (file as string).replace(/^src\//, ""),
  );
  const there = new Set(FILES.map(pathOf));
  expect(named.filter((file) => !there.has(file) && !file.startsWith("test/"))).toEqual([]);
});

test("a folder holds at most 15 files beside its rooms", () => {
  const sizes = new Map<string, number>();
  const all = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of all.filter((entry) => entry.isFile())) {
    const folder = relative(join(ROOT, "src"), parentPath);
    if (!name.includes(".generated.")) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  }
  const full = [...sizes].filter(([, count]) => count > 15);
  expect(full).toEqual([]);
});

test("no file is longer than it may be", () => {
  const lengths = [...FILES, ...ASSEMBLY].map((file) => [
    pathOf(file),
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
