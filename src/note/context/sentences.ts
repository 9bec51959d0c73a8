/**
 * What a note says in words beside its formulas: which new name stands for a derivative, which matrix is symmetric.
 *
 *     let $G$ stand for $\frac{\partial L}{\partial A}$   ─▶  definition of G        $A$ is symmetric  ─▶  Aᵀ = A
 */
import { meansSymmetric, structureNamed } from "../../structures.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { referenceOfName } from "../meaning/reference.ts";
import type { Formula } from "../statements/formulas.ts";
import { type Context, definedBy, isKnownName, mentions, rememberKeys } from "./context.ts";

/** "let $G$ stand for $\partial L/\partial A$": a new name beside a derivative, in one sentence. */
export function takeCotangents(context: Context): void {
  const { formulas } = context.problem;
  const seen = new Set<string>();
  formulas.forEach((formula, i) => {
    const name = onlySide(formula);
    const reference = name && definedBy(name);
    const isNew =
      reference &&
      reference.indices.length === 0 &&
      !seen.has(reference.key) &&
      !isKnownName(context, reference.key);
    for (const other of isNew ? [formulas[i + 1], formulas[i - 1]] : []) {
      const value = other && onlySide(other);
      if (!other || value?.kind !== "name" || !value.derivative?.of || value.derivative.by.length !== 1)
        continue;
      const [first, second] = other === formulas[i + 1] ? [formula, other] : [other, formula];
      if (!isOneSentence(context, first, second) || mentions(value, reference!.key)) continue;
      context.definitions.set(reference!.key, {
        reference: reference!,
        value,
        equation: formula.equations[0]!,
      });
      break;
    }
    for (const { sides } of formula.equations)
      for (const { syntax } of sides) if (syntax) rememberKeys(syntax, seen);
  });
}

const SYMMETRIC = /(?<!anti-?|skew-?|not |un|反)(symmetric|对称|對稱|対称)/i;

/** "where $A$ is a symmetric matrix": the word stands in one sentence with the name. */
export function takeSymmetric({ problem, symmetric }: Context): void {
  const { formulas, prose } = problem;
  formulas.forEach((formula, i) => {
    const name = onlySide(formula);
    const [declared] = formula.equations.length === 0 ? formula.declarations : [];
    const written = declared?.names.at(-1)?.name;
    const key = name ? definedBy(name)?.key : written && referenceOfName(written).key;
    if (!key) return;
    const next = formulas[i + 1];
    const [after] = ((next && prose.get(next.index)) ?? problem.ending).split(/[.!?;。；！？]/);
    const before = (prose.get(formula.index) ?? "").split(/[.!?;。；！？]/).at(-1) ?? "";
    if (SYMMETRIC.test(after!.slice(0, 40)) || SYMMETRIC.test(before.slice(-24))) symmetric.add(key);
  });
  for (const { declarations } of formulas)
    for (const { names, type } of declarations)
      if (type.words.some((word) => meansSymmetric(structureNamed(word))))
        for (const { name } of names) symmetric.add(referenceOfName(name).key);
}

const onlySide = ({ equations }: Formula): Syntax | undefined =>
  equations.length === 1 && equations[0]!.sides.length === 1 ? equations[0]!.sides[0]!.syntax : undefined;

/** Neither a full stop nor another formula between them. */
function isOneSentence({ problem }: Context, first: Formula, second: Formula): boolean {
  if (second.index - first.index > 2) return false;
  const between = problem.prose.get(second.index) ?? "";
  return between.length <= 60 && !/[.!?;。；！？]/.test(between);
}
