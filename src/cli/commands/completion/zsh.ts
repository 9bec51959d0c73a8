/** The completion script for zsh. */
import type { Option } from "../../../options/arguments.ts";
import { type CompletedCommand, quoted, spellings } from "./words.ts";

export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef matgrad
# completion of matgrad for zsh
_matgrad() {
  local -a commands=(
${commands.map(({ name, does }) => `    ${quoted(`${name}:${does}`)}`).join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  ((CURRENT--))
  case $name in
${commands.map(commandCase).join("\n")}
  esac
}
if [[ $funcstack[1] == _matgrad ]]; then
  _matgrad "$@"
else
  compdef _matgrad matgrad
fi
`;
}

const commandCase = (command: CompletedCommand): string => `    ${command.name})
      _arguments ${[...command.options.map(optionSpec), operandSpec(command)].join(" \\\n        ")} ;;`;

function optionSpec([name, option]: readonly [string, Option]): string {
  const { type, value = "", values, file, help } = option;
  const flags = spellings([name, option]);
  const isMany = type === "texts" || type === "list";
  const action = file ? "_files" : values ? `(${values.join(" ")})` : " ";
  const rest = `[${escaped(help)}]${type === "switch" ? "" : `:${escaped(value)}:${action}`}`;
  const specs = flags.map((flag) => {
    const form = flag.startsWith("--") && type !== "switch" ? `${flag}=` : flag;
    return quoted(`${isMany ? "*" : `(${flags.join(" ")})`}${form}${rest}`);
  });
  return specs.join(" ");
}

const operandSpec = ({ operands, words }: CompletedCommand): string =>
  operands === "words" ? quoted(`1:word:(${words.join(" ")})`) : quoted(`*:${operands}:_files`);

const escaped = (text: string): string => text.replace(/[[\]:\\]/g, "\\$&");
