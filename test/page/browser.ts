/** The page as `matgrad play` serves it, in headless Chromium. Needs the build. */
import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { pageFolder, type Served, serve } from "../../src/cli/commands/server.ts";

const CHROMIUM = "/usr/bin/chromium";
const isInstalled = existsSync(CHROMIUM);
if (!isInstalled) console.warn(`${CHROMIUM} is not installed: the page is not opened`);

/** The tests of the page, where there is a browser. */
export const describePage = describe.skipIf(!isInstalled);

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser;
let before: ReadonlySet<BrowserContext>;
let served: Served;

/** For a file of tests: a server and a browser of its own. */
export function withBrowser(): void {
  beforeAll(async () => {
    [served, browser] = await Promise.all([
      serve(pageFolder(), 0),
      chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS }),
    ]);
  }, 60_000);
  // what a test opened it closes; what was opened before all stays
  beforeEach(() => {
    before = new Set(browser.contexts());
  });
  afterEach(async () => {
    const own = browser.contexts().filter((context) => !before.has(context));
    await Promise.all(own.map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    served?.server.closeAllConnections();
    served?.server.close();
  });
}

export const address = (): string => served.address;
/** As if the machine had no network. */
export const stopServing = (): Promise<void> =>
  new Promise((resolve) => {
    served.server.closeAllConnections();
    served.server.close(() => resolve());
  });

export interface Visit {
  readonly page: Page;
  /** What the browser says is wrong: errors, refused loads, breaches of the policy. */
  readonly complaints: string[];
  /** The addresses that were asked for. */
  readonly requests: string[];
}

/** A visitor without a past. */
export async function visit(fragment = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("console", (message) => complaints.push(message.text()));
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(served.address + fragment);
  await page.locator("main").waitFor();
  return { page, complaints, requests };
}

export const asFragment = (fields: Readonly<Record<string, string>>): string =>
  `#${new URLSearchParams(fields)}`;

/** As if a link to that were followed; its number makes it another link than the one before. */
export async function follow(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    (fragment) => {
      location.hash = fragment;
    },
    asFragment({ ...fields, visit: String(++followed) }),
  );
}
let followed = 0;

/** The editor of that label, in its shadow tree. */
export const editorOf = (page: Page, label = "Problem"): Locator =>
  page.getByRole("textbox", { name: label, exact: true });

export async function write(page: Page, text: string, label = "Problem"): Promise<void> {
  await editorOf(page, label).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** The LaTeX of the formulas in that part of the page, as KaTeX keeps it beside them. */
export const latexIn = (part: Locator): Promise<string[]> =>
  part.locator("annotation").evaluateAll((all) => all.map((annotation) => annotation.textContent ?? ""));

/** Waits until that part shows this LaTeX, and gives all that it shows. */
export async function shows(part: Locator, latex: string): Promise<string> {
  await part.locator("annotation", { hasText: latex }).first().waitFor({ state: "attached" });
  return (await latexIn(part)).join("\n");
}

export const results = (page: Page): Locator => page.locator(".results");
export const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name, exact: true });
