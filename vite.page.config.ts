import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, defaultClientConditions, defineConfig, type Plugin } from "vite";
import { licences } from "./src/package/licences.ts";

const ROOT = fileURLToPath(new URL("src/page", import.meta.url));
const OUT = fileURLToPath(new URL("dist/playground", import.meta.url));

/** Of KaTeX's fonts the form that every browser of today reads, and the faces that matgrad's formulas use. */
const leanFonts: Plugin = {
  name: "lean-fonts",
  enforce: "pre",
  transform(code, id) {
    if (!/katex\.min\.css/.test(id)) return undefined;
    const woff2 = code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "");
    return woff2.replace(
      /@font-face\{[^}]*KaTeX_(?:Caligraphic|Fraktur|Script|Typewriter|SansSerif-Bold|SansSerif-Italic|Main-BoldItalic)[^}]*\}/g,
      "",
    );
  },
};

/** The files as the service worker keeps them: a revision where the name doesn't tell the content. */
const kept = () =>
  readdirSync(OUT, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(OUT, name)).isFile())
    .map((name) => ({
      url: name.replaceAll("\\", "/"),
      revision: name.startsWith("assets")
        ? null
        : createHash("sha256")
            .update(readFileSync(join(OUT, name)))
            .digest("hex")
            .slice(0, 16),
    }));

/** The service worker, when all that it keeps is there. */
const offline: Plugin = {
  name: "offline",
  apply: "build",
  closeBundle: async () => {
    await build({
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      define: { FILES: JSON.stringify(kept()), "process.env.NODE_ENV": '"production"' },
      build: {
        outDir: OUT,
        emptyOutDir: false,
        minify: true,
        lib: {
          entry: join(ROOT, "offline/serviceWorker.ts"),
          formats: ["iife"],
          name: "offline",
          fileName: () => "sw.js",
        },
      },
    });
  },
};

/** The engine and KaTeX are built with the program (vite.config.ts), which shares them. */
const engine: Plugin = {
  name: "engine",
  apply: "build",
  enforce: "pre",
  buildStart() {
    for (const name of existsSync(OUT) ? readdirSync(OUT) : []) {
      if (name !== "engine") rmSync(join(OUT, name), { recursive: true });
    }
  },
  resolveId(id) {
    if (id === "katex") return { id: join(OUT, "engine/katex.js"), external: "absolute" };
    return id.endsWith("?worker&url") ? "\0worker-url" : undefined;
  },
  load: (id) =>
    id === "\0worker-url"
      ? 'export default new URL(/* @vite-ignore */ "WORKER", import.meta.url).href;'
      : undefined,
  renderChunk(code, { fileName }) {
    const place = fileName.includes("/") ? "../engine" : "./engine";
    const absolute = join(OUT, "engine/katex.js");
    return code
      .replaceAll(absolute, `${place}/katex.js`)
      .replace(/(?:\/\*.*?\*\/\s*)?(["'`])WORKER\1/, `"${place}/worker.js"`);
  },
};

/** The example of the element, as somebody would write it. */
const example: Plugin = {
  name: "example",
  apply: "build",
  generateBundle() {
    const source = readFileSync(join(ROOT, "embedding.html"), "utf8");
    this.emitFile({ type: "asset", fileName: "embedding.html", source });
  },
};

/** The page: a folder of static files, put together from src/page; and the element for other people's pages. */
export default defineConfig({
  root: ROOT,
  base: "./",
  publicDir: false,
  // a package that would use the document has another form for workers
  resolve: { conditions: ["worker", ...defaultClientConditions] },
  plugins: [engine, leanFonts, example, licences, offline],
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      checks: { pluginTimings: false },
      input: { index: join(ROOT, "index.html"), "matgrad-derivation": join(ROOT, "element/element.ts") },
      preserveEntrySignatures: false,
      output: {
        entryFileNames: ({ name }) => (name === "index" ? "assets/[name]-[hash].js" : "[name].js"),
      },
    },
  },
});
