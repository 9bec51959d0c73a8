/**
 * The plugins in builds of sites, as somebody would set them up: the example's two commands with VitePress, and pages
 * of MDX with React's runtime, as Docusaurus and Astro compile them. Needs the build.
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

const PAGE = `# {props.title}

\`\`\`matgrad wrt=x
A : symmetric n
f = x'A x
\`\`\`
`;

test("a page of MDX is built by Vite", async () => {
  const place = project("mdx");
  writeFileSync(join(place, "page.mdx"), PAGE);
  writeFileSync(
    join(place, "build.mjs"),
    `import { compile } from "@mdx-js/mdx";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import remarkMatgrad from "matgrad/remark";
import { build } from "vite";

const mdx = {
  name: "mdx",
  enforce: "pre",
  transform: async (text, id) =>
    id.endsWith(".mdx")
      ? String(await compile(text, { remarkPlugins: [remarkMath, remarkMatgrad], rehypePlugins: [rehypeKatex] }))
      : undefined,
};
await build({
  ...{ configFile: false, logLevel: "error", plugins: [mdx] },
  build: { lib: { entry: "page.mdx", formats: ["es"], fileName: "page" }, rollupOptions: { external: ["react/jsx-runtime"] } },
});
`,
  );
  execFileSync(process.execPath, ["--preserve-symlinks", "build.mjs"], { cwd: place, stdio: "pipe" });
  const script = readFileSync(join(place, "dist/page.js"), "utf8");
  expect(script).toContain("katex");
  expect(script).toContain("2 A x");
  expect(script).not.toContain("language-matgrad");
}, 120_000);
