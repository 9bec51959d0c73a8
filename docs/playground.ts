/** docs/playground.md: the examples of another program's documentation as matgrad answers them, and measured figures. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { differentiate, parse } from "../src/index.ts";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Input as matrixcalculus.org documents it, and by what. */
export const DOCUMENTED: readonly (readonly [string, string])[] = [
  ["0.5*x'*A*x", "x"],
  ["A*exp(x)", "x"],
  ["sin(x)'*y", "x"],
  ["(y.*v)'*x", "v"],
  ["a^b", "a"],
  ["norm1(A*x-y)", "x"],
  ["norm2(A*x-y)^2", "x"],
  ["sum(log(exp(-y.*(X*w)) + vector(1)))", "w"],
  ["tr(A*X'*B*X*C)", "X"],
  ["log(det(inv(X)))", "X"],
];

interface Figures {
  readonly date: string;
  readonly machine: string;
  readonly rows: readonly (readonly [string, string])[];
}

function examples(): string {
  const rows = DOCUMENTED.map(([text, wrt]) => {
    const answer = differentiate(parse(text), { wrt });
    return `| \`${text}\` | ${wrt} | ${answer.ok ? `$${answer.latex}$` : answer.error.message} | ${answer.check?.verdict} |`;
  });
  return ["| input | by | derivative | numeric check |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function figures(): string {
  const { date, machine, rows } = JSON.parse(readFileSync(join(HERE, "playground.json"), "utf8")) as Figures;
  const lines = rows.map(([what, value]) => `| ${what} | ${value} |`);
  return [
    `Measured on ${date} (${machine}) by \`npm run bench:page\`:`,
    "",
    "| | |",
    "| --- | ---: |",
    ...lines,
  ].join("\n");
}

const between = (page: string, name: string, text: string): string =>
  page.replace(
    new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end ${name} -->`),
    () => `<!-- ${name} -->\n\n${text}\n\n<!-- end ${name} -->`,
  );

export const playgroundPage = (page: string): string =>
  between(between(page, "examples", examples()), "figures", figures());
