/** The mode that derives, as somebody uses it: typing, pointing, folding, each view, copying. */

import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import {
  describePage,
  editorOf,
  follow,
  results,
  shows,
  tab,
  type Visit,
  visit,
  withBrowser,
  write,
} from "./browser.ts";

describePage("deriving", () => {
  withBrowser();
  let own: Visit;
  let page: Page;
  beforeAll(async () => {
    own = await visit();
    page = own.page;
  });
  beforeEach(async () => {
    await follow(page, { p: "Y = X W + b", t: "matrix" });
    await shows(results(page), "G W^{\\top}");
  });

  test("the first visit shows the derivative of a layer", async () => {
    expect(await shows(results(page), "X^{\\top} G")).toContain("G^{\\top} \\mathbf{1}");
  });

  test("typing shows the new derivative", async () => {
    await write(page, "f = x'A x");
    expect(await shows(results(page), "A + A^{\\top}")).toContain("x x^{\\top}");
  });

  test("a mistake is underlined, with the program's own sentence", async () => {
    await write(page, "X : 2 x 3\nf = X X");
    await page.locator(".fault").waitFor();
    expect(await page.locator(".fault").innerText()).toMatch(/2×3.*2×3/);
    const squiggle = page.locator(".cm-lintRange-error");
    expect((await squiggle.allInnerTexts()).join("")).toContain("X");
    expect(await page.locator(".copy").isVisible()).toBe(false);
    await squiggle.first().hover();
    await page.locator(".cm-diagnostic-error").waitFor();
    expect(await page.locator(".cm-diagnostic-error").innerText()).toMatch(/2×3/);
    await write(page, "Y = X W");
    await shows(results(page), "X^{\\top} G");
    expect(await squiggle.count()).toBe(0);
    expect(await page.locator(".copy").isVisible()).toBe(true);
  });

  test("a name under the pointer tells its size, and a click declares it", async () => {
    await page.locator(".cm-line span", { hasText: /^W$/ }).hover();
    const card = page.locator(".name-card");
    await card.waitFor();
    expect(await card.innerText()).toMatch(/W matrix n×p · inferred/);
    await card.getByRole("button", { name: "Declare it" }).click();
    expect(await editorOf(page).innerText()).toMatch(/^W : n x p\nY = X W \+ b/);
    await page.locator(".chip.declared", { hasText: "W" }).waitFor();
  });

  test("what is inferred is written as declarations by one button", async () => {
    await page.getByRole("button", { name: "Write these as declarations" }).click();
    await page.locator(".chip.declared").nth(2).waitFor();
    expect(await editorOf(page).innerText()).toBe("X : m x n\nW : n x p\nb : vector p\nY = X W + b");
    expect(await page.locator(".chip.inferred").count()).toBe(0);
  });

  test("functions, names and structures are completed", async () => {
    const options = page.locator(".cm-tooltip-autocomplete li");
    await write(page, "Y = X W + b\nA : circ");
    await options.first().waitFor();
    expect(await options.first().innerText()).toBe("circulant");
    await page.keyboard.press("Escape");
    await write(page, "alpha_1 : scalar\ny = sof");
    await options.first().waitFor();
    expect((await options.allInnerTexts()).join()).toMatch(/softmax/);
    await page.keyboard.press("Escape");
    await write(page, "alpha_1 : scalar\nx : n\ny = alpha_1 x");
    await page.locator(".chip", { hasText: "alpha_1" }).waitFor();
    await page.keyboard.type(" + alp");
    await options.first().waitFor();
    expect(await options.first().innerText()).toMatch(/alpha_1.*scalar/s);
  });

  test("the variables are chosen by their buttons", async () => {
    await page.locator(".chip", { hasText: "X" }).click();
    await page.waitForFunction(
      () =>
        document.querySelectorAll(".results").length === 1 &&
        !document.querySelector(".results")?.textContent?.includes("∂X"),
    );
    await shows(results(page), "X^{\\top} G");
    expect(await page.locator(".chip", { hasText: "X" }).getAttribute("aria-pressed")).toBe("false");
  });

  test("steps fold, and tell their rule and check", async () => {
    await tab(page, "Differential").click();
    const step = page.locator("details.step").first();
    await step.waitFor();
    expect(await step.getAttribute("open")).not.toBeNull();
    await step.locator(".step-body p").first().click();
    expect(await step.locator(".facts").innerText()).toMatch(
      /Rule: \w+ · \d+ comparisons of values; largest relative error (0|\de-\d+)/,
    );
    await step.locator("summary").click();
    expect(await step.getAttribute("open")).toBeNull();
    await page.getByRole("button", { name: "Fold all steps" }).click();
    expect(await page.locator("details.step[open]").count()).toBe(0);
    await page.getByRole("button", { name: "Unfold all steps" }).click();
    expect(await page.locator("details.step:not([open])").count()).toBe(0);
  });

  test.each([
    ["Index form", "\\delta"],
    ["Backprop", "X^{\\top} G"],
    ["Differential", "\\mathrm{d}Y"],
  ])("the view %s", async (name, latex) => {
    await tab(page, name).click();
    await shows(page.locator("#panel"), latex);
  });

  test("entries are written out at the size of the stepper", async () => {
    await tab(page, "Entries").click();
    await shows(page.locator("#panel"), "w_{22}");
    await page.getByRole("button", { name: "Rows and columns written out: more" }).click();
    await shows(page.locator("#panel"), "w_{33}");
  });

  test("code in the chosen language", async () => {
    await tab(page, "Code").click();
    await page.locator("pre", { hasText: "import numpy as np" }).waitFor();
    await page.getByRole("combobox", { name: "Language of the code" }).selectOption("julia");
    await page.locator("pre", { hasText: "function value_and_gradients" }).waitFor();
    await page.getByRole("button", { name: "Copy the code" }).click();
    await page.locator(".said", { hasText: "Julia" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("X' * G");
  });

  test("the check, with a bar for each entry", async () => {
    await tab(page, "Check").click();
    const check = page.locator("section.check", { hasText: "∂/∂W" });
    await check.waitFor();
    expect(await check.innerText()).toMatch(/verified[\s\S]*e-1\d[\s\S]*central differences/);
    expect(await check.locator(".bar").count()).toBe(4);
    await page.getByRole("button", { name: "Size of each dimension: more" }).click();
    await page.waitForFunction(
      () => document.querySelectorAll("section.check:nth-of-type(2) .bar").length === 9,
    );
  });

  test("the graph, with shapes and what flows back", async () => {
    await tab(page, "Graph").click();
    const graph = page.locator(".graph");
    await graph.locator(".node").nth(4).waitFor();
    expect(await graph.locator(".node", { hasText: "n×p" }).count()).toBe(1);
    expect(await graph.locator(".flow").count()).toBe(5);
    const boxes = await graph
      .locator(".node")
      .evaluateAll((all) => all.map((e) => e.getBoundingClientRect()));
    const apart = boxes.every((a, i) =>
      boxes.every(
        (b, j) => i === j || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
      ),
    );
    expect(apart).toBe(true);
  });

  test.each([
    ["LaTeX", /\\boxed\{[\s\S]*X\^\{\\top\} G/],
    ["Markdown", /\$\$\n\\boxed/],
    ["Unicode", /∂L\/∂W = Xᵀ G/],
    ["SVG", /^<svg .*<foreignObject/],
  ])("copied as %s", async (format, pattern) => {
    await page.getByRole("button", { name: format, exact: true }).click();
    await page.locator(".said", { hasText: format }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(pattern);
  });

  test("copied as a picture that has something on it", async () => {
    await page.getByRole("button", { name: "PNG", exact: true }).click();
    await page.locator(".said", { hasText: "PNG" }).waitFor();
    const shades = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const image = await createImageBitmap((await item?.getType("image/png")) as Blob);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      return new Set(data.filter((_, i) => i % 4 === 0)).size;
    });
    expect(shades).toBeGreaterThan(10);
  });

  test("a notation is live", async () => {
    await page.locator(".settings summary").click();
    await page.getByRole("combobox", { name: "Derivative", exact: true }).selectOption("nabla");
    await shows(results(page), "\\nabla_{W} L");
    await page.getByRole("combobox", { name: "Transpose", exact: true }).selectOption("T");
    expect(await shows(results(page), "X^{T} G")).not.toContain("top");
    await page.getByRole("combobox", { name: "Derivative", exact: true }).selectOption("fraction");
    await page.getByRole("combobox", { name: "Transpose", exact: true }).selectOption("top");
    await page.locator(".settings summary").click();
  });

  // as the documentation of matrixcalculus.org has them
  test.each([
    ["0.5*x'*A*x", "x", "\\frac{1}{2}(A + A^{\\top}) x"],
    ["A*exp(x)", "x", "A \\operatorname{diag}(\\exp(x))"],
    ["sin(x)'*y", "x", "y \\odot \\cos(x)"],
    ["(y.*v)'*x", "v", "y \\odot x"],
    ["a^b", "a", "b a^{b - 1}"],
    ["norm1(A*x-y)", "x", "A^{\\top} \\operatorname{sign}(A x - y)"],
    ["norm2(A*x-y)^2", "x", "2 A^{\\top}(A x - y)"],
    ["sum(log(exp(-y.*(X*w)) + vector(1)))", "w", "-X^{\\top}(y \\odot \\sigma(-y \\odot (X w)))"],
    ["tr(A*X'*B*X*C)", "X", "B^{\\top} X A^{\\top} C^{\\top} + B X C A"],
    ["log(det(inv(X)))", "X", "-X^{-\\top}"],
  ])("pasted as it is: %s by %s", async (text, by, latex) => {
    await follow(page, { p: text, w: by });
    await shows(results(page), latex);
  });

  test("an example of the gallery is a choice away", async () => {
    await page.getByRole("combobox", { name: "Examples", exact: true }).selectOption({ index: 1 });
    await page.locator(".cm-line", { hasText: "matrix m n" }).waitFor();
    await shows(page.locator("#panel"), "W");
  });

  test("nothing was complained of, and nothing asked of another host", () => {
    expect(own.complaints).toEqual([]);
    const hosts = new Set(own.requests.map((request) => new URL(request).host));
    expect([...hosts].filter((host) => host !== new URL(page.url()).host && host !== "")).toEqual([]);
  });
});
