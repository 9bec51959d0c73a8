/**
 * One answer everywhere: random problems by every way that there is.
 *
 * MATGRAD_ANSWERS=2000 npx vitest run test/derivation/oneAnswer.test.ts
 */
import { describe, expect, test } from "vitest";
import type { Style } from "../../src/derivation/step.ts";
import { randomProblem } from "../random.ts";
import { disagreements } from "./oneAnswer.ts";

const COUNT = Number(process.env.MATGRAD_ANSWERS ?? 40);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);
const BATCH = 10;
const GRADIENT: readonly Style[] = ["matrix", "differential", "backprop", "index"];
const OTHER: readonly Style[] = ["matrix", "differential"];

describe("a problem has one answer", () => {
  const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => SEED + i * BATCH);
  test.each(batches)("from seed %i", (first) => {
    for (let seed = first; seed < Math.min(first + BATCH, SEED + COUNT); seed++) {
      const line = randomProblem(seed);
      if (line.kind === "tensor") continue;
      const styles = line.order === 2 || line.kind === "jacobian" ? OTHER : GRADIENT;
      expect([JSON.stringify(line), disagreements(line, styles)]).toEqual([JSON.stringify(line), []]);
    }
  });
});
