/** The completion script for bash. */
import { type CompletedCommand, quoted, spellings } from "./words.ts";

export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `# completion of matgrad for bash
_matgrad() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} IFS=$'\\n'
  # --style=index comes as three words
  if [[ $word == = ]]; then word=
  elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _matgrad_words ${words([...names, "--version", "--help"])}
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(valueCases).join("\n")}
  esac
  if [[ $word == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${commands.map((command) => `      ${command.name}) _matgrad_words ${words(command.options.map(([name]) => `--${name}`))} ;;`).join("\n")}
    esac
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map((command) => `    ${command.name}) ${operands(command)} ;;`).join("\n")}
  esac
}
_matgrad_words() {
  COMPREPLY=($(compgen -W "$1" -- "$word"))
}
_matgrad_files() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$word"))
}
complete -F _matgrad matgrad
`;
}

/** One argument, a word a line. */
const words = (list: readonly string[]): string => `$'${list.join("\\n")}'`;

function valueCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap(([option, row]) => {
    if (row.type === "switch") return [];
    const patterns = spellings([option, row]).map((flag) => quoted(`${name} ${flag}`));
    const action = row.file ? "_matgrad_files; " : row.values ? `_matgrad_words ${words(row.values)}; ` : "";
    return `    ${patterns.join("|")}) ${action}return ;;`;
  });
}

const operands = (command: CompletedCommand): string =>
  command.operands === "words" ? `_matgrad_words ${words(command.words)}` : "_matgrad_files";
