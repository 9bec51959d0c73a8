/**
 * The library in a browser: bundled as it is for pages, asked in a page and in a Worker, beside Node.
 */
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wasmBackend } from "../../src/backend/wasm/wasm.ts";
import { type Answers, computed, formulas, fuses } from "./page/answers.ts";

const CHROMIUM = "/usr/bin/chromium";
const isInstalled = existsSync(CHROMIUM);
if (!isInstalled) console.warn(`${CHROMIUM} is not installed: nothing is run in a browser`);

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

type Place = "page" | "worker";
const PLACES: readonly Place[] = ["page", "worker"];

/** A page that writes down what it and its Worker answer. */
const HTML = `<!doctype html><title>matgrad</title><link rel="icon" href="data:,">
<script type="module" src="/page.js"></script>`;
const PAGE = `import { answers } from "/matgrad.js";
const worker = new Worker("/worker.js", { type: "module" });
worker.onmessage = ({ data }) => {
  const output = document.createElement("output");
  output.textContent = JSON.stringify({ page: answers(), worker: data });
  document.body.append(output);
};`;
const WORKER = `import { answers } from "/matgrad.js";
postMessage(answers());`;

/** What a page may do where nothing is evaluated from text or loaded from elsewhere; and without WebAssembly. */
const POLICY = "default-src 'none'; img-src data:; worker-src 'self'; script-src 'self'";
const POLICIES: Readonly<Record<string, string>> = {
  "/": `${POLICY} 'wasm-unsafe-eval'`,
  "/strict": POLICY,
};

interface Bundle {
  readonly files: number;
  readonly code: string;
  readonly imports: readonly string[];
  readonly modules: readonly string[];
  readonly warnings: readonly string[];
}

async function bundled(): Promise<Bundle> {
  const warnings: string[] = [];
  const result = await build({
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry: new URL("page/answers.ts", import.meta.url).pathname, formats: ["es"] },
      rollupOptions: { onwarn: ({ message }) => warnings.push(message) },
    },
  });
  const [{ output }] = result as unknown as [Pick<Extract<typeof result, { output: unknown }>, "output">];
  const [chunk] = output;
  return {
    files: output.length,
    code: chunk.code,
    imports: [...chunk.imports, ...chunk.dynamicImports],
    modules: chunk.moduleIds,
    warnings,
  };
}

interface Visit {
  readonly answers: Readonly<Record<Place, Answers>>;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

async function visit(browser: Browser, origin: string, path: string): Promise<Visit> {
  const context = await browser.newContext();
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("console", (message) => complaints.push(message.text()));
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(origin + path);
  const text = await page.locator("output").textContent({ timeout: 20_000 });
  await context.close();
  return { answers: JSON.parse(text as string), requests, complaints };
}

/** The largest difference, relative to the largest entry of its list. */
function distance(found: readonly number[][], wanted: readonly number[][]): number {
  expect(found.map((list) => list.length)).toEqual(wanted.map((list) => list.length));
  const distances = wanted.map((list, i) => {
    const largest = Math.max(...list.map(Math.abs));
    return Math.max(...list.map((x, j) => Math.abs(x - (found[i]?.[j] ?? Number.NaN)))) / largest;
  });
  return Math.max(...distances);
}

describe.skipIf(!isInstalled)("in Chromium", () => {
  let bundle: Bundle;
  let server: Server;
  let browser: Browser;
  let origin: string;
  let usual: Visit;

  beforeAll(async () => {
    bundle = await bundled();
    const scripts: Readonly<Record<string, string>> = {
      "/matgrad.js": bundle.code,
      "/page.js": PAGE,
      "/worker.js": WORKER,
    };
    server = createServer(({ url = "" }, response) => {
      const script = scripts[url];
      response.writeHead(script || POLICIES[url] ? 200 : 404, {
        "content-type": script ? "text/javascript" : "text/html; charset=utf-8",
        "content-security-policy": POLICIES[url] ?? (POLICIES["/"] as string),
      });
      response.end(script ?? HTML);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS });
    usual = await visit(browser, origin, "/");
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test("the library is one module that asks for nothing of Node's", () => {
    const { files, imports, modules, warnings } = bundle;
    expect({ files, imports, warnings }).toEqual({ files: 1, imports: [], warnings: [] });
    expect(modules.filter((name) => /external|polyfill|^node:/.test(name))).toEqual([]);
  });

  test("the page loads nothing from elsewhere and has nothing to complain of", () => {
    expect(usual.complaints).toEqual([]);
    expect([...new Set(usual.requests)].sort()).toEqual(
      ["/", "/matgrad.js", "/page.js", "/worker.js"].map((path) => origin + path),
    );
  });

  describe.each(PLACES)("%s", (place) => {
    test("differentiates, verifies and derives as Node does", () => {
      const found = usual.answers[place].formulas;
      expect(found).toMatchObject({ text: "X'*G", verdict: "verified" });
      expect(found.derivation).toContain("\\boxed{");
      expect(found).toEqual(formulas());
    });

    test("computes values and gradients as Node does", () => {
      const wanted = computed("js");
      const { wasm, js } = usual.answers[place];
      expect(distance(wasm, wanted)).toBeLessThan(1e-12);
      expect(distance(js, wanted)).toBeLessThan(1e-12);
    });

    test("has no native backend, and says so", () => {
      const { best, againstNative } = usual.answers[place];
      expect(best).toBe("wasm");
      expect(againstNative).toMatch(/native backend can't run here: there are wasm and js/);
    });

    test("takes relaxed SIMD if the browser knows it", () => {
      const relaxed = wasmBackend("relaxed");
      // a processor without a fused multiply-add rounds twice there too
      const fusesHere = relaxed !== undefined && fuses(relaxed);
      const { knowsRelaxedSimd, fuses: fusesThere } = usual.answers[place];
      expect(fusesThere).toBe(knowsRelaxedSimd && fusesHere);
    });
  });
});
