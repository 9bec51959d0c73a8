/**
 * The library in a browser: bundled as it is for pages, asked in a page and in a Worker, beside Node.
 */
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build, type Rolldown } from "vite";
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

/** Nothing is evaluated from text or loaded from elsewhere; WebAssembly needs a permission of its own. */
const WITHOUT_WASM = "default-src 'none'; img-src data:; worker-src 'self'; script-src 'self'";
const POLICY = `${WITHOUT_WASM} 'wasm-unsafe-eval'`;

/** Pages write down what they are asked. */
const html = (script: string): string => `<!doctype html><title>matgrad</title><link rel="icon" href="data:,">
<output></output><script type="module" src="${script}"></script>`;

const SCRIPTS: Readonly<Record<string, string>> = {
  "/page.js": `import { answers } from "/matgrad.js";
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => {
      document.querySelector("output").textContent = JSON.stringify({ page: answers(), worker: data });
    };`,
  "/worker.js": `import { answers } from "/matgrad.js";
    postMessage(answers());`,
  "/strict.js": `import { best, computed } from "/matgrad.js";
    document.querySelector("output").textContent = JSON.stringify({ best: best(), computed: computed() });`,
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
  const [result] = (await build({
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry: fileURLToPath(new URL("page/answers.ts", import.meta.url)), formats: ["es"] },
      rollupOptions: { onwarn: ({ message }) => warnings.push(message) },
    },
  })) as [Rolldown.RolldownOutput];
  const [chunk] = result.output;
  return {
    files: result.output.length,
    code: chunk.code,
    imports: [...chunk.imports, ...chunk.dynamicImports],
    modules: chunk.moduleIds,
    warnings,
  };
}

interface Visit<Written> {
  readonly answers: Written;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

async function visit<Written>(browser: Browser, address: string): Promise<Visit<Written>> {
  const context = await browser.newContext();
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("console", (message) => complaints.push(message.text()));
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(address);
  const text = await page
    .locator("output:not(:empty)")
    .textContent({ timeout: 20_000 })
    .catch(() =>
      expect.fail(`${address} answers nothing: ${complaints.join("\n") || "without a complaint"}`),
    );
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
  let usual: Visit<Readonly<Record<Place, Answers>>>;

  beforeAll(async () => {
    bundle = await bundled();
    const scripts = { ...SCRIPTS, "/matgrad.js": bundle.code };
    const pages = { "/": html("/page.js"), "/strict": html("/strict.js") };
    const files: Readonly<Record<string, string>> = { ...scripts, ...pages };
    server = createServer(({ url = "" }, response) => {
      response.writeHead(url in files ? 200 : 404, {
        "content-type": url in scripts ? "text/javascript" : "text/html; charset=utf-8",
        "content-security-policy": url === "/strict" ? WITHOUT_WASM : POLICY,
      });
      response.end(files[url]);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS });
    usual = await visit(browser, `${origin}/`);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test("the library is one module that asks for nothing of Node's", () => {
    const { files, imports, modules, warnings } = bundle;
    expect({ files, imports, warnings }).toEqual({ files: 1, imports: [], warnings: [] });
    // a stand-in for one of Node's modules would be no file, and the runtime of CommonJS is the bundler's own
    expect(modules.filter((name) => !existsSync(name))).toEqual(["\0rolldown/runtime.js"]);
    const packages = modules.flatMap((name) => name.match(/(?<=node_modules\/)[^/]+/) ?? []);
    expect(packages.sort()).toEqual(["decimal.js", "katex", "moo", "nearley"]);
  });

  test("the page loads nothing from elsewhere and has nothing to complain of", () => {
    expect(usual.complaints).toEqual([]);
    expect([...new Set(usual.requests)].sort()).toEqual(
      ["/", "/matgrad.js", "/page.js", "/worker.js"].map((path) => origin + path),
    );
  });

  test("a page whose policy forbids WebAssembly is served in JavaScript", async () => {
    const { answers } = await visit<{ best: string; computed: number[][] }>(browser, `${origin}/strict`);
    expect(answers.best).toBe("js");
    expect(distance(answers.computed, computed("js"))).toBeLessThan(1e-12);
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
      expect(againstNative).toMatch(/native backend can't run here \(.+\): there are wasm and js/);
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
