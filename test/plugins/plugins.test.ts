/** The plugins in real pipelines: unified with KaTeX, MDX, markdown-it. */
import { compile } from "@mdx-js/mdx";
import markdownit from "markdown-it";
import rehypeKatex from "rehype-katex";
import rehypeStringify from "rehype-stringify";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { VFile } from "vfile";
import { describe, expect, test } from "vitest";
import markdownItMatgrad from "../../src/plugins/markdownIt.ts";
import remarkMatgrad from "../../src/plugins/remark.ts";
import remarkLintMatgrad from "../../src/plugins/remarkLint.ts";

const BLOCK = "Before.\n\n```matgrad wrt=x\nA : symmetric n\nf = x'A x\n```\n\nAfter.\n";
const WRONG = "- item\n\n  ```matgrad\n  B : matrix 2 2\n  f = x'B y)\n  ```\n";

const pipeline = (options = {}) =>
  unified()
    .use(remarkParse)
    .use(remarkMath)
    .use(remarkMatgrad, options)
    .use(remarkRehype)
    .use(rehypeKatex, { strict: "error" })
    .use(rehypeStringify);

describe("remark", () => {
  test("gives formulas to rehype-katex", async () => {
    const html = String(await pipeline().process(BLOCK));
    expect(html).toContain(
      '<annotation encoding="application/x-tex">\\boxed{\\;\\frac{\\partial f}{\\partial x} = 2 A x\\;}',
    );
    expect(html).toContain("<p>Before.</p>");
    expect(html).not.toMatch(/language-matgrad|katex-error/);
  });

  test("keeps the block, and takes defaults", async () => {
    const html = String(
      await pipeline({ keep: true, defaults: { lang: "ja", detail: "low" } }).process(BLOCK),
    );
    expect(html).toContain('<code class="language-matgrad">A : symmetric n');
    expect(html).toMatch(/微分|勾配/);
  });

  test("leaves a block that is at fault, with a message where it is", async () => {
    const file = await pipeline().process(WRONG);
    expect(String(file)).toContain("language-matgrad");
    expect(file.messages).toMatchObject([
      { reason: "')' closes nothing", line: 5, column: 12, source: "matgrad", ruleId: "derive" },
    ]);
  });

  test("works in MDX", async () => {
    const compiled = await compile(BLOCK, {
      remarkPlugins: [remarkMath, remarkMatgrad],
      rehypePlugins: [rehypeKatex],
    });
    expect(String(compiled)).toContain("katex-display");
  });
});

test("remark-lint proof-reads a note", async () => {
  const note = "Let $f(x) = x^\\top A x$ with a matrix $A$.\n\n$$\n\\nabla f(x) = 2 A x\n$$\n";
  const file = await unified()
    .use(remarkParse)
    .use(remarkStringify)
    .use(remarkLintMatgrad)
    .process(new VFile({ path: "note.md", value: note }));
  expect(file.messages).toMatchObject([{ line: 4, source: "matgrad", actual: "2 A x" }]);
});

describe("markdown-it", () => {
  test("shows MathML without a script", () => {
    const html = markdownit().use(markdownItMatgrad).render(BLOCK);
    expect(html).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">');
    expect(html).toContain("<p>Before.</p>");
    expect(html).not.toContain("<html");
  });

  test("gives formulas to a renderer, and leaves other fences alone", () => {
    const render = (latex: string, display: boolean) =>
      `<x-math display="${display}">${latex.length}</x-math>`;
    const html = markdownit()
      .use(markdownItMatgrad, { render, defaults: { style: "index" } })
      .render(`${BLOCK}\n\`\`\`js\n1 < 2\n\`\`\`\n`);
    expect(html).toContain('<x-math display="true">');
    expect(html).toContain('<code class="language-js">1 &lt; 2');
  });

  test("shows what is wrong below the block, escaped", () => {
    const html = markdownit().use(markdownItMatgrad).render("```matgrad wrt=<img>\nf = x'<script>\n```\n");
    expect(html).toContain('role="alert"');
    expect(html).not.toMatch(/<script|<img/);
  });
});
