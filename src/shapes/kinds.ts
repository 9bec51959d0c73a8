/**
 * What undeclared names may be: the choices of kinds for them, the likeliest first.
 *
 *     f = A x + c  ─▶  A a matrix, x and c vectors;  then c a scalar;  then c a matrix;  …
 */
import type { Statement } from "../syntax/tree.ts";
import { alternativeKinds, type DeclaredType, type VariableKind } from "./declarations.ts";
import { namesIn } from "./names.ts";

/** How many choices are tried. */
const MAXIMUM_ATTEMPTS = 400;

/** The names that nothing declares or defines before they stand. */
export function undeclaredNames(
  values: readonly Exclude<Statement, { kind: "declaration" }>[],
  types: ReadonlyMap<string, DeclaredType>,
): string[] {
  const defined = new Set<string>();
  const names = new Set<string>();
  for (const s of values) {
    for (const name of namesIn(s.value)) if (!types.has(name) && !defined.has(name)) names.add(name);
    if (s.kind === "definition") defined.add(s.name);
  }
  return [...names];
}

/** The usual kinds first, then one name changed, then two, …; among these the likelier changes first. */
export function* kindChoices(
  names: readonly string[],
  usual: (name: string) => VariableKind,
): Generator<Map<string, VariableKind>> {
  let level: KindChoice[] = [{ kinds: new Map(), rank: 0 }];
  let count = 0;
  while (level.length > 0) {
    const next: KindChoice[] = [];
    for (const { kinds, rank } of level) {
      yield kinds;
      count += 1;
      if (count >= MAXIMUM_ATTEMPTS) return;
      const last = Math.max(-1, ...[...kinds.keys()].map((name) => names.indexOf(name)));
      for (const name of names.slice(last + 1)) {
        alternativeKinds[usual(name)].forEach((kind, i) => {
          next.push({ kinds: new Map([...kinds, [name, kind]]), rank: rank + i });
        });
      }
    }
    level = next.sort((a, b) => a.rank - b.rank);
  }
}

interface KindChoice {
  readonly kinds: Map<string, VariableKind>;
  /** How unlikely its changes are. */
  readonly rank: number;
}
