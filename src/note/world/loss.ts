/**
 * A loss that nobody defines: an unknown smooth function of the last results.
 *
 *     A = Z W, \quad ∂L/∂A known  ─▶  L = Σ cᵢ aᵢ + ½ Σ dᵢ aᵢ² + ½ (Σ eᵢ aᵢ)²  with random c, d, e
 */
import { UnsupportedError } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Context, definedBy, insideOf, type Naming } from "../context/context.ts";
import { referenceOf } from "../context/reference.ts";
import type { ScalarNode } from "./graph.ts";
import { interpret } from "./interpret.ts";
import { NO_INDICES, type World } from "./world.ts";

/** A result that a loss may depend on: a name, or what a printed matrix names. */
export type Sink = string | Naming;

/** Every name or unnamed result that no other definition uses. */
export function sinksOf(context: Context): readonly Sink[] {
  for (let at: Context | undefined = context; at; at = at.previous) {
    const found = ownSinks(at);
    if (found.length > 0) return found;
  }
  return [];
}

function ownSinks(context: Context): readonly Sink[] {
  const used = new Set<string>();
  const names: string[] = [];
  for (const { reference, value } of context.definitions.values()) {
    const keys = namesIn(value);
    if (keys.has(GRADIENT)) continue;
    for (const key of keys) if (key !== reference.key) used.add(key);
    names.push(reference.key);
  }
  for (const { value } of context.general.values()) for (const key of namesIn(value)) used.add(key);
  const unnamed = context.namings.filter(
    ({ owner }) => owner && !definedBy(owner) && !namesIn(owner).has(GRADIENT),
  );
  return [...names.filter((name) => !used.has(name)), ...unnamed];
}

const GRADIENT = "∂";

/** The names in a formula, and ∂ where it has a derivative. */
function namesIn(syntax: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const open: Syntax[] = [syntax];
  while (open.length > 0) {
    const part = open.pop()!;
    if (part.kind === "name" && part.derivative) found.add(GRADIENT);
    const reference = referenceOf(part);
    if (reference) {
      found.add(reference.key);
      found.add(reference.base);
    }
    open.push(...insideOf(part));
  }
  return found;
}

export function lossOf(
  world: World,
  name: string,
  sinks: readonly Sink[] | undefined,
  syntax: Syntax,
): ScalarNode {
  const { graph, context } = world;
  const over = sinks ?? sinksOf(context);
  const entries: ScalarNode[] = [];
  for (const sink of over) {
    const value =
      typeof sink === "string" ? world.named(sink, syntax) : interpret(world, sink.owner!, NO_INDICES);
    entries.push(...value.entries);
  }
  if (entries.length === 0) throw new UnsupportedError(`nothing says what ${name} depends on`, syntax.span);
  const coefficient = (kind: string, i: number): ScalarNode => constantOf(world, `${name} ${kind} ${i}`);
  const linear = entries.map((entry, i) => graph.multiply(coefficient("c", i), entry));
  const squares = entries.map((entry, i) =>
    graph.multiply(coefficient("d", i), graph.multiply(entry, entry)),
  );
  const mixed = graph.sum(entries.map((entry, i) => graph.multiply(coefficient("e", i), entry)));
  return graph.sum([...linear, ...squares, graph.multiply(mixed, mixed)]);
}

/** A random number that no derivative sees. */
const constantOf = ({ graph }: World, name: string): ScalarNode => graph.variable(`loss ${name}`);
