/** What is found of a claim in one reading. */
import type { Numbers } from "../../finding.ts";
import type { Knowledge } from "../../meaning/knowledge.ts";
import { numbersOf, type Sides } from "../../numbers.ts";
import type { Claim } from "../claims.ts";

export type Verdict = Pick<
  Claim,
  "verdict" | "why" | "numbers" | "isAtEqualSizes" | "isFailure" | "isGiving" | "isUnread" | "isOfHead"
> & {
  readonly layout?: Layouts | undefined;
  /** What the sides are worth in that layout. */
  readonly inLayout?: Numbers | undefined;
  readonly isMatrix?: boolean;
  /** Refuted by its readings, which are not all that there are. */
  readonly isDoubted?: boolean;
  /** Unclear, as what is differentiated doesn't have the variable. */
  readonly isIndependent?: boolean;
  /** What was compared; to be evaluated before the next is. */
  readonly sides?: Sides;
};

/** Mixed: a gradient has the shape of its variable, a Jacobian the rows of what is differentiated. */
export type Layouts = Knowledge["layout"];

export const TOO_LONG: Verdict = { verdict: "unclear", why: "it takes too long to be judged" };

/** With what its sides are worth, which are let go of. */
export const inNumbers = ({ sides, ...found }: Verdict): Verdict => {
  const numbers = sides && numbersOf(sides);
  return { ...found, ...(numbers && { numbers }) };
};
