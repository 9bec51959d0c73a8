/** A LaTeX project: what a file takes from those beside it. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { matgrad } from "./program.ts";

const root = mkdtempSync(join(tmpdir(), "matgrad-inputs-"));
mkdirSync(join(root, "chapters"));
const write = (path: string, text: string): string => {
  writeFileSync(join(root, path), text);
  return join(root, path);
};

write("notation.sty", String.raw`\newcommand{\q}[1]{#1^{\mathsf{T}} #1}`);
write("letters.tex", String.raw`\input{endless} \NewDocumentCommand{\vone}{O{x}}{\boldsymbol{#1}}`);
write("endless.tex", String.raw`\input{letters} \newcommand{\two}{2}`);
const book = write(
  "book.tex",
  String.raw`\documentclass{book} \usepackage{amsmath, notation} \input{letters}
\begin{document} Let $f = \q{\vone}$. Then $\frac{\partial f}{\partial \vone} = \two \vone$. \include{chapters/one} \end{document}`,
);
const chapter = (factor: string): string =>
  String.raw`% !TEX root = ../book.tex
Let $g = \q{z}$. Then $\frac{\partial g}{\partial z} = ${factor} z$.`;

const verdicts = async (file: string): Promise<(string | undefined)[]> => {
  const { out } = await matgrad("check", "--json", "--all", file);
  const { claims } = JSON.parse(out) as { claims: { role: string; verdict?: string }[] };
  return claims.flatMap(({ role, verdict }) => (role === "claim" ? [verdict] : []));
};

it("has the commands of the files and packages that it takes, once each", async () => {
  expect(await verdicts(book)).toEqual(["right"]);
});

it("has those of the file that it says it is part of", async () => {
  expect(await verdicts(write("chapters/one.tex", chapter(String.raw`\two`)))).toEqual(["right"]);
  expect(await verdicts(write("chapters/one.tex", chapter("3")))).toEqual(["wrong"]);
});

it("has those of the file above that takes it, and of what that takes", async () => {
  mkdirSync(join(root, "thesis", "parts"), { recursive: true });
  write("thesis/signs.tex", String.raw`\newcommand{\tr}[1]{\operatorname{tr}(#1)}`);
  write(
    "thesis/main.tex",
    String.raw`\documentclass{article}
\input{signs}
\newcommand{\flip}[1]{#1^\top}
\begin{document}
\input{parts/traces} % \input{parts/old}
\end{document}`,
  );
  write("thesis/parts/traces.tex", String.raw`Traces come first. \input{parts/deep}`);
  const deep = (right: string): string =>
    write(
      "thesis/parts/deep.tex",
      String.raw`Let $A, B \in \mathbb{R}^{n \times n}$. Then $\frac{\partial}{\partial A} \tr{A B} = ${right}$.`,
    );
  expect(await verdicts(deep(String.raw`\flip{B}`))).toEqual(["right"]);
  expect(await verdicts(deep("2 B"))).toEqual(["wrong"]);
  write(
    "thesis/parts/old.tex",
    String.raw`Let $q = \flip{v} v$. Then $\frac{\partial q}{\partial v} = 3 v$.`,
  );
  const { out } = await matgrad("check", "--json", join(root, "thesis", "main.tex"));
  const reports = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(reports.map(({ file }) => basename(file))).toEqual(["main.tex", "deep.tex"]);
  expect(reports[1].findings).toMatchObject([
    { line: 1, severity: "error", latex: expect.stringContaining("2 B") },
  ]);
});

it("names a part once, and writes into none that isn't named", async () => {
  const part = join(root, "thesis", "parts", "deep.tex");
  const main = join(root, "thesis", "main.tex");
  const before = readFileSync(part, "utf8");
  await matgrad("check", "--fix", main);
  expect(readFileSync(part, "utf8")).toBe(before);
  const { out } = await matgrad("check", "--json", part, main);
  expect(out.trim().split("\n")).toHaveLength(2);
});
