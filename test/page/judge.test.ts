/** The modes that judge: a formula, a note; and the tour that ends in one of them. */
import { expect, test } from "vitest";
import { asFragment, describePage, editorOf, shows, visit, withBrowser, write } from "./browser.ts";

const NOTE = `Let $Y = X W$ with $X \\in \\mathbb{R}^{m\\times k}$, $W \\in \\mathbb{R}^{k\\times n}$, and $G = \\frac{\\partial L}{\\partial Y}$.

$$\\frac{\\partial L}{\\partial W} = G X^\\top$$
`;

describePage("checking a formula", () => {
  withBrowser();

  test.each([
    ["f = ‖X w - y‖²", "w", "2 X' (X w - y)", "right"],
    ["f = ‖X w - y‖²", "w", "2 X^\\top (X w - y)", "right"],
    ["f = x'A x", "x", "2 A x", "wrong"],
    ["Y = X W", "W", "X'", "ill-formed|wrong"],
  ])("%s by %s: %s is %s", async (p, w, q, verdict) => {
    const { page, complaints } = await visit(asFragment({ m: "claim", p, w, q }));
    const shown = page.locator(".verdict");
    await shown.waitFor();
    expect(await shown.locator(".word").innerText()).toMatch(new RegExp(`^(${verdict})$`));
    expect(await shown.locator(".results").count()).toBe(verdict === "right" ? 0 : 1);
    expect(complaints).toEqual([]);
  });

  test("typing another claim judges that, in the layout that is chosen", async () => {
    const { page } = await visit(asFragment({ m: "claim", p: "A : m x n\ny = A x", w: "x", q: "A'" }));
    await page.locator(".verdict").waitFor();
    await page.getByRole("combobox", { name: "Layout of the claim" }).selectOption("numerator");
    await page.locator(".verdict.wrong, .verdict.ill-formed").waitFor();
    await write(page, "A", "Claimed derivative");
    await page.locator(".verdict.right").waitFor();
  });

  test("the tour leads from a weight to the claim", async () => {
    const { page, complaints } = await visit();
    await page.getByRole("button", { name: "Why Xᵀ G and not Xᵀ?" }).click();
    const tour = page.locator(".tour");
    await shows(page.locator("#panel"), "w_{12}");
    for (const [heading, latex] of [
      ["number at the end", "B^{\\top}"],
      ["Shapes decide", "Z^{\\top} G"],
    ] as const) {
      await tour.getByRole("button", { name: "Next" }).click();
      await tour.getByRole("heading", { name: heading }).waitFor();
      await shows(page.locator("#panel"), latex);
    }
    await tour.getByRole("button", { name: "Next" }).click();
    await page.locator(".verdict").waitFor();
    expect(await page.locator(".verdict").innerText()).toMatch(/four|m×n|k×n|indices/);
    await write(page, "X' G", "Claimed derivative");
    await page.locator(".verdict.right").waitFor();
    await tour.getByRole("button", { name: "End the tour" }).click();
    expect(await tour.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });
});

describePage("checking a note", () => {
  withBrowser();

  test("what is wrong is underlined, tells why, and a click applies what is right", async () => {
    const { page, complaints } = await visit(asFragment({ m: "note" }));
    await write(page, NOTE, "Note");
    await page.locator(".finding.error").first().waitFor();
    const squiggle = page.locator(".cm-lintRange-error").first();
    await squiggle.hover();
    const told = page.locator(".cm-tooltip .cm-diagnostic-error").first();
    await told.waitFor();
    expect(await told.innerText()).toMatch(/m×n[\s\S]*Right would be: X\^\\top G/);
    await told.getByRole("button", { name: "Apply the correction" }).click();
    await page.locator(".summary", { hasText: "errors: 0," }).waitFor();
    expect(await editorOf(page, "Note").innerText()).toContain("= X^\\top G$$");
    expect(await page.locator(".cm-lintRange-error").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("what is said is in the language of the page", async () => {
    const { page, complaints } = await visit(asFragment({ m: "note", d: NOTE, lang: "zh" }));
    const finding = page.locator(".finding.error").first();
    await finding.waitFor();
    expect(await finding.innerText()).toContain("G X^\\top 的因子顺序有误");
    expect(complaints).toEqual([]);
  });

  test("the list of findings does the same", async () => {
    const { page } = await visit(asFragment({ m: "note", d: NOTE }));
    const finding = page.locator(".finding.error").first();
    await finding.waitFor();
    await finding.getByRole("button", { name: "Show in the text" }).click();
    expect(
      await page.evaluate(() => document.querySelector(".editor")?.shadowRoot?.activeElement?.className),
    ).toMatch(/cm-content/);
    await finding.getByRole("button", { name: "Apply the correction" }).click();
    await page.locator(".summary", { hasText: "errors: 0," }).waitFor();
  });

  test("a file is taken, as what its name says", async () => {
    const { page } = await visit(asFragment({ m: "note" }));
    await page.locator("input[type=file]").setInputFiles({
      name: "paper.tex",
      mimeType: "text/x-tex",
      buffer: Buffer.from(`\\documentclass{article}\\begin{document}${NOTE}\\end{document}`),
    });
    await page.locator(".finding.error").first().waitFor();
    await page.waitForFunction(() => location.hash.includes("f=note.tex"));
  });

  test("a file is dropped", async () => {
    const { page } = await visit(asFragment({ m: "note" }));
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "note.md"));
      return transfer;
    }, NOTE);
    await page.dispatchEvent(".problem", "drop", { dataTransfer: data });
    await page.locator(".finding.error").first().waitFor();
  });

  test("a right note has nothing wrong", async () => {
    const { page } = await visit(asFragment({ m: "note", d: NOTE.replace("G X^\\top", "X^\\top G") }));
    await page.locator(".summary", { hasText: "errors: 0," }).waitFor();
    expect(await page.locator(".finding.error").count()).toBe(0);
  });
});
