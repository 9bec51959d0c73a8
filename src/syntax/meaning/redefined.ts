/**
 * Every value under a name of its own: a name that is given another value is another name from there on.
 *
 *     h = tanh(W h + x); L = ‖h‖²  ─▶  h_new = tanh(W h + x); L = ‖h_new‖²
 */
import { partsOf, withParts } from "../parts.ts";
import type { Statement, Syntax } from "../tree.ts";

/** A name that is declared and then defined, and stands for nothing before that, is declared for its value. */
export function apart(statements: readonly Statement[]): readonly Statement[] {
  const met = new Set<string>();
  const renamed = new Map<string, string>();
  let all: Set<string> | undefined;
  return statements.map((s) => {
    if (s.kind === "declaration") return s;
    const value = renamed.size === 0 ? s.value : withNames(s.value, renamed, NONE);
    addNames(s.value, met);
    if (s.kind === "expression") return value === s.value ? s : { ...s, value };
    const isAnother = met.has(s.name);
    met.add(s.name);
    if (!isAnother) return value === s.value ? s : { ...s, value };
    all ??= namesOf(statements);
    const name = free(`${s.name}_new`, all);
    all.add(name);
    renamed.set(s.name, name);
    return { ...s, name, value };
  });
}

const NONE: ReadonlySet<string> = new Set();

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
  return name;
}

/** Every name that the statements write. */
function namesOf(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  for (const s of statements) {
    if (s.kind === "declaration") {
      for (const { name } of s.names) names.add(name);
      for (const size of [...s.type.sizes, ...(s.type.result?.sizes ?? [])]) addNames(size, names);
      continue;
    }
    if (s.kind === "definition") for (const name of [s.name, ...s.parameters]) names.add(name);
    addNames(s.value, names);
  }
  return names;
}

/** The names in it that are no index of a sum around them. */
function addNames(syntax: Syntax, names: Set<string>, indices: ReadonlySet<string> = NONE): void {
  if (syntax.kind === "name" && !indices.has(syntax.name)) names.add(syntax.name);
  const inside = syntax.kind === "indexed-sum" ? new Set([...indices, syntax.index]) : indices;
  for (const part of partsOf(syntax)) addNames(part, names, inside);
}

function withNames(
  syntax: Syntax,
  renamed: ReadonlyMap<string, string>,
  indices: ReadonlySet<string>,
): Syntax {
  if (syntax.kind === "name") {
    const name = indices.has(syntax.name) ? undefined : renamed.get(syntax.name);
    return name === undefined ? syntax : { ...syntax, name };
  }
  const inside = syntax.kind === "indexed-sum" ? new Set([...indices, syntax.index]) : indices;
  return withParts(syntax, (part) => withNames(part, renamed, inside));
}
