import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, esmExternalRequirePlugin, type Plugin } from "vite";
import { licences } from "./src/package/licences.ts";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/** Chunks of earlier builds are taken away. */
const tidy: Plugin = {
  name: "tidy",
  apply: "build",
  generateBundle() {
    for (const folder of ["dist/chunks", "dist/start", "dist/playground/engine"]) {
      rmSync(join(ROOT, folder), { recursive: true, force: true });
    }
  },
};

/** The commands that start from compiled code. */
const compiled: Plugin = {
  name: "compiled",
  apply: "build",
  closeBundle: () => void execFileSync(process.execPath, [join(ROOT, "dist/compile.js")]),
};

/** What the page's worker leads to lies in the page's folder, which stands by itself; the program uses it from there. */
const engine: Plugin = {
  name: "engine",
  apply: "build",
  renderStart() {
    ofPage.clear();
    for (const entry of ENGINE) ofPage.add(join(ROOT, entry));
    for (const id of ofPage) {
      const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {};
      for (const next of [...importedIds, ...dynamicallyImportedIds]) ofPage.add(next);
    }
  },
};
const ENGINE = ["src/page/worker/worker.ts", "src/page/katex.ts"];
const ofPage = new Set<string>();

/** What every task of the engine needs, and what every derivation does, weighs less as one chunk each. */
const GROUPS = [
  {
    name: "expression",
    test: /src\/(?:(?:expression|factor|matrix|functions|syntax|shapes|simplify|derivative|index|print)\/(?!own\/define)|evaluate\/(?:sample\/|values\/(?!algebra)|verdict\/(?:cancellation|gap|differences))|structures|errors|problem\/(?:block|expandTerms|direction|problem)\.ts$)/,
  },
  {
    name: "derivation",
    test: /src\/derivation\/(?:[^/]*(?<!graph)\.ts$|(?:check|differentials|endings|entries|indices|lemmas|plan|prose|locales\/en)\/|locales\/locale|documents\/(?:markdown|closing|width|lineBreaking|layout)\.ts$)/,
  },
];

/** What stands otherwise in the page: in its own build of the modules that lead there. */
const LEADING = ["index.ts", "verbs.ts", "library/print.ts"].concat(
  ["outline.ts", "options.ts", "documents.ts"].map((name) => `derivation/documents/${name}`),
);

/**
 * What shows the page's formulas has KaTeX already: the worker's print() has none. Sentences in other languages than
 * English are loaded when they are asked for.
 */
const ofThePage: Plugin = {
  name: "of-the-page",
  apply: "build",
  enforce: "pre",
  async resolveId(id, importer) {
    const source = (name: string): string => join(ROOT, "src", name);
    if (importer?.startsWith(source("page/")) && id.endsWith("../index.ts"))
      return `${source("index.ts")}?page`;
    if (!importer?.endsWith("?page")) return undefined;
    if (id === "katex") return "\0no-katex";
    const found = await this.resolve(id, importer.slice(0, -"?page".length), { skipSelf: true });
    if (found?.id === source("derivation/locales/index.ts")) return source("derivation/locales/lazy.ts");
    return LEADING.some((name) => found?.id === source(name)) ? `${found?.id}?page` : found;
  },
  load: (id) => (id === "\0no-katex" ? "export default { renderToString: (latex) => latex };" : undefined),
};

/** The command line, the library and the plugins: what they share stands once, and starts at once. */
export default defineConfig({
  plugins: [
    esmExternalRequirePlugin({ external: builtinModules.flatMap((name) => [name, `node:${name}`]) }),
    ofThePage,
    engine,
    tidy,
    licences,
    compiled,
  ],
  build: {
    ssr: true,
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    minify: true,
    rollupOptions: {
      // no part of the page asks for a module of Node
      platform: "neutral",
      input: {
        matgrad: "src/cli/main.ts",
        compile: "src/cli/start/compile.ts",
        index: "src/index.ts",
        remark: "src/plugins/remark.ts",
        "remark-lint": "src/plugins/remarkLint.ts",
        "markdown-it": "src/plugins/markdownIt.ts",
        mathjs: "src/mathjs/index.ts",
        "playground/engine/worker": "src/page/worker/worker.ts",
        "playground/engine/katex": "src/page/katex.ts",
      },
      output: {
        entryFileNames: "[name].js",
        codeSplitting: { groups: GROUPS },
        chunkFileNames: ({ moduleIds }) =>
          `${moduleIds.every((id) => ofPage.has(id) || id.includes("rolldown/runtime")) ? "playground/engine" : "chunks"}/[name].js`,
      },
    },
  },
  ssr: { noExternal: true },
  test: {
    testTimeout: 60_000,
    globalSetup: ["test/generated.ts"],
    setupFiles: ["test/setup.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts"],
          exclude: ["test/page/**"],
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      // a browser works beside its test, and what is typed there waits for it
      {
        extends: true,
        test: {
          name: "page",
          include: ["test/page/**/*.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
} as Parameters<typeof defineConfig>[0]);
