/** A LaTeX project: what a file takes from those beside it. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
