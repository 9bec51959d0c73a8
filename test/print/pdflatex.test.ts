import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { macroPreamble, toLatex } from "../../src/print/latex.ts";
import { NOTATION, resolveNotation } from "../../src/print/notation.ts";
import { build, instructions } from "./pool.ts";

const isInstalled = spawnSync("pdflatex", ["--version"]).status === 0;
if (!isInstalled) console.warn("pdflatex is not installed: formulas are checked by KaTeX only");

const RANDOM_FORMULAS = 150;

/** Random formulas, each in a notation with one option set; the macros stay on or off throughout. */
function document(macros: "on" | "off"): string {
  const options = Object.entries(NOTATION).flatMap(([name, option]) =>
    option.kind === "choice" && name !== "macros" ? option.values.map((value) => [name, value] as const) : [],
  );
  const lists = fc.sample(instructions, { numRuns: RANDOM_FORMULAS, seed: 1 });
  const formulas = lists.map((list, i) => {
    const [name, value] = options[i % options.length]!;
    return `$${toLatex(build(list), resolveNotation({ macros, [name]: value }))}$\n\n`;
  });
  const head = "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\hbadness=10000\n\\hfuzz=10000pt\n";
  const preamble = macroPreamble(resolveNotation({ macros }));
  return `${head}${preamble}\n\\begin{document}\n${formulas.join("")}\\end{document}\n`;
}

describe.skipIf(!isInstalled)("pdflatex with amsmath and amssymb", () => {
  test.each(["off", "on"] as const)("takes random formulas with macros %s", (macros) => {
    const folder = mkdtempSync(join(tmpdir(), "matgrad-"));
    try {
      writeFileSync(join(folder, "formulas.tex"), document(macros));
      const args = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "formulas.tex"];
      const { status } = spawnSync("pdflatex", args, { cwd: folder });
      const log = readFileSync(join(folder, "formulas.log"), "latin1");
      expect(log.split("\n").filter((line) => line.startsWith("!"))).toEqual([]);
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
