/**
 * `matgrad equal A B`: are two formulas the same function?
 */

import { describeError, MatrixCalculusError } from "../../errors.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { STRICT } from "../../options/shared.ts";
import { UsageError } from "../../options/usage.ts";
import { equalTexts } from "../../problem/equal.ts";
import { choicesLine } from "../../shapes/choices.ts";
import type { Command } from "../command.ts";
import { complain, type Streams } from "../streams.ts";

const ABOUT = `Are the formulas A and B the same function? Decided over finite fields where both are rational, by values
otherwise. Declarations are statements such as 'A : symmetric n'.

  matgrad equal "(A B)'" "B' A'"
`;

const OPTIONS = {
  json: { type: "switch", help: "the verdict as JSON" },
  ...STRICT,
  seed: { type: "count", value: "N", help: "seed of the values" },
} as const satisfies Options;

export const command: Command<typeof OPTIONS> = {
  name: "equal",
  usage: "equal A B [DECLARATIONS…] [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "formulas",
  status: "0: equal; 1: different or undecided",
  run: equal,
};

/** The exit status. */
async function equal(args: readonly string[], streams: Streams): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const [left, right, ...declarations] = operands;
  if (left === undefined || right === undefined) throw new UsageError("matgrad equal takes two formulas");
  const before = declarations.map((d) => `${d}\n`).join("");
  const { seed, json, strict } = values;
  try {
    const options = seed === undefined ? {} : { seed };
    const found = equalTexts(before + left, before + right, {}, options, strict);
    const needs = found.needs === undefined ? "" : `\nThey would be equal if: ${found.needs}.`;
    await streams.out(
      json
        ? `${JSON.stringify(found)}\n`
        : `${choicesLine(found.choices)}${found.verdict}: ${found.why}${needs}\n`,
    );
    return found.verdict === "equal" ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    complain(streams, describeError(error, `${before}${left}\n${before}${right}`, "formula"));
    return 1;
  }
}
