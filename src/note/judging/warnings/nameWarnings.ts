/**
 * Names that mean two things, things that have two names, and names that nothing explains.
 *
 *     i, j entries of C and indices of a sum      w where W is defined      p, of which nothing is said
 */
import type { Span } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { type Context, definedBy, lookUp, ownerOf } from "../../context/context.ts";
import { isCapital } from "../../context/looks.ts";
import type { Finding } from "../../finding.ts";
import { referenceOf } from "../../meaning/reference.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { inFile, nodesIn, nodesOf, type Spot, warning } from "./spots.ts";

/** Letters that are entries and run as indices too, the one use mixed with the other. */
export function collisions({ note, context }: Spot): Finding[] {
  const asIndex = new Map<string, number>();
  const asEntry = new Map<string, number>();
  const indices = new Set<Syntax>();
  for (const [at, formula] of context.problem.formulas.entries())
    for (const part of nodesIn(formula)) {
      if (part.kind === "entry")
        for (const index of part.indices) if (index.kind === "at") indices.add(index.index);
      if (part.kind === "call" && part.name === "delta") for (const arg of part.args) indices.add(arg);
      const reference = referenceOf(part);
      const letters = reference?.indices.flatMap(({ letter }) => letter ?? []) ?? [];
      if (part.kind === "indexed-sum") letters.push(part.index);
      for (const letter of letters) if (!asIndex.has(letter)) asIndex.set(letter, at);
      if (reference && !indices.has(part) && context.places.has(reference.key))
        asEntry.set(reference.key, at);
    }
  const isMixed = (key: string): boolean => (asIndex.get(key) ?? Infinity) < (asEntry.get(key) ?? -1);
  return context.namings.flatMap(({ cells, formula, block }) => {
    const letters = cells.flat().filter(({ key }) => isMixed(key) || context.shapes.has(key));
    if (letters.length === 0) return [];
    const names = letters.map(({ key }) => key).join(" and ");
    const [are, run] = letters.length === 1 ? ["is an entry", "an index"] : ["are entries", "indices"];
    const why = `${names} ${are} here and ${run} elsewhere`;
    return [warning(note, inFile(formula, block.span), "name-collision", why)];
  });
}

/** w where W is what the problem speaks of, l beside L. */
export function otherCase({ note, context }: Spot): Finding[] {
  const found: Finding[] = [];
  const losses = new Map<string, string>();
  const bare = bareNames(context);
  for (const formula of context.problem.formulas)
    for (const part of nodesIn(formula)) {
      if (part.kind !== "name" || !part.derivative) continue;
      const { of, by } = part.derivative;
      const span = inFile(formula, wholeSpan(formula.passage.text, part.span));
      const loss = of && referenceOf(of)?.key;
      if (loss !== undefined && isUndefined(context, loss)) {
        const other = losses.get(loss.toLowerCase());
        if (other !== undefined && other !== loss)
          found.push(
            warning(
              note,
              span,
              "letter-case",
              `the loss is ${other} before and ${loss} here; one letter for each thing`,
            ),
          );
        losses.set(loss.toLowerCase(), loss);
      }
      for (const variable of by) {
        const reference = referenceOf(variable);
        const owner = reference?.indices.length === 0 ? ownerOf(context, reference.key) : undefined;
        if (!reference || !owner || owner === reference.key || !isUndefined(context, reference.key)) continue;
        if (bare.has(reference.key)) continue;
        const why = `${reference.key} is not defined; ${owner} is`;
        found.push(warning(note, span, "letter-case", why));
      }
    }
  return found.filter(
    ({ rule, why }, i) => found.findIndex((other) => other.rule === rule && other.why === why) === i,
  );
}

/** Names that stand without indices in a definition, the x of f(x) among them. */
const bareNames = ({ definitions }: Context): ReadonlySet<string> =>
  new Set(
    [...definitions.values()].flatMap(({ value }) =>
      [...nodesOf(value)].flatMap((part) => {
        const reference = part.kind === "name" ? referenceOf(part) : undefined;
        return reference?.indices.length === 0 ? [reference.key] : [];
      }),
    ),
  );

const isUndefined = (context: Context, key: string): boolean =>
  lookUp(context, ({ definitions, places, namingOf, shapes, general }) =>
    definitions.has(key) ||
    places.has(key) ||
    namingOf.has(key) ||
    shapes.has(key) ||
    [1, 2].some((n) => general.has(`${key}/${n}`))
      ? true
      : undefined,
  ) === undefined;

/** Entries named against the usual order, or without the label of their matrix. */
export function namingWarnings({ note, context }: Spot): Finding[] {
  const spoken = spokenKeys(context);
  return context.namings.flatMap((naming): Finding[] => {
    const { formula } = naming;
    const cells = naming.cells.flatMap((row, r) => row.map((cell, c) => ({ cell, r: r + 1, c: c + 1 })));
    const at = (i: number) => cells.map(({ cell }) => cell.indices[i]?.offset);
    const isPair = cells.length > 1 && cells.every(({ cell }) => cell.indices.length === 2);
    const isTransposed =
      isPair &&
      naming.cells.length > 1 &&
      naming.cells[0]!.length > 1 &&
      cells.every(({ c, r }, i) => at(0)[i] === c && at(1)[i] === r);
    const span = inFile(formula, naming.block.span);
    if (isTransposed && !cells.some(({ cell, r, c }) => r !== c && spoken.has(cell.key))) {
      const { base } = cells[0]!.cell;
      return [
        warning(
          note,
          span,
          "entry-order",
          `${base}_{21} is printed in row 1 and column 2: not the usual order, which should be said`,
        ),
      ];
    }
    const owner = naming.owner && definedBy(naming.owner)?.key;
    const { base } = cells[0]!.cell;
    if (!owner?.startsWith(`${base}^`)) return [];
    const usesLabel = context.given.has(owner) && [...context.given].some((key) => key === owner);
    return usesLabel
      ? [warning(note, span, "label-dropped", `the entries of ${owner} are printed as those of ${base}`)]
      : [];
  });
}

/** Keys that stand in a formula of their own. */
const spokenKeys = ({ problem }: Context): ReadonlySet<string> =>
  new Set(
    problem.formulas.flatMap(({ equations }) =>
      equations.flatMap(({ sides }) => {
        const only = sides.length === 1 ? sides[0]!.syntax : undefined;
        return only ? [referenceOf(only)?.key ?? ""] : [];
      }),
    ),
  );

/** A scalar that stands in one definition and is spoken of nowhere else. */
export function undefinedOnce({ note, context }: Spot): Finding[] {
  const spoken = lettersInProse(context);
  const counts = new Map<string, { count: number; span: Span }>();
  for (const formula of context.problem.formulas)
    for (const part of nodesIn(formula)) {
      const reference = part.kind === "name" ? referenceOf(part) : undefined;
      if (!reference || reference.indices.length > 0 || !/^\p{Ll}$/u.test(reference.key)) continue;
      const before = counts.get(reference.key);
      counts.set(reference.key, {
        count: (before?.count ?? 0) + 1,
        span: before?.span ?? inFile(formula, part.span),
      });
    }
  return [...context.definitions.values()].flatMap(({ value, reference: defined }) => {
    const names = new Set(
      [...nodesOf(value)].map((part) => (part.kind === "name" ? referenceOf(part)?.key : undefined)),
    );
    return [...names].flatMap((key) => {
      const found = key === undefined ? undefined : counts.get(key);
      if (!key || found?.count !== 1 || !isUndefined(context, key)) return [];
      const isKnown = spoken.has(key) || context.vectors.has(key) || isIndexOrSize(context, key, value);
      if (isKnown || isCapital(key)) return [];
      return [
        warning(
          note,
          wholeSpan(note.text, found.span),
          "not-defined",
          `nothing says what ${key} in the definition of ${defined.key} is`,
        ),
      ];
    });
  });
}

const isIndexOrSize = (context: Context, key: string, value: Syntax): boolean =>
  context.sizeLetters.has(key) ||
  context.sizes.has(key) ||
  [...nodesOf(value)].some(
    (part) =>
      part.kind === "indexed-sum" &&
      (part.index === key ||
        [part.from, part.to].some((bound) =>
          [...nodesOf(bound)].some((inner) => inner.kind === "name" && inner.name === key),
        )),
  );

/** The letters that are words of their own in the prose. */
const lettersInProse = ({ problem }: Context): ReadonlySet<string> =>
  new Set(
    [...problem.prose.values(), problem.ending].flatMap(
      (text) => text.match(/(?<![\p{L}\\])\p{L}(?!\p{L})/gu) ?? [],
    ),
  );
