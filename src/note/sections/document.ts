/** A note as its claims are judged: relations with roles, declarations, what its words say. */
import { MatrixCalculusError } from "../../errors.ts";
import { sizeNames } from "../../expression/dimension.ts";
import type { Shape } from "../../expression/expr.ts";
import { likelyKinds } from "../../problem/latex/types.ts";
import { type DeclaredType, declaredType, type VariableKind } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Definition, LOSS } from "../meaning/knowledge.ts";
import { countersIn } from "../meaning/letters.ts";
import { printOf } from "../meaning/prints.ts";
import { basesOf, everyPart, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Note } from "../note.ts";
import type { Said } from "../said.ts";
import { type Facts, factsOf, type Named } from "../statements/facts.ts";
import { definedBy, type Statements } from "../statements/formulas.ts";
import { normalised, spokenIn } from "../statements/normal.ts";
import { withoutPrimes, withPrimedNames } from "../statements/primes.ts";
import { relationsOf, rootsOf, sectionsIn } from "../statements/relations.ts";
import { randomIn, saysMoreOfChance, withExpectations } from "../statements/rewritten/expectations.ts";
import { type Fields, fieldsIn, withCapitals, withTurnedGradients } from "../statements/rewritten/fields.ts";
import { namedOnes, sizedOnes } from "../statements/rewritten/ones.ts";
import { type Judgeable, withRoles } from "../statements/roles.ts";
import { type Curve, curveIn, isInTime, variedIn, withValues } from "./curves.ts";
import { withRates } from "./dynamics.ts";
import { type Nearest, nearestIn } from "./heard.ts";
import { definiteIn, positiveIn, sizeOrdersIn, subscriptedIn, summingIn, symmetricIn } from "./orders.ts";
import { type Scopes, scopesOf } from "./scope.ts";
import { accentsIn, adjointsIn, lossesIn, resultsIn, saidIn, usesIn, usualKinds } from "./spoken.ts";

export interface Document {
  readonly relations: readonly Judgeable[];
  /** A tree as the note as a whole shows it to be meant. */
  readonly normal: (side: Syntax) => Syntax;
  readonly scopes: Scopes;
  /** dX := ∂L/∂X, wherever it stands. */
  readonly namings: readonly Judgeable[];
  /** Names that are said to be positive. */
  readonly positive: ReadonlySet<string>;
  /** What is said of two sizes. */
  readonly sizeOrders: ReturnType<typeof sizeOrdersIn>;
  readonly facts: Facts;
  readonly declared: ReadonlyMap<string, DeclaredType>;
  readonly declarations: readonly Said<DeclaredType>[];
  /** Z_{m \times k}: from which section on a name has which size. */
  readonly subscripted: readonly { readonly section: number; readonly name: string; readonly shape: Shape }[];
  /** By the base of a name, the formula that declares it. */
  readonly declarationTexts: ReadonlyMap<string, string>;
  readonly likely: ReadonlyMap<string, VariableKind>;
  readonly functions: ReadonlyMap<string, string | undefined>;
  readonly ranges: ReadonlyMap<string, Syntax>;
  readonly nearest: Nearest;
  readonly lists: ReadonlyMap<string, Syntax | undefined>;
  /** Bases of names that are declared, or stand in what is given. */
  readonly given: ReadonlySet<string>;
  /** Names for what words say: "write □ as □". */
  readonly said: readonly Definition[];
  /** Of functions, what they are applied to: a name, or something else. */
  readonly argumentsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** A(t), x = x(t): what varies with a number. */
  readonly curves: readonly Curve[];
  /** What moves with time, at rates that have names. */
  readonly rates: ReadonlySet<string>;
  readonly twofold: Statements["twofold"];
  /** What is differentiated and never given. */
  readonly losses: readonly string[];
  readonly fields: Fields;
  /** Letters that vary under expectations, and whether the words say more of them. */
  readonly random: ReadonlySet<string>;
  readonly isChanceTold: boolean;
}

const NOWHERE = { start: 0, end: 0 };

export function documentOf(note: Note, statements: Statements): Document {
  const named = new Map<number, Named>();
  const declared = new Map<string, DeclaredType>();
  const declarations: Said<DeclaredType>[] = [];
  const sections = new Map(
    sectionsIn(statements).flatMap((own, section) => own.map(({ index }) => [index, section] as const)),
  );
  const sectionOf = (passage: number): number => sections.get(passage) ?? sections.size;
  const declarationTexts = new Map<string, string>();
  const lone: Syntax[] = [];
  const ranges = new Map<string, Syntax>();
  const lists = new Map<string, Syntax | undefined>();
  for (const { formulas } of statements.problems)
    for (const { index, equations, declarations: written, passage } of formulas) {
      const names: string[] = [];
      let size: Named["size"];
      let curve: string | undefined;
      for (const { names: all, type } of written) {
        const meant = attemptType(() => declaredType(type));
        const own = all.map(({ name }) => name).filter((name) => !/[⋯⋮⋱…]/.test(name));
        const before = equations.flatMap(({ sides }) =>
          sides.length === 1 && sides[0]!.syntax ? [sides[0]!.syntax] : [],
        );
        for (const part of before) {
          const alone = referenceOf(part);
          if (alone && written.length === 1) own.push(alone.key);
        }
        for (const { name } of equations.length === 0 ? all : [])
          declarationTexts.set(referenceOfName(name).base, passage.text);
        for (const name of own)
          if (meant && !/^(?:𝟏|1|I)$/.test(name)) {
            declarations.push({ name, value: meant, section: sectionOf(index) });
            if (!declared.has(name)) declared.set(name, meant);
          }
        names.push(...own);
      }
      equations.forEach(({ sides }, e) => {
        const [only] = sides;
        if (sides.length === 1 && only?.syntax) {
          lone.push(only.syntax);
          const own = referenceOf(only.syntax.kind === "transpose" ? only.syntax.of : only.syntax);
          const loneSize = sizeIn(only.syntax);
          if (own) names.push(own.key);
          curve ??= curveIn(only.syntax, passage.text)?.of;
          if (loneSize) size = loneSize;
        }
        // i = 1, …, n
        const [counter, first] = sides;
        const last = equations[e + 2]?.sides;
        const dots = equations[e + 1]?.sides[0]?.syntax;
        if (
          counter?.syntax?.kind === "name" &&
          first?.syntax?.kind === "number" &&
          dots?.kind === "name" &&
          /^[⋯…]$/.test(dots.name) &&
          last?.length === 1 &&
          last[0]?.syntax
        )
          ranges.set(counter.syntax.name, last[0].syntax);
        // x_1, …, x_n
        const listed = only?.syntax && referenceOf(only.syntax);
        if (
          sides.length === 1 &&
          listed?.indices[0]?.offset === 1 &&
          listed.indices[0].letter === undefined &&
          dots?.kind === "name" &&
          /^[⋯…]$/.test(dots.name)
        )
          lists.set(listed.base, last?.[0]?.syntax && lastIndex(last[0].syntax));
      });
      named.set(index, { names, size, defined: curve ?? definedBy(equations), curve });
    }
  for (const [name, type] of note.given?.types ?? [])
    if (!declared.has(name)) {
      declared.set(name, type);
      declarations.push({ name, value: type, section: -1 });
    }
  const facts = factsOf(note, named, sectionOf);
  const isDeclared = (name: string): boolean => declared.has(name);
  const means = withExpectations(relationsOf(note, statements), note.text);
  const written = withCapitals(means, note.text, isDeclared);
  const capitals = fieldsIn(written, isDeclared);
  const varied = variedIn(statements, written, note.text).filter(
    ({ of }) => !/^\p{Lu}$/u.test(of) || !capitals.has(of),
  );
  const curves = varied.filter(isInTime);
  facts.dependences.push(...varied);
  for (const { of } of varied) facts.functions.delete(of);
  const valued = written.map((relation) => withValues(relation, varied, note.text));
  const primed = withoutPrimes(valued, facts, declarations);
  const adjoints = adjointsIn(note, statements);
  const accents = [...adjoints, ...accentsIn(primed, [...saidIn(note, statements, []), ...adjoints])];
  const marked = new Set(accents.map(({ reference }) => reference.key));
  const { relations: raw, moving: rates } = withRates(primed, marked, curves);
  const isD = (side: Syntax | undefined): boolean => side?.kind === "name" && side.name === "d";
  const sizesOfTypes = new Set(
    [...declared.values()].flatMap((type) =>
      type.kind === "variable" ? [...sizeNames(type.shape.rows), ...sizeNames(type.shape.cols)] : [],
    ),
  );
  const fields = fieldsIn(raw, (name) => isDeclared(name) || varied.some(({ of }) => of === name));
  for (const name of fields.keys()) facts.functions.set(name, undefined);
  const spoken = spokenIn(
    raw,
    lone,
    new Map([...facts.functions].filter(([name]) => !declared.has(name))),
    !sizesOfTypes.has("d") &&
      !declared.has("d") &&
      !raw.some(
        ({ kind, left, right }) =>
          isD(left) ||
          (kind === "label" && isD(right)) ||
          printOf(left, right)
            ?.cells.flat()
            .some(({ key }) => key === "d"),
      ),
    sizedOnes(facts.ones, raw, declared),
  );
  const normal = <T extends Syntax | undefined>(side: T): T =>
    side ? (withTurnedGradients(normalised(withPrimedNames(side, declared.keys()), spoken)) as T) : side;
  const relations = withRoles(
    raw.map((r) => ({
      ...r,
      left: namedOnes(r.left, r.right) === undefined ? normal(r.left) : r.left,
      right: normal(r.right),
      head: normal(r.head),
      vanishing: normal(r.vanishing),
    })),
    new Set([...declared.keys()].map((name) => referenceOfName(name).base)),
    marked,
  );
  for (const name of summingIn(relations)) facts.summingToOne.add(name);
  facts.structures.push(...definiteIn(relations), ...symmetricIn(relations));
  const styles = new Map<string, ReadonlySet<"bold" | "plain">>();
  for (const letter of statements.bold) styles.set(letter, new Set(["bold"]));
  const names = basesOf(relations.flatMap(({ left, right }) => [left, right]));
  const likely = new Map([
    ...usualKinds(names, relations),
    ...likelyKinds(names, styles as never),
    ...facts.kinds,
  ]);
  const given = new Set([...declared.keys()].map((name) => referenceOfName(name).base));
  for (const { role, left, right } of relations)
    if (role !== "claim")
      for (const side of [left, right])
        for (const part of side ? everyPart(side) : [])
          if (referenceOf(part)) given.add(referenceOf(part)!.base);
  const adjugates = [...facts.adjugates].map(
    ([name, of]): Definition => ({
      reference: referenceOfName(name),
      parameters: [],
      value: { kind: "call", name: "adj", args: [{ kind: "name", name: of, span: NOWHERE }], span: NOWHERE },
    }),
  );
  const said = [
    ...adjugates,
    ...saidIn(note, statements, relations),
    ...resultsIn(statements),
    ...accents,
  ].map((d) => ({
    ...d,
    value: normal(d.value),
  }));
  for (const { reference } of said) given.add(reference.base);
  return {
    relations,
    subscripted: subscriptedIn(relations),
    normal,
    scopes: scopesOf(relations),
    namings: relations.filter(({ role }) => role === "naming"),
    positive: positiveIn(relations),
    sizeOrders: sizeOrdersIn(relations),
    facts,
    declared,
    declarations,
    declarationTexts,
    likely,
    functions: spoken.functions,
    ranges,
    nearest: nearestIn(declarations, facts, countersIn(rootsOf(relations), ranges.keys())),
    lists,
    given,
    said,
    argumentsOf: usesIn(relations).argumentsOf,
    curves,
    rates,
    twofold: statements.twofold,
    fields,
    random: randomIn(relations),
    isChanceTold: saysMoreOfChance(note.text),
    losses: lossesIn(relations, declared, accents).filter(
      (name) => !fields.has(name) && (LOSS.test(name) || !spoken.functions.has(name)),
    ),
  };
}

function attemptType(read: () => DeclaredType): DeclaredType | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

export function lastIndex(syntax: Syntax): Syntax | undefined {
  if (syntax.kind === "entry") {
    const [at] = syntax.indices;
    return at?.kind === "at" ? at.index : undefined;
  }
  const own = referenceOf(syntax)?.indices[0];
  if (!own) return undefined;
  return own.letter === undefined
    ? { kind: "number", text: `${own.offset}`, span: syntax.span }
    : { kind: "name", name: own.letter, span: syntax.span };
}

/** n \times k, a size alone. */
function sizeIn(syntax: Syntax): readonly [string, string] | undefined {
  if (syntax.kind !== "product" || syntax.factors.length !== 2 || syntax.factors[1]!.operator !== "*")
    return undefined;
  const [a, b] = syntax.factors.map(({ factor }) =>
    factor.kind === "name" ? factor.name : factor.kind === "number" ? factor.text : undefined,
  );
  return a !== undefined && b !== undefined ? [a, b] : undefined;
}
