/** What follows from the address, from this machine's memory and from the reader's choices. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  asFragment,
  describePage,
  editorOf,
  follow,
  results,
  shows,
  tab,
  visit,
  withBrowser,
  write,
} from "./browser.ts";

const TABS = ["matrix", "elementwise", "index", "differential", "backprop", "code", "check", "graph"];
/** What a view has and no other; those of steps have steps. */
const PARTS: Readonly<Record<string, string>> = {
  matrix: ".results",
  code: "pre",
  check: ".check",
  graph: ".node",
};

/** Is anything wider than the window? */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describePage("the address", () => {
  withBrowser();

  test("is a bookmark: what it says is shown, and what is done is in it", async () => {
    const { page } = await visit(
      asFragment({ p: "f = ‖A x - y‖²", w: "x", t: "backprop", transpose: "T", lang: "en" }),
    );
    await shows(page.locator("#panel"), "A^{T}");
    expect(await tab(page, "Backprop").getAttribute("aria-selected")).toBe("true");
    expect(await page.locator(".chip[aria-pressed=true]").allInnerTexts()).toEqual([
      expect.stringContaining("x"),
    ]);
    await tab(page, "Matrix form").click();
    await write(page, "f = ‖B x - y‖²");
    await shows(results(page), "B^{T}");
    await page.waitForFunction(() => location.hash.includes("B+x"));
    const again = await visit(new URL(page.url()).hash);
    await shows(results(again.page), "B^{T}");
    expect(await editorOf(again.page).innerText()).toBe("f = ‖B x - y‖²");
    expect(new URL(again.page.url()).hash).toBe(new URL(page.url()).hash);
  });

  test.each([
    `<img src=x onerror="document.title='taken'">`,
    `"><script>document.title='taken'</script>`,
    `Y = \\href{javascript:document.title='taken'}{X} W`,
    `\\htmlData{a=b}{X} \\includegraphics{https://example.org/a.png}`,
  ])("can put nothing into the page: %s", async (text) => {
    const { page, requests } = await visit();
    for (const m of ["derive", "claim", "note"]) {
      await shows(results(page), "X^{\\top} G");
      await follow(page, {
        m,
        p: m === "claim" ? "Y = X W" : text,
        q: text,
        d: `Text ${text} and $${text}$`,
        w: text,
      });
      await page.locator(`[data-mode=${m}][aria-pressed=true]`).waitFor();
      await page.locator(".fault, .verdict, .finding, .summary").first().waitFor();
      expect(await page.title()).toMatch(/^matgrad: /);
      expect(
        await page.locator("main img, main script, main iframe, main a[href^='javascript']").count(),
      ).toBe(0);
      await follow(page, {});
    }
    expect(requests.filter((request) => request.includes("example.org"))).toEqual([]);
  });

  test.each([
    { t: "nonsense", lang: "xx", n: "9999", bold: "<b>", m: "__proto__" },
    { t: "constructor", layout: "toString", c: "../../etc/passwd", p: "Y = X W\u0000" },
  ])("with values that are none is the usual page", async (fields) => {
    const { page, complaints } = await visit(asFragment(fields as Record<string, string>));
    await shows(results(page), "X^{\\top} G");
    expect(await tab(page, "Matrix form").getAttribute("aria-selected")).toBe("true");
    expect(complaints).toEqual([]);
  });

  test("of another link on the same page replaces all of the one before", async () => {
    const { page } = await visit(asFragment({ p: "f = x'A x", w: "x", t: "differential" }));
    await shows(page.locator("#panel"), "\\mathrm{d}f");
    await follow(page, { p: "Y = X W" });
    await shows(results(page), "X^{\\top} G");
    expect(await page.locator(".chip[aria-pressed=true]").count()).toBe(2);
    expect(await tab(page, "Matrix form").getAttribute("aria-selected")).toBe("true");
  });
});

describePage("languages and colours", () => {
  withBrowser();

  test.each([
    ["en", "Given ", "Matrix form", "Richardson extrapolation"],
    ["zh", "已知", "矩阵形式", "Richardson 外推"],
    ["ja", "とする", "行列の形", "Richardson 補外"],
  ])("%s", async (language, word, name, method) => {
    const { page } = await visit("", { locale: language });
    await shows(results(page), "X^{\\top} G");
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("#panel").innerText()).toContain(word);
    expect(await tab(page, name).count()).toBe(1);
    await page.locator("#tab-check").click();
    await page.locator(".check", { hasText: method }).first().waitFor();
  });

  test("what is chosen is remembered", async () => {
    const { page } = await visit();
    await shows(results(page), "X^{\\top} G");
    await page.locator(".settings summary").click();
    await page.getByRole("combobox", { name: "Bold" }).selectOption("matrices");
    await page.getByRole("combobox", { name: "Colours" }).selectOption("dark");
    await page.getByRole("combobox", { name: "Language" }).selectOption("ja");
    await shows(results(page), "\\boldsymbol{X}");
    await page.goto("about:blank");
    await page.goBack();
    await page.evaluate(() => history.replaceState(null, "", "#"));
    await page.reload();
    await shows(results(page), "\\boldsymbol{X}");
    expect(await page.locator("html").getAttribute("lang")).toBe("ja");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  test.each(["light", "dark"] as const)("%s follows the system", async (colorScheme) => {
    const { page } = await visit("", { colorScheme });
    await shows(results(page), "X^{\\top} G");
    const lightness = await page.evaluate(() => {
      const [r = 0] =
        getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return r;
    });
    expect(lightness > 128).toBe(colorScheme === "light");
  });

  test("a phone's width holds every view", async () => {
    const { page } = await visit("", { viewport: { width: 360, height: 700 } });
    for (const view of TABS) {
      await shows(results(page), "X^{\\top} G");
      await follow(page, { t: view });
      await page.locator(`#tab-${view}[aria-selected=true]`).waitFor();
      await page
        .locator(PARTS[view] ?? ".step")
        .first()
        .waitFor();
      expect(await overflow(page), view).toBeLessThanOrEqual(0);
      await follow(page, {});
    }
  });

  test.each(["claim", "note"])("a phone's width holds the mode %s", async (m) => {
    const { page } = await visit(asFragment({ m, p: "Y = X W", q: "X'", d: NOTE }), {
      viewport: { width: 360, height: 700 },
    });
    await page.locator(".verdict, .finding").first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test("print leaves what is to be read", async () => {
    const { page } = await visit(asFragment({ t: "differential" }), { colorScheme: "dark" });
    await shows(results(page), "X^{\\top} G");
    await page.emulateMedia({ media: "print" });
    for (const left of ["header", ".tabs", ".copy", ".tell"]) {
      expect(await page.locator(left).first().isVisible(), left).toBe(false);
    }
    expect(await results(page).isVisible()).toBe(true);
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector(".derivation p") as Element).color),
    ).toBe("rgb(0, 0, 0)");
  });
});

const NOTE =
  "Let $Y = X W$ with $X \\in \\mathbb{R}^{m\\times k}$ and $W \\in \\mathbb{R}^{k\\times n}$, $G = \\frac{\\partial L}{\\partial Y}$.\n\n$$\\frac{\\partial L}{\\partial W} = G X^\\top$$\n";
