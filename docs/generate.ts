/**
 * Fills the documentation with what the program prints, so that no page shows anything else.
 *
 * In a page, a block ```console with `$ matgrad …` lines has their output, and what stands between
 * `<!-- $ matgrad … -->` and `<!-- end -->` is the output as it is. functions.md and notation.md are
 * written from their tables, gallery/*.md from gallery/*.matgrad.
 *
 *     tsx docs/generate.ts           writes        (the test compares: test/docs)
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notationFlag } from "../src/cli/options.ts";
import { run } from "../src/cli/run.ts";
import { FUNCTIONS } from "../src/functions/index.ts";
import { defaultOf, NOTATION, type NotationOption, valuesText } from "../src/print/notation.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

async function outputOf(command: string): Promise<string> {
  const words = [...command.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([w]) => w.replace(/['"]/g, ""));
  if (words[0] !== "matgrad") throw new Error(`a page runs ${words[0]}`);
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  await run(words.slice(1), { out: write, error: write });
  return text;
}

async function replaceAsync(
  text: string,
  pattern: RegExp,
  by: (match: RegExpExecArray) => Promise<string>,
): Promise<string> {
  let result = "";
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    result += text.slice(last, match.index) + (await by(match));
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}

/** A page with its commands' outputs filled in. */
export async function filled(page: string): Promise<string> {
  const consoles = await replaceAsync(page, /```console\n([\s\S]*?)```/g, async (match) => {
    const commands = (match[1] ?? "").split("\n").filter((line) => line.startsWith("$ "));
    const parts: string[] = [];
    for (const line of commands) parts.push(`${line}\n${await outputOf(line.slice(2))}`);
    return `\`\`\`console\n${parts.join("")}\`\`\``;
  });
  return replaceAsync(consoles, /<!-- \$ (matgrad .*?) -->\n[\s\S]*?<!-- end -->/g, async (match) => {
    const command = match[1] ?? "";
    return `<!-- $ ${command} -->\n\n${(await outputOf(command)).trim()}\n\n<!-- end -->`;
  });
}

const code = (text: string): string => (text === "" ? "" : `\`${text.replace(/\|/g, "\\|")}\``);

/** The function reference, a row for each entry of the table. */
export function functionsPage(): string {
  const rows = FUNCTIONS.map((f) => {
    const names = [f.name, ...(f.aliases ?? [])].map(code).join(", ");
    const rule =
      typeof f.derivative === "string"
        ? `f′ = ${code(f.derivative)}`
        : f.differential
          ? "differential"
          : f.adjoint
            ? "linear"
            : f.normal
              ? "by its normal form"
              : "constant";
    const domain = [...new Set(f.domain ?? [])].filter((d) => d !== "real").join(", ");
    return `| ${names} | ${f.summary} | ${rule} | ${domain} | $${f.latex.replace(/#(\d)!?/g, (_, n) => "XYZ"[Number(n) - 1] ?? "X")}$ |`;
  });
  return `# Functions

Written from the function table. *Rule* is what the engine knows of the derivative; where it says
*linear*, the differential is the function of the differential.

| name | what it is | rule | domain | LaTeX |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

export function notationPage(): string {
  const rows = (Object.entries(NOTATION) as [string, NotationOption][]).map(([name, option]) => {
    const flag = `--${notationFlag(name)}`;
    return `| ${code(flag)} | ${option.help.replace(/\|/g, "\\|")} | ${code(String(defaultOf(option)))} | ${valuesText(option)} |`;
  });
  return `# Notation

Written from the table of notation options. Each is a flag of \`matgrad derive\`.

| flag | what it sets | default | values |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** Every page that the program writes: path from the root ─▶ text. */
export async function pages(): Promise<Map<string, string>> {
  const result = new Map<string, string>();
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  for (const path of ["README.md", "docs/guide.md", "docs/language.md", "docs/architecture.md"]) {
    result.set(path, await filled(read(path)));
  }
  result.set("docs/functions.md", functionsPage());
  result.set("docs/notation.md", notationPage());
  for (const name of readdirSync(join(ROOT, "docs/gallery")).filter((n) => n.endsWith(".matgrad"))) {
    const path = `docs/gallery/${name}`;
    result.set(
      path.replace(/\.matgrad$/, ".md"),
      await outputOf(`matgrad derive --file ${join(ROOT, path)}`),
    );
  }
  return result;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  mkdirSync(join(ROOT, "docs/gallery"), { recursive: true });
  for (const [path, text] of await pages()) writeFileSync(join(ROOT, path), text);
}
