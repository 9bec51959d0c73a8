/**
 * The choices of kinds that were tried for some statements, and what came of each. What doesn't fit fails again
 * wherever the names that were met by then are of the same kinds, so that is found out once.
 *
 *     A x + c with x a scalar, c a vector: no  ─▶  nor with any kind of the y that stands behind it
 */
import { ShapeError } from "../errors.ts";
import type { VariableKind } from "./declarations.ts";

type Kinds = ReadonlyMap<string, VariableKind>;

interface Conflict {
  readonly kinds: readonly (readonly [string, VariableKind])[];
  readonly error: ShapeError;
}

/** The readings of one list of statements with the same options but for what is likely. */
export class Tried<Made> {
  /** How many choices were drafted. */
  drafted = 0;
  private readonly conflicts: Conflict[] = [];
  private readonly made = new Map<string, Made>();
  private readonly most: number;

  constructor(most = MOST_DRAFTED) {
    this.most = most;
  }

  /** Nothing more is drafted: what is found by then is all that is found. */
  get isSpent(): boolean {
    return this.drafted >= this.most;
  }

  /** What `draft` makes of the kinds, or the error that they are; `met` gives the names that it has met so far. */
  at(kinds: Kinds, draft: () => Made, met: () => Iterable<string>): Made | ShapeError {
    const key = [...kinds.values()].join();
    const known = this.made.get(key);
    if (known) return known;
    const conflict = this.conflicts.findIndex((one) =>
      one.kinds.every(([name, kind]) => kinds.get(name) === kind),
    );
    if (conflict >= 0) return this.conflicts[conflict]!.error;
    this.drafted++;
    try {
      const made = draft();
      this.made.set(key, made);
      return made;
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      const names = new Set(met());
      this.conflicts.push({ kinds: [...kinds].filter(([name]) => names.has(name)), error });
      return error;
    }
  }
}

const MOST_DRAFTED = 4_000;
