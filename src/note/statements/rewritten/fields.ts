/**
 * Functions that a note differentiates and never gives: scalars of what they are applied to.
 *
 *     h(x) = g(A x),  \nabla h(x) = A^\top \nabla g(A x)  ─▶  g is any function of a vector
 */
import { partsOf, withParts } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { EXPECTATION, NOTE_FUNCTIONS } from "../../functionNames.ts";
import { namedDerivative } from "../../meaning/derivativeName.ts";
import { LOSS } from "../../meaning/knowledge.ts";
import { TIME } from "../../meaning/rates.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import type { Relation } from "../relations.ts";

/** By their names, the one name that each is applied to, if it is one. */
export type Fields = ReadonlyMap<string, Syntax | undefined>;

const bareOf = (part: Syntax | undefined): Syntax | undefined =>
  part?.kind === "transpose" ? part.of : part;

/** A name under ∇, or a loss under ∂. */
function differentiatedIn(part: Syntax): string[] {
  const d = part.kind === "name" ? part.derivative : undefined;
  const of = bareOf(d?.of);
  const name = of?.kind === "call" || of?.kind === "name" ? of.name : undefined;
  if (part.kind === "call" && /^\p{Lu}'+$/u.test(part.name)) return [part.name.replace(/'+$/, "")];
  return name !== undefined && (d?.operator === "nabla" || LOSS.test(name)) ? [name] : [];
}

/** Where a scalar stands: a side, a term, a factor beside what is no vector. */
const isScalarPlace = (parent: Syntax | undefined): boolean =>
  parent === undefined ||
  /^(?:sum|negate|power|indexed-sum)$/.test(parent.kind) ||
  (parent.kind === "call" && (NOTE_FUNCTIONS.has(parent.name) || parent.name === EXPECTATION)) ||
  (parent.kind === "product" && parent.factors.every(({ factor }) => factor.kind !== "transpose"));

/** Names that are called where values stand; `refused` are those that stand where no scalar can, or uncalled. */
function callsIn(root: Syntax, calls: Map<string, Syntax[]>, refused: Set<string>): void {
  const open: { part: Syntax; parent: Syntax | undefined }[] = [{ part: root, parent: undefined }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { part, parent } = one;
    if (part.kind === "name" && (part.derivative || part.differential)) {
      // df(w)/dt is of the value f(w), which moves with w
      const { of, by: [by] = [] } = part.derivative ?? {};
      const isInTime = by?.kind === "name" && TIME.test(by.name);
      if (isInTime && of && referenceOf(of) === undefined) open.push({ part: of, parent: undefined });
      continue;
    }
    const own = referenceOf(part);
    if (own) refused.add(own.key);
    if (part.kind === "call") {
      if (part.args.length === 1 && isScalarPlace(parent))
        calls.set(part.name, [...(calls.get(part.name) ?? []), part.args[0]!]);
      else refused.add(part.name);
    }
    if (!own) for (const inner of partsOf(part)) open.push({ part: inner, parent: part });
  }
}

export function fieldsIn(
  relations: readonly Pick<Relation, "left" | "right">[],
  isKnown: (name: string) => boolean,
): Fields {
  const calls = new Map<string, Syntax[]>();
  const refused = new Set<string>();
  const differentiated = new Set<string>();
  for (const { left, right } of relations) {
    if (left?.kind === "call") refused.add(left.name);
    for (const side of [left, right]) {
      if (!side) continue;
      for (const part of everyPart(side)) for (const name of differentiatedIn(part)) differentiated.add(name);
      callsIn(side, calls, refused);
    }
  }
  const names = [...calls.keys()].filter(
    (name) =>
      differentiated.has(name) &&
      !refused.has(name) &&
      !isKnown(name) &&
      !NOTE_FUNCTIONS.has(name) &&
      name !== EXPECTATION &&
      !name.endsWith("'"),
  );
  return new Map(
    names.map((name) => {
      const keys = new Set(calls.get(name)!.map((argument) => referenceOf(argument)?.key));
      const [argument] = calls.get(name)!;
      return [name, keys.size === 1 && !keys.has(undefined) ? argument : undefined] as const;
    }),
  );
}

const OPENING = /^(?:\\(?:left|[bB]igg?l?)\s*)?\(/u;

/** A(\eta), A'(\eta) and \nabla A(\eta) of an A that is nothing but a function, which were read as products. */
export function withCapitals(
  relations: readonly Relation[],
  text: string,
  isKnown: (name: string) => boolean,
): readonly Relation[] {
  const [applied, sloped, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const written = (relation: Relation, side: "left" | "right"): string => {
    const root = relation[side];
    const { start } = side === "left" ? relation.leftSpan : relation.rightSpan;
    return root ? text.slice(Math.max(0, start - root.span.start)) : "";
  };
  /** The letter that a product begins with, which stands before a name in brackets. */
  const partsOfCall = (part: Syntax, from: string) => {
    if (part.kind !== "product" || part.factors.length !== 2) return undefined;
    const [first, argument] = part.factors.map(({ factor }) => factor) as [Syntax, Syntax];
    const d = first.kind === "name" ? first.derivative : undefined;
    const isNabla = d?.operator === "nabla" && d.by.length === 0;
    const isPrime = first.kind === "transpose" && first.prime === true;
    const name = isNabla ? d.of : isPrime ? first.of : first;
    const isCall =
      name?.kind === "name" &&
      !name.derivative &&
      /^\p{Lu}$/u.test(name.name) &&
      argument.kind === "name" &&
      !argument.derivative &&
      !/^[tsτ]$/u.test(argument.name) &&
      OPENING.test(from.slice(argument.span.start));
    return isCall ? { name: name.name, argument, isPrime, d: isNabla ? d : undefined } : undefined;
  };
  const look = (part: Syntax, parent: Syntax | undefined, from: string): void => {
    const own = partsOfCall(part, from);
    if (own && (parent === undefined || /^(?:sum|negate)$/.test(parent.kind)))
      (own.d || own.isPrime ? sloped : applied).add(own.name);
    else if (own) others.add(own.name);
    else if (referenceOf(part)) others.add(referenceOf(part)!.key);
    if (!own && !referenceOf(part) && !(part.kind === "name" && part.derivative))
      for (const inner of partsOf(part)) look(inner, part, from);
  };
  for (const relation of relations)
    for (const side of ["left", "right"] as const)
      if (relation[side]) look(relation[side], undefined, written(relation, side));
  const found = [...applied].filter((name) => sloped.has(name) && !others.has(name) && !isKnown(name));
  if (found.length === 0) return relations;
  const at = (part: Syntax, from: string): Syntax => {
    const own = partsOfCall(part, from);
    if (!own || !found.includes(own.name)) return withParts(part, (inner) => at(inner, from));
    const { span } = part;
    const call: Syntax = {
      kind: "call",
      name: own.isPrime ? `${own.name}'` : own.name,
      args: [own.argument],
      span,
    };
    return own.d ? namedDerivative({ ...own.d, of: call }, span) : call;
  };
  return relations.map((relation) => {
    const left = relation.left && at(relation.left, written(relation, "left"));
    const right = relation.right && at(relation.right, written(relation, "right"));
    return { ...relation, left, right, head: relation.head === relation.left ? left : relation.head };
  });
}

/** \nabla f(x)^\top: the transpose is of the gradient. */
export function withTurnedGradients(root: Syntax): Syntax {
  const at = (part: Syntax): Syntax => {
    const d = part.kind === "name" ? part.derivative : undefined;
    if (!d) return withParts(part, at);
    if (d.operator !== "nabla" || d.order !== 1 || d.of?.kind !== "transpose" || d.of.of.kind !== "call")
      return part;
    return { kind: "transpose", of: namedDerivative({ ...d, of: d.of.of }, part.span), span: part.span };
  };
  return at(root);
}
