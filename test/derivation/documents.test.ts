/**
 * The formats: what each puts around a derivation, and what it escapes.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { mathmlBy } from "../../src/derivation/documents/mathml.ts";
import { deriveText } from "./problems.ts";

const NETWORK = "X : matrix m k; W : matrix k n; b : vector n; T : matrix m n; L = ‖tanh(X W + b) - T‖²";
const network = () => deriveText(NETWORK, { style: "backprop", wrt: ["W", "b"] });

describe("LaTeX", () => {
  it.each(["en", "zh", "ja"] as const)(
    "compiles with pdflatex in %s",
    (locale) => {
      if (spawnSync("pdflatex", ["--version"]).status !== 0) return console.log("pdflatex is not installed");
      const folder = mkdtempSync(join(tmpdir(), "matgrad-"));
      try {
        writeFileSync(join(folder, "page.tex"), printDerivation(network(), { format: "latex", locale }));
        const run = spawnSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "page.tex"], {
          cwd: folder,
        });
        const log = String(run.stdout);
        if (locale !== "en" && /CJKutf8\.sty' not found/.test(log))
          return console.log("CJKutf8 is not installed");
        expect(run.status, log.slice(-1500)).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
  it("is a fragment without a preamble where asked", () => {
    const text = printDerivation(network(), { format: "tex" });
    expect(text).not.toContain("documentclass");
    expect(text).toContain("\\begin{equation*}");
  });
});

describe("HTML", () => {
  it("leaves formulas for a renderer, escaped", () => {
    const text = printDerivation(network(), { format: "html" });
    expect(text).toContain('<span class="math inline">\\(');
    expect(text).toContain("&#38;=");
    expect(text).not.toMatch(/<script/);
  });
  it("takes a renderer's markup", () => {
    const text = printDerivation(network(), {
      format: "html",
      render: (latex, displayMode) => katex.renderToString(latex, { displayMode, output: "mathml" }),
    });
    expect(text).toContain("<math");
    expect(text).not.toContain("\\(");
  });
  it("keeps the sign behind a formula with it", () => {
    const text = printDerivation(network(), { format: "html", page: false });
    expect(text).toMatch(
      /<span style="white-space:nowrap"><span class="math inline">[^<]*<\/span>[,.]<\/span>/,
    );
    expect(text).not.toMatch(/<\/span>[,.;:] /);
    expect(text).not.toMatch(/[,.]<\/span>[,.]/);
  });
  it("has room beside the names of functions, and a sign of what follows it", () => {
    const text = printDerivation(
      deriveText("S : spd n; N : positive scalar; f = -N/2 * log(det(S))", { wrt: ["S"] }),
      { format: "html", render: mathmlBy(katex) },
    );
    const formula = /<annotation[^>]*>[^<]*\\log\\det S[^<]*</;
    const shown = text.slice(0, text.search(formula));
    const row = shown.slice(shown.lastIndexOf("<math"));
    const names = row
      .replace(/<mo>\u2061<\/mo>/g, "")
      .match(/<mspace[^>]*><\/mspace><mi>\w+|<mi>det<\/mi><mspace/g);
    expect(names).toHaveLength(3);
    expect(row).toContain('<mo form="prefix">−</mo>');
    expect(row).not.toContain("<mo>=</mo><mo>−</mo>");
  });
});

describe("Unicode text", () => {
  it("aligns the signs and the reasons", () => {
    expect(printDerivation(network(), { format: "unicode" })).toContain("∂L/∂W = Xᵀ ");
  });
});

describe("JSON", () => {
  it("has every step with formulas, reasons and the check", () => {
    const data = JSON.parse(printDerivation(network(), { format: "json" }));
    expect(data.style).toBe("backprop");
    expect(data.results).toHaveLength(2);
    const step = data.sections.at(-1).steps.find((s: { equations: unknown[] }) => s.equations.length > 0);
    expect(step.equations[0].why).toContain("$");
    expect(data.check.samples).toBe(2);
  });
});

describe("names of the user", () => {
  it("cannot bring a command or markup into a document", () => {
    const derived = deriveText("f_1 : function; w_max : vector n; L = sum(f_1(w_max))", { wrt: ["w_max"] });
    for (const format of ["md", "latex", "html"] as const) {
      expect(printDerivation(derived, { format })).not.toMatch(/<img|\\input|\\href/);
    }
  });
});
