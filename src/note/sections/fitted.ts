/**
 * A section with the sizes that others declare where it says none itself, as far as its definitions conform with them.
 *
 *     # 1: L \in \mathbb{R}^{n \times n}, f(x) = x^\top L x    # 2: x \in \mathbb{R}^d  ─▶  the x of 1 has n entries
 */
import type { Document } from "./document.ts";
import { borrowedIn, type Heard, heardIn, withoutSizes } from "./heard.ts";
import type { SectionKind } from "./printing.ts";
import { neededFor } from "./scope.ts";
import { type Section, sectionWith } from "./section.ts";

export function sectionOf(
  document: Document,
  section: number,
  kind: SectionKind = "general",
  isStrict = false,
): Section {
  const needed = neededFor(document.scopes, section);
  const heard = heardIn(document, needed, section, isStrict);
  const madeWith = (said: Heard) => sectionWith(said, document, section, kind);
  const made = madeWith(heard);
  if (made.unfit === 0) return made.section;
  const borrowed = new Set(borrowedIn(heard, needed, section));
  const bare = madeWith(withoutSizes(heard, borrowed));
  if (bare.unfit >= made.unfit) return made.section;
  let best = bare;
  for (const name of [...borrowed]) {
    const others = new Set([...borrowed].filter((other) => other !== name));
    const next = madeWith(withoutSizes(heard, others));
    if (next.unfit > bare.unfit) continue;
    borrowed.delete(name);
    best = next;
  }
  return best.section;
}
