/**
 * `matgrad completion SHELL`: a script for the shell, written from the tables of options of all commands.
 */
import { readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import { COMMON, type Command } from "../command.ts";
import { COMMANDS, commandNamed, WORDS } from "../commands.ts";
import type { Streams } from "../streams.ts";
import { bashScript } from "./completion/bash.ts";
import { fishScript } from "./completion/fish.ts";
import type { CompletedCommand } from "./completion/words.ts";
import { zshScript } from "./completion/zsh.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

const ABOUT = `A script with which the shell completes commands, options, their values and names of files.

  matgrad completion bash > ~/.local/share/bash-completion/completions/matgrad
  matgrad completion zsh > ~/.zfunc/_matgrad      (where fpath has ~/.zfunc)
  matgrad completion fish > ~/.config/fish/completions/matgrad.fish
`;

export const command: Command = {
  name: "completion",
  usage: `completion ${SHELLS.join("|")}`,
  about: ABOUT,
  options: {},
  operands: "words",
  words: SHELLS,
  status: "0: printed",
  run: completion,
};

/** The exit status. */
async function completion(args: readonly string[], streams: Streams): Promise<number> {
  const [shell, ...rest] = readArguments(args, command).operands;
  const known = SHELLS.find((name) => name === shell);
  if (known === undefined || rest.length > 0) {
    throw new UsageError(`matgrad completion takes the name of a shell: ${SHELLS.join(", ")}`);
  }
  await streams.out(SCRIPTS[known](await completedCommands()));
  return 0;
}

async function completedCommands(): Promise<CompletedCommand[]> {
  const commands: CompletedCommand[] = [];
  for (const [name, { does }] of COMMANDS) {
    const { options, operands, words } = await commandNamed(name);
    commands.push({
      name,
      does,
      operands,
      words: words ?? [],
      options: Object.entries({ ...options, ...COMMON }),
    });
  }
  const help = { name: WORDS[0], does: "tells more of a command", operands: "words", options: [] } as const;
  return [...commands, { ...help, words: [...COMMANDS.keys()] }];
}
