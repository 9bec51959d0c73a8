/**
 * The plugins in builds of sites, as somebody would set them up: the example's two commands with VitePress, and pages
 * of Markdown and of MDX with Astro. Needs the build.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "matgrad-site-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder where every package of the checkout, and matgrad itself, is installed. */
function project(name: string): string {
  const place = join(folder, name);
  mkdirSync(join(place, "node_modules"), { recursive: true });
  for (const entry of readdirSync(join(ROOT, "node_modules"))) {
    if (!entry.startsWith("."))
      symlinkSync(join(ROOT, "node_modules", entry), join(place, "node_modules", entry));
  }
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  symlinkSync(ROOT, join(place, "node_modules/matgrad"));
  return place;
}

test("the example is built by VitePress", () => {
  const place = project("vitepress");
  cpSync(join(ROOT, "docs/examples/site"), place, { recursive: true });
  execFileSync(process.execPath, [join(ROOT, "node_modules/vitepress/bin/vitepress.js"), "build"], {
    ...{
      cwd: place,
      stdio: "pipe",
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "--preserve-symlinks" },
    },
  });
  const html = readFileSync(join(place, ".vitepress/dist/index.html"), "utf8");
  expect(html.match(/<div class="matgrad"/g)).toHaveLength(2);
  expect(html).toMatch(/<annotation encoding="application\/x-tex">[^<]*X\^\{\\top\} G/);
  expect(html).not.toMatch(/language-matgrad|matgrad-error/);
}, 120_000);

const NOTE = `# A form

\`\`\`matgrad wrt=x
A : symmetric n
f = x'A x
\`\`\`
`;

const SETUP = `import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import remarkMatgrad from "matgrad/remark";

export default defineConfig({
  integrations: [mdx()],
  markdown: { remarkPlugins: [remarkMath, remarkMatgrad], rehypePlugins: [rehypeKatex] },
});
`;

test("pages of Markdown and of MDX are built by Astro", () => {
  const place = project("astro");
  const pages = join(place, "src/pages");
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(place, "astro.config.mjs"), SETUP);
  writeFileSync(join(pages, "plain.md"), NOTE);
  writeFileSync(join(pages, "component.mdx"), `${NOTE}\n<b>{1 + 1}</b>\n`);
  execFileSync(process.execPath, ["node_modules/astro/astro.js", "build"], {
    ...{ cwd: place, stdio: "pipe" },
    env: { ...process.env, NODE_OPTIONS: "--preserve-symlinks", ASTRO_TELEMETRY_DISABLED: "1" },
  });
  for (const page of ["plain", "component"]) {
    const html = readFileSync(join(place, "dist", page, "index.html"), "utf8");
    expect(html).toMatch(/<annotation encoding="application\/x-tex">[^<]*2 A x/);
    expect(html).not.toMatch(/language-matgrad|matgrad-error/);
    expect(html.includes("<b>2</b>")).toBe(page === "component");
  }
}, 120_000);
