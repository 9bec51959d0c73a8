/** The completion scripts, run in the shells themselves. */
import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { COMMANDS, commandNamed } from "../../src/cli/commands.ts";
import { file, folder, matgrad } from "./program.ts";

/** A line that is being typed, and what must and must not be offered for its last word. */
const CASES: readonly (readonly [line: string, offered: readonly string[], others: readonly string[]])[] = [
  ["matgrad de", ["derive"], ["check"]],
  ["matgrad derive --sty", ["--style"], ["--json"]],
  ["matgrad derive --style ma", ["matrix"], ["index"]],
  ["matgrad derive -s in", ["index"], ["matrix"]],
  ["matgrad code --target nu", ["numpy"], ["torch"]],
  ["matgrad judge --la", ["--layout", "--latex"], ["--claim"]],
  ["matgrad derive --transpose pri", ["prime"], ["top"]],
  ["matgrad completion fi", ["fish"], ["bash"]],
  ["matgrad help ju", ["judge"], ["derive"]],
  ["matgrad check note-o", ["note-one.md"], []],
];

/** What each shell offers, as text. */
const SHELLS: Readonly<Record<string, (script: string, line: string) => string>> = {
  bash: (script, line) => {
    const words = line.split(" ");
    return ran("bash", [
      "--norc",
      "-c",
      `source ${script}; COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _matgrad; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]);
  },
  zsh: (script, line) =>
    ran("zsh", [
      "-f",
      "-c",
      `zmodload zsh/zpty; zpty z zsh -f -i
       zpty -w z "PS1=; autoload -U compinit; compinit -u -D; setopt no_beep no_always_last_prompt; LISTMAX=9999; source ${script}; bindkey '^I' list-choices; echo REA''DY"
       zpty -r z out '*READY*'
       zpty -w -n z ${JSON.stringify(line)}$'\\t'
       sleep 1; all=; while zpty -r -t z part; do all+=$part; done; print -r -- $all; zpty -d z`,
    ]).replace(line, ""),
  fish: (script, line) => ran("fish", ["--no-config", "-c", `source ${script}; complete -C '${line}'`]),
};

function ran(program: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, args, {
    encoding: "utf8",
    cwd: folder,
    timeout: 20_000,
  });
  if (status !== 0 || stderr !== "") throw new Error(`${program} says ${stderr} (${status})`);
  return stdout;
}

const isThere = (program: string): boolean => spawnSync(program, ["-c", "true"]).status === 0;

describe.each(Object.keys(SHELLS))("%s", (shell) => {
  if (!isThere(shell)) {
    test.skip(`is not installed here, so its script is not run`, () => undefined);
    return;
  }
  file("note-one.md", "");

  it.each(CASES)("completes %j", async (line, offered, others) => {
    const script = file(`completion.${shell}`, (await matgrad("completion", shell)).out);
    const answer = SHELLS[shell]?.(script, line) ?? "";
    for (const word of offered) expect(answer).toContain(word);
    for (const word of others) expect(answer).not.toMatch(new RegExp(`(^|\\s)${word}(\\s|$)`));
  });
});

test("every option and value of every command is in every script", async () => {
  for (const shell of Object.keys(SHELLS)) {
    const { status, out } = await matgrad("completion", shell);
    expect(status).toBe(0);
    for (const name of COMMANDS.keys()) {
      expect(out).toContain(name);
      for (const [option, { values = [] }] of Object.entries((await commandNamed(name)).options)) {
        for (const word of [option, ...values]) expect(out).toContain(word);
      }
    }
  }
});

test.each([["tcsh"], [], ["bash", "zsh"]])("a shell that is none", async (...args) => {
  const { status, error } = await matgrad("completion", ...args);
  expect([status, error]).toEqual([
    2,
    "matgrad: matgrad completion takes the name of a shell: bash, zsh, fish\n",
  ]);
});
