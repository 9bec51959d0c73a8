import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { derivativeOf, namedDerivative } from "../meaning/derivativeName.ts";
import { type Definition, LOSS } from "../meaning/knowledge.ts";
import { MEMBER } from "../meaning/letters.ts";
import { everyPart, insideOf, keysOf, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Note } from "../note.ts";
import type { Statements } from "../statements/formulas.ts";
import { rootsOf } from "../statements/relations.ts";
import type { Judgeable } from "../statements/roles.ts";
import { sentencesOf } from "../statements/sentences.ts";

/** Names that stand only under a derivative's sign, are called losses by their letters, or have adjoints. */
export function lossesIn(
  relations: readonly Judgeable[],
  declared: ReadonlyMap<string, DeclaredType>,
  accents: readonly Definition[],
): string[] {
  const given = new Set(relations.flatMap(({ defines }) => defines?.reference.key ?? []));
  const ofAccents = accents.flatMap(({ value }) => {
    const of = value.kind === "name" ? value.derivative?.of : undefined;
    return of?.kind === "name" && !given.has(of.name) ? [of.name] : [];
  });
  return [...new Set([...lossesUnder(relations, declared), ...ofAccents])];
}

function lossesUnder(relations: readonly Judgeable[], declared: ReadonlyMap<string, DeclaredType>): string[] {
  const [found, others] = [new Set<string>(), new Set<string>()];
  const visit = (part: Syntax): void => {
    const d = part.kind === "name" ? part.derivative : undefined;
    if (d) {
      if (d.of?.kind === "name" && d.by.length > 0) found.add(d.of.name);
      else if (d.of) visit(d.of);
      d.by.forEach(visit);
      return;
    }
    const own = referenceOf(part);
    if (own) others.add(own.key);
    else insideOf(part).forEach(visit);
  };
  // W x \to l(L): the arrow says what the loss is of
  for (const root of rootsOf(relations.filter(({ kind }) => kind !== "arrow"))) visit(root);
  return [...found].filter(
    (name) =>
      !declared.has(name) &&
      (LOSS.test(name) || !others.has(name)) &&
      referenceOfName(name).indices.length === 0,
  );
}

/** Parameters that stand in nothing but their function's own formula: \\sigma(t) = 1/(1 + e^{-t}). */
export function parametersOf(
  relations: readonly Judgeable[],
  declared: ReadonlyMap<string, DeclaredType>,
  argumentsOf: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const found = new Set<string>();
  const { namesAt, callsAt } = usesIn(relations);
  for (const { defines, left } of relations) {
    const [only, ...more] = defines?.parameters ?? [];
    if (!only || more.length > 0 || declared.has(only) || left?.kind !== "call" || found.has(only)) continue;
    const { name } = left;
    const isOwn = [...(namesAt.get(only) ?? [])].every((at) =>
      [...callsAt.get(at)!].some((called) => called.startsWith(name)),
    );
    if (isOwn && [...(argumentsOf.get(name) ?? [])].some((argument) => argument !== only)) found.add(only);
  }
  return found;
}

/** Where names stand, which functions are called there, and with what: a name, or something else. */
export function usesIn(relations: readonly Judgeable[]) {
  const namesAt = new Map<string, Set<number>>();
  const callsAt = new Map<number, Set<string>>();
  const argumentsOf = new Map<string, Set<string>>();
  const add = <K, V>(map: Map<K, Set<V>>, key: K, value: V): void => {
    map.set(key, (map.get(key) ?? new Set()).add(value));
  };
  relations.forEach(({ left, right, head }, at) => {
    callsAt.set(at, new Set());
    for (const side of [left, right, head])
      for (const part of side ? everyPart(side) : []) {
        // w = 0 speaks of w, where a head is one of a function's own formulas
        if (part.kind === "name" && (side !== head || part === side)) add(namesAt, part.name, at);
        if (part.kind !== "call") continue;
        add(callsAt, at, part.name);
        const [argument] = part.args;
        // J(0) tells nothing of what J is a function of
        if (side !== head && argument?.kind !== "number")
          add(argumentsOf, part.name, argument?.kind === "name" ? argument.name : "");
      }
  });
  return { namesAt, callsAt, argumentsOf };
}

/** \\bar{A} = ∂L/∂A, and so for other letters. */
export function accentsIn(
  relations: readonly Pick<Judgeable, "left" | "right">[],
  spoken: readonly Definition[],
): Definition[] {
  const written = relations.map(({ left, right }) => ({ own: left && referenceOf(left), right }));
  for (const { own, right } of [
    ...written,
    ...spoken.map(({ reference, value }) => ({ own: reference, right: value })),
  ]) {
    const d = right?.kind === "name" ? right.derivative : undefined;
    const by = d?.by[0] && referenceOf(d.by[0]);
    const [, mark] =
      (own && by && d?.by.length === 1 && new RegExp(`^${escaped(by.base)}_([a-z]+)$`, "u").exec(own.base)) ||
      [];
    if (!mark || !right || !d) continue;
    const names = keysOf(rootsOf(relations));
    return [...names]
      .filter(
        (key) => key.endsWith(`_${mark}`) && names.has(key.slice(0, -mark.length - 1)) && key !== own!.key,
      )
      .map((key): Definition => {
        const target: Syntax = { kind: "name", name: key.slice(0, -mark.length - 1), span: right.span };
        const value = namedDerivative({ ...d, by: [target] }, right.span);
        return { reference: referenceOfName(key), parameters: [], value };
      });
  }
  return [];
}

const ADJOINT =
  /(?:gradients?|derivatives?|adjoints?|cotangents?|sensitivit\w+|梯度|导数|伴随|勾配|微分|随伴)[^.。]*?(?:with respect to|w\.?r\.?t|by|关于|对|に関する|に対する|による)/iu;

/** "\\bar S denotes the gradient of the loss with respect to S": ∂L/∂S. */
export function adjointsIn(note: Note, statements: Statements): Definition[] {
  const lone = loneFormulas(statements);
  return sentencesOf(note.passages).flatMap(({ text, places }) => {
    if (!NAMES_WORDS.test(text) || !ADJOINT.test(text)) return [];
    const parts = [...places.keys()].flatMap((index) => lone.get(index) ?? []);
    const names = parts.flatMap((part) => referenceOf(part) ?? []);
    return names.flatMap((reference): Definition[] => {
      const [, bare] = /^(.+)_(?:bar|hat|tilde|dot)$/u.exec(reference.key) ?? [];
      if (!bare || !names.some(({ key }) => key === bare)) return [];
      const name = (of: string): Syntax => ({ kind: "name", name: of, span: parts[0]!.span });
      return [{ reference, parameters: [], value: derivativeOf("partial", name("L"), [name(bare)]) }];
    });
  });
}

/** Formulas without a relation, by their passage. */
function loneFormulas({ problems }: Statements): Map<number, Syntax> {
  const lone = new Map<number, Syntax>();
  for (const { formulas } of problems)
    for (const { index, equations } of formulas)
      if (equations.length === 1 && equations[0]!.sides.length === 1 && equations[0]!.sides[0]!.syntax)
        lone.set(index, equations[0]!.sides[0]!.syntax);
  return lone;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const NAMES_WORDS =
  /\b(?:denot\w+|written|write|stands? for|call(?:ed)?|abbreviat\w+)\b|记作|记为|写作|と(?:書|置|お|表|呼)[くきいかすしぶん]/iu;

/** "write $\\partial E/\\partial z_1$ and $\\partial E/\\partial z_2$ as $\\delta_1$ and $\\delta_2$". */
export function saidIn(note: Note, statements: Statements, relations: readonly Judgeable[]): Definition[] {
  const lone = loneFormulas(statements);
  const defined = new Set(relations.flatMap(({ defines }) => (defines ? [defines.reference.key] : [])));
  return sentencesOf(note.passages).flatMap(({ text, places }) => {
    if (!NAMES_WORDS.test(text)) return [];
    const parts = [...places.keys()].flatMap((index) => lone.get(index) ?? []);
    const derivatives = parts.filter(
      (part) => part.kind === "name" && part.derivative && part.derivative.by.length > 0,
    );
    const by = new Set(
      derivatives.flatMap((part) =>
        part.kind === "name" && part.derivative
          ? [...part.derivative.by, part.derivative.of].map((x) => x && referenceOf(x)?.base)
          : [],
      ),
    );
    const names = parts
      .flatMap((part) => referenceOf(part) ?? [])
      .filter(({ key, base }) => !defined.has(key) && !by.has(base));
    if (derivatives.length === 0 || derivatives.length !== names.length) return [];
    return names.map((reference, i): Definition => ({ reference, parameters: [], value: derivatives[i]! }));
  });
}

/** Small letters are vectors where they are transposed, have a length or entries, or stand beside a matrix. */
export function usualKinds(
  names: ReadonlySet<string>,
  relations: readonly Judgeable[],
): Map<string, VariableKind> {
  const wide = new Set<string>();
  const members = new Set<string>();
  const note = (part: Syntax | undefined): void => {
    const own = part && referenceOf(part);
    if (own) (own.indices.length === 0 && !own.label ? wide : members).add(own.base);
  };
  for (const root of rootsOf(relations))
    for (const part of everyPart(root)) {
      const own = referenceOf(part);
      if (own && own.indices.length > 0) wide.add(own.base);
      if (part.kind === "transpose" || (part.kind === "norm" && part.which !== "abs")) {
        note(part.of);
        if (part.kind === "norm" && part.of.kind === "sum") for (const { term } of part.of.terms) note(term);
      }
      if (part.kind === "sum" && part.terms.some(({ term }) => isMatrixProduct(term)))
        for (const { term } of part.terms) note(term);
      if (part.kind === "call" && /^(?:softmax|diag)$/.test(part.name)) note(part.args[0]);
      if (part.kind === "product")
        part.factors.forEach(({ factor, operator }, i) => {
          const before = part.factors[i - 1]?.factor;
          if (
            before &&
            (operator === "juxtaposed" || operator === "*") &&
            (isMatrixLike(before) || before.kind === "transpose")
          )
            note(factor);
          if (operator === ".*") for (const side of [before, factor]) note(side);
        });
    }
  const isNoted = (part: Syntax): boolean => {
    const own = referenceOf(part);
    return own !== undefined && (own.indices.length === 0 && !own.label ? wide : members).has(own.base);
  };
  // a = W h + U x, h = tanh(a)
  for (let round = 0; round < 2; round++)
    for (const { left, right } of relations) {
      if (!left || !right || !referenceOf(left)) continue;
      const inner = right.kind === "call" && right.args.length === 1 ? right.args[0]! : right;
      const terms = inner.kind === "sum" ? inner.terms.map(({ term }) => term) : [inner];
      if (terms.some((term) => isMatrixProduct(term) || isNoted(term))) note(left);
      if (inner !== right && isNoted(left)) note(inner);
      // e = x − \hat x beside e eᵀ
      if (right.kind === "sum" && isNoted(left) && terms.every((term) => referenceOf(term)))
        terms.forEach(note);
    }
  const found = new Map<string, VariableKind>();
  for (const name of names)
    if (/^\p{Ll}/u.test(name) && !/^\p{Script=Greek}/u.test(name))
      found.set(name, wide.has(name) ? "vector" : "scalar");
  for (const name of names)
    if (/^\p{Ll}/u.test(name))
      for (const mark of [MEMBER, `^${MEMBER}`])
        found.set(name + mark, members.has(name) ? "vector" : "scalar");
  for (const name of wide)
    if (/^\p{Script=Greek}/u.test(name) && name === name.toLowerCase()) found.set(name, "vector");
  return found;
}

const isMatrixLike = (part: Syntax): boolean => {
  const inner = part.kind === "transpose" ? part.of : part;
  return inner.kind === "name" && /^\p{Lu}/u.test(inner.name) && !inner.derivative;
};
const isMatrixProduct = (part: Syntax): boolean =>
  part.kind === "product" &&
  part.factors.length >= 2 &&
  isMatrixLike(part.factors.at(-2)!.factor) &&
  !(part.factors[0]!.factor.kind === "transpose" && !isMatrixLike(part.factors[0]!.factor));

/** A matrix of new names that stands alone is how the entries of the result before it are called. */
export function resultsIn({ problems }: Statements): Definition[] {
  return problems.flatMap(({ formulas }) => {
    let last: Syntax | undefined;
    return formulas.flatMap(({ equations }) =>
      equations.flatMap(({ sides, relations }): Definition[] => {
        const [only] = sides;
        const owner = last;
        const end = relations.findIndex((kind) => kind !== "equal" && kind !== "defined");
        if (sides.length > 1) last = sides[end < 0 ? sides.length - 1 : end]!.syntax;
        if (sides.length !== 1 || only?.syntax?.kind !== "block" || !owner || referenceOf(owner)) return [];
        const { rows, span } = only.syntax;
        const cells = rows.flatMap((row, i) => row.map((cell, j) => ({ own: referenceOf(cell), i, j })));
        if (cells.length < 2 || cells.some(({ own }) => !own || own.indices.length > 0)) return [];
        return cells.map(({ own, i, j }) => {
          const at = [i + 1, j + 1].map((n) => ({
            kind: "at" as const,
            index: { kind: "number" as const, text: `${n}`, span },
          }));
          return { reference: own!, parameters: [], value: { kind: "entry", of: owner, indices: at, span } };
        });
      }),
    );
  });
}
