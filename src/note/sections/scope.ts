/**
 * What a section rests on: its own relations, and of those before it the definitions of the names that it speaks of.
 *
 *     # 1: Y = X W, Z = Y Y^T    # 2: f = \|Y\|^2  ─▶  in 2 stand Y = X W and f = ‖Y‖²
 */
import type { Syntax } from "../../syntax/tree.ts";
import { printOf } from "../meaning/prints.ts";
import { everyPart, referenceOf, variableIn } from "../meaning/reference.ts";
import { FOR_ONCE } from "../statements/cues.ts";
import type { Judgeable } from "../statements/roles.ts";
import { numberOf } from "./printing.ts";
import { linearIn } from "./systems.ts";

export interface Scopes {
  readonly sections: ReadonlyMap<number, readonly Judgeable[]>;
  /** By the base of what is defined, and of the cells of a matrix that is written out; then by the whole name. */
  readonly definitionsOf: ReadonlyMap<string, ReadonlyMap<string, readonly Judgeable[]>>;
  /** By the base of their variable, relations that begin with a first derivative. */
  readonly gradientsBy: ReadonlyMap<string, readonly Judgeable[]>;
  /** What was found already. */
  readonly needed: Map<number, readonly Judgeable[]>;
}

export function scopesOf(relations: readonly Judgeable[]): Scopes {
  const sections = new Map<number, Judgeable[]>();
  const definitionsOf = new Map<string, Map<string, Judgeable[]>>();
  const gradientsBy = new Map<string, Judgeable[]>();
  const add = (base: string, key: string, relation: Judgeable): void => {
    const byKey = definitionsOf.get(base) ?? new Map<string, Judgeable[]>();
    definitionsOf.set(base, byKey);
    append(byKey, key, relation);
  };
  for (const relation of relations) {
    append(sections, relation.section, relation);
    const variable = variableIn(relation.vanishing ?? relation.head);
    const by = variable && referenceOf(variable)?.base;
    if (by !== undefined) append(gradientsBy, by, relation);
    const unknown = linearIn(relation)?.unknown;
    if (unknown) add(unknown.base, `${unknown.key}#system`, relation);
    if (!relation.defines || isAnExample(relation)) continue;
    const { base, key } = relation.defines.reference;
    for (const name of new Set([base, ...cellBases(relation.right)])) {
      const isPrint = printOf(relation.left, relation.right) !== undefined;
      add(name, isPrint ? `${key}#print` : relation.role === "model" ? `${key}#model` : key, relation);
    }
  }
  return { sections, definitionsOf, gradientsBy, needed: new Map() };
}

/** "At the point x = (1, 2)^\top": numbers that the section takes for once. */
function isAnExample({ right, words }: Judgeable): boolean {
  const list = right?.kind === "transpose" ? right.of : right;
  return (
    list?.kind === "block" &&
    list.rows.flat().every((cell) => numberOf(cell) !== undefined) &&
    FOR_ONCE.test(words.before)
  );
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const cellBases = (right: Syntax | undefined): string[] => {
  const list = right?.kind === "transpose" ? right.of : right;
  return list?.kind === "block" ? list.rows.flat().flatMap((cell) => referenceOf(cell)?.base ?? []) : [];
};

/** In the order of the note; found once for each section. */
export function neededFor(scopes: Scopes, section: number): readonly Judgeable[] {
  const known = scopes.needed.get(section);
  if (known) return known;
  const found = needed(scopes, section);
  scopes.needed.set(section, found);
  return found;
}

function needed({ sections, definitionsOf, gradientsBy }: Scopes, section: number): readonly Judgeable[] {
  const own = sections.get(section) ?? [];
  const here = new Set(
    own.flatMap(({ defines, left, right }) =>
      defines && !printOf(left, right) ? [defines.reference.key] : [],
    ),
  );
  const found = new Map<number, Judgeable>();
  const seen = new Set<string>();
  const open = own.flatMap(basesIn);
  // "setting the gradient to zero", which stands in a section before
  for (const { solves, left, right, vanishing, head } of own) {
    if (solves === undefined) continue;
    const names = solves === "" ? basesIn({ left, right, vanishing, head }) : [solves];
    for (const name of names) {
      const gradients = gradientsBy.get(name) ?? [];
      const gradient = gradients.some((r) => r.section === section)
        ? undefined
        : lastBefore(gradients, section);
      if (!gradient || found.has(gradient.at)) continue;
      found.set(gradient.at, gradient);
      open.push(...basesIn(gradient));
    }
  }
  for (let base = open.pop(); base !== undefined; base = open.pop()) {
    if (seen.has(base)) continue;
    seen.add(base);
    for (const [key, definitions] of definitionsOf.get(base) ?? []) {
      const definition = here.has(key) ? undefined : lastBefore(definitions, section);
      if (!definition || found.has(definition.at)) continue;
      found.set(definition.at, definition);
      open.push(...basesIn(definition));
    }
  }
  const earlier = [...found.values()].sort((a, b) => a.at - b.at);
  return [...earlier, ...own];
}

function lastBefore(sorted: readonly Judgeable[], section: number): Judgeable | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.section < section) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

/** The entries of C are called c, and C is what c_{ij} are entries of. */
function basesIn({
  left,
  right,
  head,
  vanishing,
}: Pick<Judgeable, "left" | "right" | "head" | "vanishing">): string[] {
  const found = new Set<string>();
  const derived = [head, vanishing].flatMap((side) =>
    side?.kind === "name" ? (side.derivative?.of ?? []) : [],
  );
  for (const side of [left, right, ...derived])
    for (const part of side ? everyPart(side) : []) {
      const own = referenceOf(part);
      const base = own?.base ?? (part.kind === "call" ? part.name.replace(/'+$/, "") : undefined);
      const differential = part.kind === "name" ? part.differential : undefined;
      for (const name of [base, differential])
        if (name) for (const spelled of [name, capital(name), small(name)]) found.add(spelled);
    }
  return [...found];
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
