/**
 * The choices of kinds that were tried for some statements, and what came of each. What doesn't fit fails again
 * wherever the names that were met by then are of the same kinds, so that is found out once.
 *
 *     A x + c with x a scalar, c a vector: no  ─▶  nor with any kind of the y that stands behind it
 */
import { ShapeError } from "../errors.ts";
import type { VariableKind } from "./declarations.ts";
import type { Change } from "./kinds.ts";

type Kinds = ReadonlyMap<string, VariableKind>;

/** Three bits for each name, ten names in each number. */
type Code = readonly number[];
const BITS: Readonly<Record<VariableKind, number>> = { scalar: 1, vector: 2, matrix: 4 };
const ALL = 7;
const NAMES = 10;

/** Choices that are drafted for one list of statements. */
const MOST_DRAFTED = 4_000;

/** Kinds to begin with. */
interface Start {
  readonly kinds: Kinds;
  readonly code: Code;
}

interface Conflict {
  readonly mask: Code;
  readonly code: Code;
  readonly error: ShapeError;
}

/** The readings of one list of statements with the same options but for what is likely. */
export class Tried<Made> {
  /** How many choices were drafted. */
  drafted = 0;
  private readonly places = new Map<string, number>();
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

  startingFrom(kinds: Kinds): Start {
    return { kinds, code: this.codeOf(kinds) };
  }

  /** What `draft` makes of the kinds with a few changed, or the error that they are; `met` names what it has met. */
  at(
    { kinds: usual, code: from }: Start,
    changed: readonly Change[],
    draft: (kinds: Kinds) => Made,
    met: () => Iterable<string>,
  ): Made | ShapeError {
    const code = this.codeOf(changed, from);
    const conflict = this.conflicts.find((one) =>
      one.mask.every((mask, i) => (code[i]! & mask) === one.code[i]),
    );
    if (conflict) return conflict.error;
    const key = code.join();
    const known = this.made.get(key);
    if (known) return known;
    this.drafted++;
    const kinds = new Map([...usual, ...changed]);
    try {
      const made = draft(kinds);
      this.made.set(key, made);
      return made;
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      const names = new Set(met());
      const mask = this.codeOf([...kinds].filter(([name]) => names.has(name))).map((bits) => widened(bits));
      this.conflicts.push({ mask, code: mask.map((bits, i) => code[i]! & bits), error });
      return error;
    }
  }

  private codeOf(kinds: Iterable<Change>, from: Code = []): Code {
    const code = [...from];
    for (const [name, kind] of kinds) {
      const place = this.placeOf(name);
      const at = Math.floor(place / NAMES);
      const shift = 3 * (place % NAMES);
      while (code.length <= at) code.push(0);
      code[at] = (code[at]! & ~(ALL << shift)) | (BITS[kind] << shift);
    }
    return code;
  }

  private placeOf(name: string): number {
    const place = this.places.get(name) ?? this.places.size;
    this.places.set(name, place);
    return place;
  }
}

/** All bits of a name that has one. */
function widened(bits: number): number {
  let mask = 0;
  for (let shift = 0; shift < 3 * NAMES; shift += 3) if (bits & (ALL << shift)) mask |= ALL << shift;
  return mask;
}
