/**
 * The page's figures: the first result after a cold load, a keystroke when it is warm, what is loaded. Written to
 * docs/playground.json.
 *
 *     npm run bench:page
 */
import { readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { pageFolder, serve } from "../../src/cli/commands/server.ts";
import { weightOf, withImports } from "../page/weight.ts";

const LOADS = 7;
const STROKES = 40;
const FILE = join(dirname(fileURLToPath(import.meta.url)), "../../docs/playground.json");

/** Notes when results are shown, and when a key went down before. */
const WATCH = `
  addEventListener("keydown", () => { window.struck = performance.now(); window.shown = undefined; }, true);
  new MutationObserver(() => {
    if (document.querySelector(".results .katex")) { window.first ??= performance.now(); window.shown ??= performance.now(); }
  }).observe(document, { childList: true, subtree: true });
`;

/** What WATCH notes on the page. */
interface Noted {
  first?: number;
  struck?: number;
  shown?: number;
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(WATCH);
  await page.goto(address);
  await page.waitForFunction(() => (globalThis as Noted).first !== undefined);
  return page;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function coldLoads(browser: Browser, address: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    const page = await opened(browser, address);
    times.push((await page.evaluate(() => (globalThis as Noted).first)) as number);
    await page.context().close();
  }
  return times;
}

/** A letter typed behind `Y = X W + b`, and taken away, in turn: b, bb, b, … */
async function strokes(browser: Browser, address: string): Promise<number[]> {
  const page = await opened(browser, address);
  await page.getByRole("textbox").first().click();
  await page.keyboard.press("Control+End");
  const times: number[] = [];
  for (let i = 0; i < STROKES; i++) {
    await page.evaluate(() => Object.assign(globalThis, { shown: undefined, struck: undefined }));
    await page.keyboard.press(i % 2 === 0 ? "b" : "Backspace");
    await page.waitForFunction(() => {
      const { shown = 0, struck = Number.POSITIVE_INFINITY } = globalThis as Noted;
      return shown > struck;
    });
    times.push(
      await page.evaluate(() => {
        const { shown = 0, struck = 0 } = globalThis as Noted;
        return shown - struck;
      }),
    );
  }
  await page.context().close();
  // the first ones warm the engine
  return times.slice(STROKES / 4);
}

const folder = pageFolder();
const { server, address } = await serve(folder, 0);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const loads = await coldLoads(browser, address);
const keys = await strokes(browser, address);
await browser.close();
server.closeAllConnections();
server.close();

const assets = readdirSync(join(folder, "assets"));
const named = (pattern: RegExp): string[] =>
  assets.filter((name) => pattern.test(name)).map((name) => join("assets", name));
const kB = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
const ms = (time: number): string => `${Math.round(time)} ms`;
const rows = [
  ["first result after a cold load, median", ms(median(loads))],
  ["the slowest of seven", ms(Math.max(...loads))],
  ["a keystroke in `Y = X W + b` to the new result, warm, median", ms(median(keys))],
  ["the slowest of thirty", ms(Math.max(...keys))],
  ["engine, gzip", kB(weightOf(folder, withImports(folder, "engine/worker.js")))],
  [
    "editor and page, gzip",
    kB(weightOf(folder, named(/^(app|index|engine|fragment|dom|trusted|locales|preload).*\.js$/))),
  ],
  [
    "KaTeX, gzip",
    kB(weightOf(folder, [...named(/^math.*\.js$/), ...withImports(folder, "engine/katex.js")])),
  ],
];
const date = new Date().toISOString().slice(0, 10);
const [cpu] = cpus();
const machine = `${cpus().length} cores, ${cpu?.model.trim() || "a virtual machine"}, Chromium`;
writeFileSync(FILE, `${JSON.stringify({ date, machine, rows }, undefined, 2)}\n`);
console.log(rows.map(([what, value]) => `${value}\t${what}`).join("\n"));
