/** The page as a whole: what it loads, what it weighs, whether everybody can use it, without a network too. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { pageFolder } from "../../src/cli/commands/server.ts";
import {
  address,
  asFragment,
  describePage,
  results,
  shows,
  stopServing,
  tab,
  visit,
  withBrowser,
  write,
} from "./browser.ts";
import { weightOf, withImports } from "./weight.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NOTE =
  "Let $Y = X W$ with $X \\in \\mathbb{R}^{m\\times k}$, $W \\in \\mathbb{R}^{k\\times n}$, $G = \\frac{\\partial L}{\\partial Y}$.\n\n$$\\frac{\\partial L}{\\partial W} = G X^\\top$$\n";
/** Takes many seconds. */
const ENDLESS = { p: "Y = tanh(A B C) D + exp(A B C) E\nZ = Y Y' Y Y' Y", t: "elementwise", n: "4" };

interface Violations {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function violations(page: Page): Promise<string[]> {
  // a script of the test, past the page's policy
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { violations: found } = (await page.evaluate(
    "axe.run({ exclude: ['.katex-html', '.katex-mathml'] })",
  )) as Violations;
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describePage("everybody", () => {
  withBrowser();

  test.each(
    (["light", "dark"] as const).flatMap((colorScheme) => [
      ...["elementwise", "differential", "code", "check", "graph"].map((t) => [colorScheme, { t }] as const),
      [colorScheme, { p: "X : 2 x 3\nf = X X" }] as const,
      [colorScheme, { m: "claim", p: "Y = X W", q: "X'" }] as const,
      [colorScheme, { m: "note", d: NOTE }] as const,
    ]),
  )("is shut out of nothing (%s, %o)", async (colorScheme, fields) => {
    const { page } = await visit(asFragment(fields as Record<string, string>), { colorScheme });
    await page.locator(".results, pre, .check, .graph .node, .fault, .verdict, .finding").first().waitFor();
    await page.locator(".settings summary").click();
    expect(await violations(page)).toEqual([]);
  });

  test("can do all of it with the keyboard", async () => {
    const { page } = await visit("", { viewport: { width: 1280, height: 900 } });
    await shows(results(page), "X^{\\top} G");
    const reach = async (name: RegExp, most = 30): Promise<void> => {
      for (let i = 0; i < most; i++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return `${element?.getAttribute("aria-label") ?? ""} ${element?.textContent ?? ""}`;
        });
        if (name.test(focused)) return;
      }
      expect.fail(`the keyboard does not reach ${name}`);
    };
    await reach(/^Problem/);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("f = x'A x");
    await shows(results(page), "x x^{\\top}");
    await reach(/^ ?A m?n?×/);
    await page.keyboard.press("Space");
    await page.waitForFunction(() => !document.querySelector(".results")?.textContent?.includes("∂A"));
    await reach(/^ ?Matrix form/);
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    expect(await tab(page, "Differential").getAttribute("aria-selected")).toBe("true");
    await page.locator("details.step").first().waitFor();
    await reach(/^ Step 1$/);
    await page.keyboard.press("Enter");
    expect(await page.locator("details.step").first().getAttribute("open")).toBeNull();
    await page.keyboard.press("Enter");
    await reach(/Rule 1/);
    await page.keyboard.press("Enter");
    expect(await page.locator(".facts").first().isVisible()).toBe(true);
    await reach(/LaTeX/);
    await page.keyboard.press("Enter");
    await page.locator(".said", { hasText: "LaTeX" }).waitFor();
  });
});

describePage("work", () => {
  withBrowser();

  test("that is long is told of and can be cancelled", async () => {
    const { page } = await visit(asFragment(ENDLESS));
    await page.locator(".busy", { hasText: "Working…" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator(".busy", { hasText: "Cancelled." }).waitFor();
    await tab(page, "Matrix form").click();
    await write(page, "Y = X W");
    await shows(results(page), "X^{\\top} G");
    expect(await page.locator(".busy").isVisible()).toBe(false);
  });

  test("is overtaken by what is typed next", async () => {
    const { page } = await visit(asFragment(ENDLESS));
    await page.locator(".busy", { hasText: "Working…" }).waitFor();
    await write(page, "Y = A B");
    await shows(page.locator("#panel"), "b_{11}");
  });

  test("ends at its limit, and says so", async () => {
    const { page } = await visit("#t=matrix");
    await shows(results(page), "X^{\\top} G");
    await page.clock.install();
    await write(page, ENDLESS.p);
    await tab(page, "Entries").click();
    await page.waitForTimeout(300);
    await page.clock.fastForward(25_000);
    expect(await page.locator(".fault").innerText()).toMatch(/longer than 20 s and was stopped/);
  });
});

describePage("without a network", () => {
  withBrowser();

  test("the page opens again, and all of it works", async () => {
    const { page, requests } = await visit();
    await shows(results(page), "X^{\\top} G");
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.ready).active?.state === "activated",
    );
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const own = address();
    await stopServing();
    requests.length = 0;
    await page.reload();
    await shows(results(page), "X^{\\top} G");
    for (const name of ["Code", "Check", "Graph"]) {
      await tab(page, name).click();
      await page.locator("pre, .check, .graph .node").first().waitFor();
    }
    await page.getByRole("button", { name: "Check a note" }).click();
    await write(page, NOTE, "Note");
    await page.locator(".finding.error").first().waitFor();
    expect(requests.filter((request) => !request.startsWith(own) && !request.startsWith("data:"))).toEqual(
      [],
    );
  });
});

const FOLDER = pageFolder();
describePage("what is loaded", () => {
  withBrowser();

  test("the engine weighs at most 224 kB", () => {
    const total = weightOf(FOLDER, withImports(FOLDER, "engine/worker.js"));
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThan(224_000);
  });

  test("before the first result that is the engine, the editor and the formulas, and nothing else", async () => {
    const { page, requests, complaints } = await visit();
    await shows(results(page), "X^{\\top} G");
    const scripts = requests
      .filter((request) => request.endsWith(".js"))
      .map((request) => request.replace(/.*\//, ""));
    expect(
      scripts.filter((name) => /^(note|claim|code|graph|check|picture|functions-De)/.test(name)),
    ).toEqual([]);
    expect(new Set(scripts).size).toBe(scripts.length);
    expect(complaints).toEqual([]);
  });

  test("the policy lets no script from text and no other host through", async () => {
    const { page, complaints } = await visit();
    const refused = await page.evaluate(async () => {
      const attempts = [
        () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
        () => setTimeout("document.title = 'taken'" as unknown as () => void),
        () => new Worker("data:text/javascript,1"),
        () => fetch("http://127.0.0.1:9/"),
      ];
      const outcomes = await Promise.all(
        attempts.map(async (attempt) => {
          try {
            await attempt();
            return "allowed";
          } catch {
            return "refused";
          }
        }),
      );
      return outcomes;
    });
    expect(refused).toEqual(["refused", "refused", "refused", "refused"]);
    expect(complaints.length).toBeGreaterThan(0);
  });
});

describePage("the element", () => {
  withBrowser();

  test("renders the problem inside it on anybody's page, in the language and notation there", async () => {
    const { page, complaints } = await visit();
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A blog</title><link rel="icon" href="data:,">
      <script type="module" src="${address()}matgrad-derivation.js"></script>
      <matgrad-derivation wrt="W">Y = X W + b</matgrad-derivation>
      <matgrad-derivation lang="ja" view="matrix" transpose="T">f = x'A x</matgrad-derivation>
      <matgrad-derivation>X : 2 x 3
        f = X X</matgrad-derivation>`;
    const blog = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
    await new Promise<void>((resolve) => blog.listen(0, "127.0.0.1", resolve));
    await page.goto(`http://127.0.0.1:${(blog.address() as AddressInfo).port}/`);
    const [layer, form, wrong] = [0, 1, 2].map((k) => page.locator("matgrad-derivation").nth(k));
    await layer?.locator(".results math").waitFor();
    await form?.locator(".results math").waitFor();
    await wrong?.locator(".fault").waitFor();
    expect(await layer?.locator(".results annotation").first().textContent()).toContain("X^{\\top} G");
    expect(await layer?.locator(".results annotation").first().textContent()).not.toContain("partial b");
    expect(await form?.locator(".derivation").innerText()).toMatch(/\p{Script=Hiragana}/u);
    expect(await form?.locator(".results annotation").first().textContent()).toContain("A^{T}");
    expect(await wrong?.locator(".fault").innerText()).toMatch(/2×3/);
    expect(complaints).toEqual([]);
    blog.closeAllConnections();
    blog.close();
  });
});
