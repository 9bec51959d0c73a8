import type { Finding } from "../../finding.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { type Diagnosis, diagnose, phraseFor } from "../slips/diagnose.ts";
import type { Trial } from "../trial/compare.ts";
import type { Value } from "../trial/values.ts";
import {
  aroundIn,
  asPhrase,
  diagnosedAt,
  isOwn,
  type Judgeable,
  type Reporter,
  valuesAt,
  type Wrong,
} from "./reporter.ts";

/** Of a printed matrix each wrong entry apart, unless none is right. */
export function cellFindings(reporter: Reporter, judged: Judgeable, outcome: Wrong): Finding[] | undefined {
  const { comparison, trial, side, against } = outcome;
  const { syntax, span } = judged.sides[side]!;
  if (comparison.kind !== "different" || syntax?.kind !== "block" || !isOwn(judged, span)) return undefined;
  const [value] = valuesAt(trial, side);
  const [meant] = valuesAt(trial, against);
  const isWhole =
    value &&
    meant &&
    trial.choices.length === 1 &&
    value.rows === syntax.rows.length &&
    value.cols === syntax.rows[0]!.length;
  if (!isWhole || comparison.places.length === value.entries.length) return undefined;
  return comparison.places.map(([row, column]) => {
    const cell = syntax.rows[row]![column]!;
    const place = wholeSpan(reporter.note.text, {
      start: cell.span.start + judged.formula.passage.start,
      end: cell.span.end + judged.formula.passage.start,
    });
    const right: readonly Value[] = [
      { rows: 1, cols: 1, entries: [meant.entries[row * meant.cols + column]!] },
    ];
    const phrases = reporter.phrases.filter((phrase) => phrase.syntax.kind === cell.kind);
    const repaired = diagnose(
      trial,
      cell,
      right,
      judged.formula,
      aroundIn(reporter, judged, side),
      reporter.budget,
    );
    const found =
      repaired ??
      phraseDiagnosis(
        { ...reporter, phrases },
        { ...judged, sides: [{ syntax: cell, span: place }] },
        { ...outcome, side: 0 },
        right,
      );
    const instead = namedEntry(
      trial,
      against,
      judged,
      value.entries[row * value.cols + column]!.values,
      reporter,
    );
    const why = `entry (${row + 1},${column + 1}) is wrong${instead ? `: this is ${instead}` : ""}`;
    return diagnosedAt(reporter, judged, place, ["wrong", "entry-differs", why], found, repaired);
  });
}

/** Which other entry of what is meant a wrong entry is. */
function namedEntry(
  trial: Trial,
  against: number,
  judged: Judgeable,
  values: Float64Array,
  _reporter: Reporter,
): string | undefined {
  const [meant] = valuesAt(trial, against);
  if (!meant) return undefined;
  const at = meant.entries.findIndex((entry) =>
    entry.values.every((x, i) => Math.abs(x - values[i]!) < 1e-9 * Math.max(1, Math.abs(x))),
  );
  if (at < 0) return undefined;
  const [row, column] = [Math.floor(at / meant.cols), at % meant.cols];
  const block = judged.sides.find(
    ({ syntax }) =>
      syntax?.kind === "block" &&
      syntax.rows.length === meant.rows &&
      syntax.rows.flat().every((cell) => cell.kind === "name"),
  );
  const cell = block?.syntax?.kind === "block" ? block.syntax.rows[row]?.[column] : undefined;
  if (!cell || !block || !isOwn(judged, block.span)) return `entry (${row + 1},${column + 1})`;
  const { passage } = judged.formula;
  const { start, end } = wholeSpan(passage.text, cell.span);
  return `${passage.text.slice(start, end)}, entry (${row + 1},${column + 1})`;
}

export function phraseDiagnosis(
  reporter: Reporter,
  judged: Judgeable,
  { trial, side }: Wrong,
  meant: readonly Value[],
): Diagnosis | undefined {
  const { syntax } = judged.sides[side]!;
  if (judged.isLabel || !syntax) return undefined;
  const phrases = reporter.phrases.filter((phrase) => phrase.syntax.kind === syntax.kind).slice(0, 60);
  const text = phraseFor(trial, meant, phrases, reporter.budget);
  return text === undefined ? undefined : asPhrase(text);
}
