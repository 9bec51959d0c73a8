/** What stands at a place: of a name its kind, size and origin; of a function what it is; of a claim what is said of it. */
import type { Hover, Position, Range } from "vscode-languageserver/node";
import type { LocaleName } from "../derivation/locales/locale.ts";
import { functionNamed } from "../functions/index.ts";
import type { NameInfo } from "../library/names.ts";
import type { ListedClaim, Numbers } from "../note/finding.ts";
import { say } from "../note/report/language/say.ts";
import { WORDS } from "../note/report/language/words.ts";
import type { JudgedNote } from "./note.ts";
import type { Name, Problem } from "./problems.ts";
import { holds } from "./ranges.ts";
import type { Reading } from "./readings.ts";
import { tokensIn } from "./tokens.ts";

export function hoverAt(reading: Reading, position: Position): Hover | null {
  const name = nameAt(reading.problems, position);
  if (name) return shown(nameText(name), name.place);
  return functionAt(reading.problems, position) ?? (reading.note ? claimAt(reading.note, position) : null);
}

const shown = (value: string, range: Range): Hover => ({ contents: { kind: "markdown", value }, range });

/** The name at a place, and where it stands there. */
export function nameAt(
  problems: readonly Problem[],
  position: Position,
): (Name & { readonly place: Range }) | undefined {
  for (const { names } of problems) {
    for (const name of names) {
      const place = name.places.find((range) => holds(range, position));
      if (place) return { ...name, place };
    }
  }
  return undefined;
}

const ORIGINS: Readonly<Record<NameInfo["origin"], string>> = {
  declared: "declared",
  inferred: "not declared: found from its use",
  defined: "defined",
};

/** **W** : matrix k×n, not declared: found from its use, first in line 2 */
function nameText({ info: { name, kind, shape, structure, origin }, definition }: Name): string {
  const what = [structure, kind, ...(kind === "scalar" ? [] : [shape])].filter(Boolean).join(" ");
  const first = origin === "inferred" ? "first in line" : "in line";
  const where = definition ? `, ${first} ${definition.start.line + 1}` : "";
  return `\`${name}\` : ${what}\n\n${ORIGINS[origin]}${where}`;
}

function functionAt(problems: readonly Problem[], position: Position): Hover | undefined {
  for (const { source, rangeOf } of problems) {
    for (const { kind, start, end } of tokensIn(source.text)) {
      const range = rangeOf({ start, end });
      const entry =
        kind === "function" && holds(range, position) && functionNamed(source.text.slice(start, end));
      if (entry) return shown(`\`${entry.name}\`: ${entry.summary}`, range);
    }
  }
  return undefined;
}

function claimAt({ judged, rangeOf }: JudgedNote, position: Position): Hover | null {
  const here = (judged.listed ?? []).filter((claim) => holds(rangeOf(claim), position));
  const [claim] = here.sort((one, other) => one.end - one.start - (other.end - other.start));
  return claim ? shown(claimText(claim, judged.locale ?? "en"), rangeOf(claim)) : null;
}

function claimText({ role, verdict, why, correct, numbers }: ListedClaim, locale: LocaleName): string {
  const words = WORDS[locale];
  const right = correct === undefined ? "" : `\n\n${words.right.trim()}\n\n\`\`\`latex\n${correct}\n\`\`\``;
  const compared = numbers ? `\n\n${say(locale, numbersText(numbers))}` : "";
  return `**${say(locale, verdict ?? role)}**${why === "" ? "" : `${words.colon}${why}`}${compared}${right}`;
}

/** At random values, both sides 3×1: entry 2 is 1.381 on the left and 0.6905 on the right; relative error 5e-1 */
function numbersText({ rows, columns, row, column, left, right, error }: Numbers): string {
  const of = rows * columns === 1 ? "" : `, both sides ${rows}×${columns}`;
  const place = columns === 1 ? `entry ${row}` : `entry (${row}, ${column})`;
  const [a, b] = [left, right].map((x) => String(Number(x.toPrecision(4))));
  const worth = a === b ? `is ${a} on both sides` : `is ${a} on the left and ${b} on the right`;
  const what = rows * columns === 1 ? `the value ${worth}` : `${place} ${worth}`;
  return `At random values${of}: ${what}; relative error ${error === 0 ? "0" : error.toExponential(0)}`;
}
