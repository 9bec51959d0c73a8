/** Notes that hold the source of their derivations. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { renderNote } from "../../src/blocks/render.ts";
import { run } from "../../src/cli/run.ts";

const NOTE = `# Layers

\`\`\`matgrad wrt=W,b
Y = X W + b
\`\`\`

1. In a list

   ~~~matgrad --wrt x --style index
   f = x'A x
   ~~~

> \`\`\`matgrad
> f = x'A y)
> \`\`\`

\`\`\`\`md
\`\`\`matgrad
shown, not rendered
\`\`\`
\`\`\`\`

The end
`;

const folder = mkdtempSync(join(tmpdir(), "matgrad-render-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function matgrad(...words: string[]): Promise<{ status: number; out: string; error: string }> {
  let [out, error] = ["", ""];
  const status = await run(words, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { status, out, error };
}

describe("a note", () => {
  const rendered = renderNote("note.md", NOTE);

  test("has each derivation below its block, and the author's bytes as they were", () => {
    expect(rendered.blocks).toBe(3);
    expect(rendered.text).toContain("\\frac{\\partial L}{\\partial W} &= X^{\\top} G");
    expect(rendered.text).toContain(
      "\n   \\boxed{\\;\\frac{\\partial f}{\\partial x} = (A + A^{\\top}) x\\;}\n",
    );
    const without = rendered.text.replace(/^.*matgrad: made[\s\S]*?matgrad: end -->\n/gm, "");
    expect(without).toBe(NOTE);
  });

  test("says what is wrong in its place, and the others still render", () => {
    expect(rendered.mistakes).toMatchObject([{ line: 14, column: 12 }]);
    const lines = rendered.text.split("\n");
    const { renderedLine } = rendered.mistakes[0] as { renderedLine: number };
    expect(lines[renderedLine - 1]).toBe("> f = x'A y)");
    expect(rendered.text).toContain("> line 1, column 10: ')' closes nothing\n");
  });

  test("stays as it is when it is rendered again", () => {
    expect(renderNote("note.md", rendered.text).text).toBe(rendered.text);
    const crlf = renderNote("note.md", NOTE.replaceAll("\n", "\r\n"));
    expect(crlf.text).not.toMatch(/[^\r]\n/);
    expect(renderNote("note.md", crlf.text).text).toBe(crlf.text);
  });

  test("that changes changes what was made from it, and nothing else", () => {
    const changed = renderNote("note.md", rendered.text.replace("wrt=W,b", "wrt=X")).text;
    expect(changed).toContain("= G W^{\\top}");
    expect(changed).not.toContain("X^{\\top} G");
    expect(changed.slice(changed.indexOf("1. In a list"))).toBe(
      rendered.text.slice(rendered.text.indexOf("1. In a list")),
    );
  });

  test("whose end mark is lost is left alone there", () => {
    const cut = rendered.text.replace("<!-- matgrad: end -->", "");
    const { text, mistakes } = renderNote("note.md", cut);
    expect(text).toBe(cut);
    expect(mistakes[0]?.message).toContain("'<!-- matgrad: end -->' is missing");
  });

  test("names the place of a mistake behind option lines", () => {
    const { mistakes } = renderNote("a.md", "```matgrad\n--wrt x --style index\nf = x'A y)\n```\n");
    expect(mistakes).toMatchObject([{ line: 3, column: 10 }]);
  });

  test("may end with a block, may leave one open, may have none", () => {
    expect(renderNote("a.md", "```matgrad\nf = 2 x\n```").text).toMatch(/^```matgrad\nf = 2 x\n```\n<!-- /);
    expect(renderNote("a.md", "```matgrad\nf = 2 x\n").text).toBe("```matgrad\nf = 2 x\n");
    expect(renderNote("a.md", "text\r\n")).toEqual({ text: "text\r\n", blocks: 0, mistakes: [] });
  });

  test("in MDX has comments of MDX", () => {
    expect(renderNote("a.mdx", "```matgrad\nf = x^2\n```\n").text).toContain("{/* matgrad: end */}");
  });

  test("in LaTeX has environments, and comments as marks", () => {
    const source =
      "\\begin{matgrad}[wrt=x]\nf = x^2\n\\end{matgrad}\n\\begin{matgrad}\nf = )\n\\end{matgrad}\n";
    const note = `\\documentclass{article}\n\\begin{document}\n${source}\\end{document}\n`;
    const { text, mistakes } = renderNote("a.tex", note);
    expect(text).toContain("% matgrad: made from the block above\n");
    expect(text).toContain("\\frac{\\partial f}{\\partial x} = 2 x");
    expect(mistakes).toMatchObject([{ line: 7 }]);
    expect(renderNote("a.tex", text).text).toBe(text);
    const verbatim = note
      .replace("\\begin{document}", "\\begin{verbatim}")
      .replace("\\end{document}", "\\end{verbatim}");
    expect(renderNote("a.tex", verbatim)).toMatchObject({ text: verbatim, blocks: 0 });
  });
});

test("a rendered LaTeX file compiles, its sources hidden as the page on integrations says", () => {
  if (spawnSync("pdflatex", ["--version"]).status !== 0) return console.log("pdflatex is not installed");
  const page = readFileSync(new URL("../../docs/integrations.md", import.meta.url), "utf8");
  const [, preamble = "", block = ""] = /```tex\n(\\use[\s\S]*?)\n\n([\s\S]*?)```/.exec(page) ?? [];
  const packages = `\\usepackage{amsmath,amssymb}\n${preamble}`;
  const note = `\\documentclass{article}\n${packages}\n\\begin{document}\n${block}\\end{document}\n`;
  const { text, mistakes } = renderNote("a.tex", note);
  expect(mistakes).toEqual([]);
  expect(text).toContain("X^{\\top} G");
  writeFileSync(join(folder, "a.tex"), text);
  const { status, stdout } = spawnSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "a.tex"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, stdout]);
  return undefined;
});

describe("the command", () => {
  test("keeps mode and links, and writes only what changes", async () => {
    const [file, link] = [join(folder, "note.md"), join(folder, "link.md")];
    writeFileSync(file, "```matgrad wrt=x\nf = x'x\n```\n");
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    expect(await matgrad("render", "--check", link)).toMatchObject({ status: 1 });
    expect(await matgrad("render", link, "--lang", "zh")).toMatchObject({ status: 0 });
    expect(readFileSync(file, "utf8")).toContain("微分");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    const { mtimeMs } = statSync(file);
    expect(await matgrad("render", link, "--lang", "zh")).toMatchObject({ status: 0 });
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    expect(await matgrad("render", "--check", link, "--lang", "zh")).toMatchObject({ status: 0, error: "" });
  });

  test("writes elsewhere, and says where a block is at fault", async () => {
    const file = join(folder, "wrong.md");
    writeFileSync(file, "```matgrad wtr=x\nf = x'x\n```\n");
    const { status, out, error } = await matgrad("render", file, "-o", "-");
    expect(status).toBe(1);
    expect(error).toContain("wrong.md:1:1: derive has no option --wtr: did you mean --wrt?");
    expect(out).toContain("did you mean --wrt?");
    expect(readFileSync(file, "utf8")).toBe("```matgrad wtr=x\nf = x'x\n```\n");
  });

  test("renders a hundred blocks with work that grows as their number", () => {
    const blocks = (count: number) =>
      Array.from({ length: count }, (_, n) => `\`\`\`matgrad wrt=x\nf = ${n + 2} x'A x\n\`\`\`\n`).join("\n");
    const { text, mistakes } = renderNote("a.md", blocks(100));
    expect(mistakes).toEqual([]);
    expect(text.match(/matgrad: end/g)).toHaveLength(100);
  });
});
