/**
 * Fills the documentation with what the program prints, so that no page shows anything else.
 *
 * In a page, a block ```console with `$ matgrad …` lines has their output, and what stands between
 * `<!-- $ matgrad … -->` and `<!-- end -->` is the output as it is. functions.md and notation.md are
 * written from their tables, rules.md too, api.md from the declarations of the library, cookbook.md from test/corpus/cookbook.jsonl, gallery/*.md from gallery/*.matgrad.
 *
 *     tsx docs/generate.ts           writes        (the test compares: test/docs)
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderNote } from "../src/blocks/render.ts";
import { run } from "../src/cli/run.ts";
import { LANGUAGES, type Target } from "../src/code/languages/targets.ts";
import { codeOf, isOperator } from "../src/code/pieces/templates.ts";
import { differential } from "../src/derivative/differentiate.ts";
import { MatrixCalculusError } from "../src/errors.ts";
import { call, sum, symbol } from "../src/expression/build.ts";
import { sizeOf } from "../src/expression/dimension.ts";
import {
  type Expr,
  freshStore,
  SCALAR,
  type Shape,
  type SymbolNode,
  shapeOf,
  shapeText,
} from "../src/expression/expr.ts";
import { substitute } from "../src/expression/walk.ts";
import type { FunctionEntry } from "../src/functions/function.ts";
import { FUNCTIONS } from "../src/functions/index.ts";
import { strictRules } from "../src/functions/rules.ts";
import { entryFormula, indexNames } from "../src/index/index.ts";
import { notationFlag } from "../src/options/derive.ts";
import { defaultOf, NOTATION, type NotationOption, valuesText } from "../src/print/notation.ts";
import { toUnicode } from "../src/print/unicode.ts";
import { apiPage } from "./api.ts";
import { cookbookPage } from "./cookbook.ts";
import { playgroundPage } from "./playground.ts";
import { configSchema, rulesPage } from "./rules.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

async function outputOf(command: string): Promise<string> {
  const words = [...command.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
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

/** Small arguments that the entry's shape rule takes: matrices if it can, else square ones, vectors, scalars. */
function sampleArguments(entry: FunctionEntry): Expr[] | undefined {
  const [m, n] = [sizeOf("m"), sizeOf("n")];
  const shapes = [shapeOf(m, n), shapeOf(n, n), shapeOf(n, sizeOf(1)), SCALAR];
  const names = ["X", "Y"];
  const choices: Shape[][] =
    entry.arity === 2 ? shapes.flatMap((a) => shapes.map((b) => [a, b])) : shapes.map((a) => [a]);
  for (const chosen of entry.arity === 0 ? [[]] : choices) {
    const args = chosen.map((shape, k) => symbol(names[k] as string, shape));
    try {
      entry.shape(chosen, strictRules(entry.name), sampleSizes(entry));
      return args;
    } catch (error) {
      if (!(error instanceof MatrixCalculusError)) throw error;
    }
  }
  return undefined;
}

const sampleSizes = (entry: FunctionEntry) => ["m", "n"].slice(0, entry.sizeArity?.[1] ?? 0).map(sizeOf);

const orNothing = (print: () => string): string => {
  try {
    return print();
  } catch (error) {
    if (error instanceof MatrixCalculusError) return "";
    throw error;
  }
};

/** Shape rule, differential and index form of an entry, as the engine has them. */
function factsOf(entry: FunctionEntry): { shape: string; differential: string; index: string } {
  freshStore();
  const args = sampleArguments(entry);
  if (!args) return { shape: "", differential: "", index: "" };
  const sizes = sampleSizes(entry);
  const shapes = args.map((a) => a.shape);
  const shape = entry.shape(shapes, strictRules(entry.name), sizes);
  const F = symbol("F", shape);
  const bare = !entry.differential && !entry.adjoint && entry.derivative === undefined;
  const value = (bare ? entry.normal?.(args, sizes) : undefined) ?? call(entry, args, sizes, shape);
  const d = args.map((a) => symbol(`d${(a as SymbolNode).name}`, a.shape));
  const ownDifferential = orNothing(() => {
    if (args.length === 0) return "";
    const parts = args.map((a, k) => differential(value, a, d[k] as Expr));
    return toUnicode(substitute(sum(parts), new Map([[value, F]])));
  });
  const index = orNothing(() => {
    if (entry.equation) return entry.equation;
    const names = indexNames([value]);
    return toUnicode(entryFormula(value, names.free(shape.rows), names.free(shape.cols), names));
  });
  const from = shapes.map(shapeText).join(", ");
  return {
    shape: `${from === "" ? "" : `${from} → `}${shapeText(shape)}`,
    differential: ownDifferential,
    index,
  };
}

/** The call in a target; empty where it has none. */
function codeText(entry: FunctionEntry, target: Target): string {
  if (isOperator(entry)) return "an operator";
  const template = codeOf(entry, LANGUAGES[target]);
  if (template === undefined) return "";
  const args = "XY".slice(0, entry.arity).split("").join(", ");
  if (!template.includes("#")) return code(`${template}(${args})`);
  return code(
    template.replace(/#([12])!?/g, (_, k) => "XY"[Number(k) - 1] ?? "").replace(/#([mnpq])!?/g, "$1"),
  );
}

/** The function reference, a row for each entry of the table. */
export function functionsPage(): string {
  const rows = FUNCTIONS.map((f) => {
    const names = [f.name, ...(f.aliases ?? [])].map(code).join(", ");
    const facts = factsOf(f);
    const domain = [
      ...new Set([...(f.domain ?? []).filter((d) => d !== "real"), ...(f.condition ? [f.condition] : [])]),
    ];
    const latex = f.latex.replace(/#(\d)!?/g, (_, n) => "XYZ"[Number(n) - 1] ?? "X");
    const cells = [
      names,
      f.summary,
      facts.shape,
      code(facts.differential),
      code(facts.index),
      domain.join(", "),
    ];
    return `| ${cells.map((c) => c.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} | $${latex}$ | ${f.source ?? ""} | ${["numpy", "torch", "julia", "js"].map((t) => codeText(f, t as Target)).join(" | ")} |`;
  });
  return `# Functions

Written from the function table: F is the value, dX the differential of an argument. The element-wise path
reads the index form only, the matrix path the differential only. Functions of a matrix's entries are shown
for the first shape that they take.

In code (\`matgrad code\`; JAX is as NumPy, with jnp and jax.nn), a function that belongs to no module is written
above the code. What is here runs in the project's tests in NumPy, PyTorch, Octave and JavaScript; JAX's and Julia's
code is not run, only compared with earlier text.

| name | what it is | shapes | differential dF | index form | domain | LaTeX | source | NumPy | PyTorch | Julia | JavaScript |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
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
  for (const path of [
    "README.md",
    "docs/guide.md",
    "docs/language.md",
    "docs/architecture.md",
    "docs/integrations.md",
  ]) {
    result.set(path, await filled(read(path)));
  }
  const blocks = "docs/examples/blocks.md";
  result.set(blocks, renderNote(blocks, read(blocks)).text);
  result.set("docs/api.md", apiPage());
  result.set("docs/functions.md", functionsPage());
  result.set("docs/notation.md", notationPage());
  result.set("docs/cookbook.md", cookbookPage());
  result.set("docs/playground.md", playgroundPage(read("docs/playground.md")));
  result.set("docs/rules.md", rulesPage());
  result.set("docs/matgrad.config.schema.json", configSchema());
  const shown = await notesIn("docs/gallery", result, exhibit);
  result.set("docs/gallery/index.md", `${GALLERY_HEAD}\n\n${shown.join("\n\n")}\n`);
  const proofs = await notesIn("docs/lemmas", result, proof);
  result.set("docs/lemmas/index.md", `${LEMMAS_HEAD}\n${proofs.join("\n")}\n`);
  return result;
}

/** The notes of the problems in a folder, and what its index has of each. */
async function notesIn(
  folder: string,
  result: Map<string, string>,
  shown: (file: string, source: string) => string,
): Promise<string[]> {
  const rows: string[] = [];
  for (const name of readdirSync(join(ROOT, folder)).filter((n) => n.endsWith(".matgrad"))) {
    const path = `${folder}/${name}`;
    const note = await outputOf(`matgrad derive --file ${join(ROOT, path)}`);
    result.set(path.replace(/\.matgrad$/, ".md"), note);
    rows.push(shown(name, readFileSync(join(ROOT, path), "utf8")));
  }
  return rows.sort();
}

const LEMMAS_HEAD = `# Lemmas

What derivations use without going into it. Each is proved here by a derivation of its own that does not use it, and
whose every line was evaluated like any other.

| lemma | proof | printed from |
| --- | --- | --- |`;

function proof(file: string, source: string): string {
  const [first = ""] = source.split("\n");
  const name = file.replace(/\.matgrad$/, "");
  return `| ${first.replace(/^# /, "").replace(/\|/g, "\\|")} | [${name}](${name}.md) | \`matgrad derive docs/lemmas/${file}\` |`;
}

const GALLERY_HEAD = `# Gallery

Derivations of known problems, each printed by the program from a few lines. Every line of every note was evaluated
against the one before it; the [lemmas](../lemmas/index.md) that they use are proved. The pictures are the notes as pdflatex sets them, made by \`tsx docs/pictures.ts\`.`;

/** A problem of the gallery: its title, its note, and the lines that it is printed from. */
function exhibit(file: string, source: string): string {
  const [first = "", ...lines] = source.trim().split("\n");
  const [title, name] = [first.replace(/^# /, ""), file.replace(/\.matgrad$/, "")];
  const picture = `[![${title}](pictures/${name}.png)](${name}.md)`;
  const command = `\`matgrad derive docs/gallery/${file}\``;
  return `## [${title}](${name}.md)\n\n${command}\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\`\n\n${picture}`;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  mkdirSync(join(ROOT, "docs/gallery"), { recursive: true });
  for (const [path, text] of await pages()) writeFileSync(join(ROOT, path), text);
}
