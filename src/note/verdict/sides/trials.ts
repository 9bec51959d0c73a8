/**
 * Many sides beside one other: where a few values tell two apart, no more are asked for.
 *
 *     2 X^\top r beside X^\top r, -X^\top r, X r, …  ─▶  each differs at the first sample that was drawn
 */
import { gapBetween, sizeOfTerms } from "../../../evaluate/index.ts";
import type { Expr } from "../../../expression/expr.ts";
import { symbolsIn } from "../../../expression/walk.ts";
import { openTrial, type Trial, valueAt } from "../../../problem/claim/trial.ts";
import type { Sides } from "../../numbers.ts";

/** For expressions of one store. */
export class Trials {
  readonly #opened: { readonly basis: readonly Expr[]; readonly trial: Trial | undefined }[] = [];

  /** Surely different; what is not may be so still. */
  tellApart(sides: Sides): boolean {
    const { left, right } = sides;
    if (left.shape !== right.shape) return false;
    const trial = this.#trialFor(sides);
    const value = trial && valueAt(trial, right);
    if (!trial || !value) return false;
    const terms = (): number => Math.max(...sizeOfTerms([left, right], trial.values, trial.sizes));
    return gapBetween(trial.value, value, terms).verdict === "different";
  }

  #trialFor({ left, right, hints }: Sides): Trial | undefined {
    const basis = [left, ...(hints.equations ?? []).flatMap((own) => [own.left, own.right])];
    const symbols = symbolsIn(right).filter(({ role }) => role !== "size");
    const known = this.#opened.find(
      (one) =>
        one.basis.length === basis.length &&
        one.basis.every((e, i) => e === basis[i]) &&
        (one.trial === undefined || symbols.every(({ key }) => one.trial!.values.has(key))),
    );
    if (known) return known.trial;
    const trial = openTrial(left, [left, right], symbols, { hints });
    this.#opened.push({ basis, trial });
    return trial;
  }
}
