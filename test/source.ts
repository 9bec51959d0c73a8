/** The files of src/ and what they import and export, as text. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const SRC = join(ROOT, "src");

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

/** AssemblyScript is no TypeScript: it has rules of its own. */
const isAssembly = (name: string): boolean => /[\\/]assembly[\\/]/.test(name);
export const ASSEMBLY = filesIn(SRC).filter(isAssembly);
const ALL = filesIn(SRC).filter((name) => !isAssembly(name));
export const FILES = ALL.filter((name) => !name.endsWith(".generated.ts"));

/** Under src/, with slashes. */
export const pathOf = (file: string): string => relative(SRC, file).split(sep).join("/");

export interface Import {
  readonly from: string;
  readonly to: string;
  /** As it is written. */
  readonly target: string;
  /** Is it there when the program is loaded? Types are not, nor is what is asked for later. */
  readonly isLoaded: boolean;
  /** What is asked for by name; everything where nothing is named. */
  readonly names: readonly string[] | undefined;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([\w$*{}\s,]+?)\s*from\s*)?"(\.[^"?]+)|\bimport\(\s*(?:\/\*.*?\*\/\s*)?"(\.[^"]+)"/g;

function importsOf(file: string): Import[] {
  return [...readFileSync(file, "utf8").matchAll(STATEMENT)].map(([, type, what = "", from, later]) => {
    const target = (from ?? later) as string;
    const braces = /\{([^}]*)\}/.exec(what)?.[1];
    const parts = (braces ?? "").split(",").map((part) => part.trim());
    const named = parts.filter((part) => part !== "");
    const isNamed = braces !== undefined && !what.includes("*");
    return {
      ...{ from: file, to: join(dirname(file), target), target },
      isLoaded:
        type === undefined &&
        later === undefined &&
        !(isNamed && named.every((name) => name.startsWith("type "))),
      names: isNamed ? named.map((name) => name.replace(/^type /, "").split(" as ")[0] as string) : undefined,
    };
  });
}

/** Imports and re-exports of files of src/. */
export const IMPORTS: readonly Import[] = ALL.flatMap(importsOf);
export const TEST_FILES = filesIn(join(ROOT, "test"));

/** Of the tests, of what makes the docs, and of the builds. */
export const IMPORTS_OF_TESTS: readonly Import[] = [
  ...TEST_FILES,
  ...filesIn(join(ROOT, "docs")),
  ...["vite.config.ts", "vite.page.config.ts"].map((name) => join(ROOT, name)),
].flatMap(importsOf);

const DECLARATION =
  /^export (?:declare |async |abstract )*(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gm;

/** What a file declares for others. */
export const exportsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(DECLARATION)].map(([, name]) => name as string);

/** The circles of a graph: the sets of nodes that lead to one another (Tarjan 1972). */
export function circles(edges: Iterable<readonly [from: string, to: string]>): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const [order, low] = [new Map<string, number>(), new Map<string, number>()];
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    order.set(node, order.size);
    low.set(node, order.get(node) as number);
    open.push(node);
    for (const other of next.get(node) ?? []) {
      const reached = order.has(other) ? open.includes(other) && (order.get(other) as number) : visit(other);
      if (reached !== false) low.set(node, Math.min(low.get(node) as number, reached));
    }
    if (low.get(node) === order.get(node)) {
      const circle = open.splice(open.indexOf(node));
      if (circle.length > 1) found.push(circle.sort());
    }
    return low.get(node) as number;
  };
  for (const node of next.keys()) if (!order.has(node)) visit(node);
  return found.sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
}
