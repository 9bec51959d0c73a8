/** The completion script for fish. */
import { type CompletedCommand, quoted } from "./words.ts";

export function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, does, operands, words, options }) => {
    const here = `complete -c matgrad -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c matgrad -n __fish_use_subcommand -f -a ${name} -d ${described(does)}`,
      ...(operands === "words" ? [`${here} -f -a ${described(words.join(" "))}`] : []),
      ...options.map(([option, { short, type, values, file, help }]) => {
        const letter = short === undefined ? "" : ` -s ${short}`;
        const value =
          type === "switch" ? "" : file ? " -r" : ` -x${values ? ` -a ${described(values.join(" "))}` : ""}`;
        return `${here} -l ${option}${letter}${value} -d ${described(help)}`;
      }),
    ];
  });
  return `# completion of matgrad for fish
complete -c matgrad -n __fish_use_subcommand -f -l version -s V -d 'tells which matgrad this is'
${lines.join("\n")}
`;
}

const described = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
