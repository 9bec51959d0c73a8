import { sizeNames, sizeOf } from "../../expression/dimension.ts";
import { SCALAR, type Shape, type Structure, shapeOf } from "../../expression/expr.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { isDotted } from "../meaning/dots.ts";
import { type Definition, type Knowledge, LOSS } from "../meaning/knowledge.ts";
import {
  type CellPlace,
  countingIn,
  indicesOf,
  inGeneral,
  type Letters,
  MEMBER,
  plainIn,
} from "../meaning/letters.ts";
import {
  differentialsIn,
  everyPart,
  isNought,
  referenceOf,
  referenceOfName,
  targetsIn,
} from "../meaning/reference.ts";
import { type Equation, type Hints, inferred } from "../meaning/shapes.ts";
import type { Said } from "../said.ts";
import type { Property } from "../statements/properties.ts";
import { rootsOf } from "../statements/relations.ts";
import type { Judgeable } from "../statements/roles.ts";
import { ratesIn, ratesLike } from "./curves.ts";
import { type Document, lastIndex } from "./document.ts";
import type { Heard } from "./heard.ts";
import { besideDummies, iteratesIn, linesSaid, numberedIn, samplesIn, stacksIn } from "./members.ts";
import {
  definedIn,
  numbersIn,
  ownersOf,
  printsIn,
  type SectionKind,
  shiftedIn,
  sizesSaid,
  sumSizes,
  takeCells,
  takePrints,
} from "./printing.ts";
import { neededFor } from "./scope.ts";
import { singlesIn } from "./singles.ts";
import { indexedSizesIn, isContrived, sizeNamesIn, sizesOfTypes } from "./sizes.ts";
import { parametersOf } from "./spoken.ts";
import { systemsIn } from "./systems.ts";
import {
  dependencesIn,
  diagonalsIn,
  differentiatedIn,
  generalLikely,
  jacobiansIn,
  propertiesIn,
  squaresSaid,
  structuresOf,
  tellsSizes,
  vectorOf,
} from "./told.ts";

export interface Section {
  readonly letters: Letters;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly structures: ReadonlyMap<string, Structure>;
  readonly sizeNames: readonly string[];
  readonly ranges: ReadonlyMap<string, Syntax>;
  readonly dependences: Knowledge["dependences"];
  readonly functions: ReadonlySet<string>;
  /** Of functions, which stand in nothing else. */
  readonly parameters: ReadonlySet<string>;
  /** Its own, and those before that it rests on. */
  readonly relations: readonly Judgeable[];
  /** Numbers that sizes are, by what is printed. */
  readonly forced: ReadonlyMap<string, number>;
  /** Names that their size stands at. */
  readonly told: ReadonlySet<string>;
  /** Names whose differentials it speaks of, or that it differentiates by. */
  readonly moved: ReadonlySet<string>;
  /** What words say of its names that is an equation. */
  readonly properties: readonly Said<Property>[];
  /** What dots stand for, and the unknowns of linear systems. */
  readonly implied: readonly Definition[];
  /** Does it print entries? */
  readonly hasPrints: boolean;
  /** Names of which words say more in sections that don't declare them. */
  readonly elsewhere: ReadonlySet<string>;
}

export function sectionWith(
  heard: Heard,
  document: Document,
  section: number,
  kind: SectionKind,
): { readonly section: Section; readonly unfit: number } {
  const { facts, scopes } = document;
  const needed = neededFor(scopes, section);
  const declared = new Map([...heard.types].map(([name, { value }]) => [name, value] as const));
  const namings = new Set<Judgeable>();
  const prints = printsIn(needed, declared, namings);
  const roots = rootsOf(needed);
  const ranges = new Map(document.ranges);
  const counting = countingIn(roots, ranges.keys(), declared.keys());
  const said = document.said.map(({ reference }) => reference.key);
  const names = [...declared.keys(), ...indexedSizesIn(roots, declared, ranges), ...said];
  const plain = plainIn(roots, names, counting);
  const printed = new Map(
    prints.flatMap(({ owner, cells: own }) => own.flat().map(({ key }) => [key, owner] as const)),
  );
  for (const key of printed.keys()) plain.delete(key);
  for (const { owner } of prints) plain.add(owner);
  for (const letter of indicesOf(roots, plain, printed)) counting.add(letter);
  const families = new Set<string>();
  for (const [name, type] of declared) {
    const { base, indices, label } = referenceOfName(name);
    // y_i \in \{0, 1\} beside \mathbf{y}: the entries of y
    const isEntry = plain.has(base) && type.kind === "variable" && type.shape === SCALAR;
    if (indices.length > 0 && !isEntry && !plain.has(name)) families.add(base);
    if (label) families.add(`${base}^`);
  }
  const samples = samplesIn(roots, declared);
  // L = \sum_t L_t: of numbers each of which is a loss of its own
  const losses = document.losses.filter((name) => plain.has(name));
  const dummies = besideDummies(needed, plain, document.likely);
  for (const base of [...samples, ...losses, ...iteratesIn(needed), ...dummies]) families.add(base);
  for (const [base, keys] of singlesIn(roots, declared, needed, plain)) {
    families.delete(base);
    for (const key of keys) plain.add(key);
  }
  const cells = new Map<string, CellPlace>();
  const types = new Map(declared);
  const mentioned = new Set(
    roots.flatMap((root) => [...everyPart(root)].flatMap((p) => referenceOf(p)?.key ?? [])),
  );
  const anew = new Set(
    needed
      .filter((r) => r.section === section && r.role === "definition" && !namings.has(r))
      .flatMap((r) =>
        rootsOf([r]).flatMap((root) => [...everyPart(root)].flatMap((p) => referenceOf(p)?.key ?? [])),
      ),
  );
  const told = new Set<string>();
  for (const { section: from, name, shape } of document.subscripted)
    if (
      (from === section || (from < section && !anew.has(name))) &&
      mentioned.has(name) &&
      !declared.has(name)
    ) {
      types.set(name, { kind: "variable", shape, structure: undefined });
      told.add(name);
    }
  const forced = new Map<string, number>();
  takePrints(prints, kind, { cells, types, forced, defined: definedIn(needed) });
  if (kind === "printed") for (const [name, value] of sizesSaid(needed)) forced.set(name, value);
  for (const root of roots)
    for (const part of everyPart(root))
      if (part.kind === "call" && part.name === "diag" && part.args.length > 1) {
        const first = referenceOf(part.args[0]!);
        const size = lastIndex(part.args.at(-1)!);
        if (first && size) vectorOf(first.base, size, plain, types);
      }
  for (const [base, size] of document.lists)
    if (size && plain.has(base) && !declared.has(base) && !families.has(base))
      vectorOf(base, size, plain, types);
  for (const [name, size] of diagonalsIn(needed))
    if (plain.has(name) && !types.has(name))
      types.set(name, { kind: "variable", shape: shapeOf(size, size), structure: "diagonal" });
  const lines = linesSaid(facts, plain, families);
  const { lines: rows, stacked } = stacksIn(roots, facts, { plain, counting }, needed);
  for (const [family, line] of rows) lines.set(family, line);
  const parameters = parametersOf(needed, declared, document.argumentsOf);
  // the v of J(v) = ‖B v − c‖² is no number, though J(0) is spoken of
  for (const name of parameters) if (document.likely.get(name) === "vector") parameters.delete(name);
  const called = new Set(
    needed.flatMap(({ defines, left }) =>
      defines && left?.kind === "call" && !parameters.has(defines.parameters[0] ?? "") ? [left.name] : [],
    ),
  );
  const owners = new Map<string, readonly number[]>();
  const shifted = shiftedIn(prints);
  const times = new Set(document.curves.map(({ on }) => on));
  const numbered = numberedIn(declared, samples, roots);
  const letters: Letters = {
    plain,
    families,
    numbered,
    counting,
    cells,
    shifted,
    owners,
    printed,
    lines,
    called,
    stacked,
    fields: document.fields,
    times,
  };
  for (const [name, { value: shape }] of heard.sizes)
    if (!types.has(name)) types.set(name, { kind: "variable", shape, structure: undefined });
  const scalars = new Set<string>([...parameters, ...heard.numbers]);
  // times are numbers
  const differentiated = new Set<string>(times);
  for (const root of roots)
    for (const part of everyPart(root)) {
      const of = part.kind === "name" ? part.derivative?.of : undefined;
      const name = of?.kind === "name" ? of.name : of?.kind === "call" ? of.name : undefined;
      if (name && ((part.kind === "name" && part.derivative?.operator === "nabla") || LOSS.test(name)))
        differentiated.add(name);
    }
  for (const name of numbersIn(needed)) scalars.add(name);
  const functions = new Set(document.functions.keys());
  for (const { defines } of needed)
    if (defines && defines.parameters.length > 0 && called.has(defines.reference.key))
      functions.delete(defines.reference.key);
  const pointwise = new Set(
    needed.flatMap(({ left, defines }) =>
      left?.kind === "call" && defines && !called.has(left.name) ? [defines.reference.key] : [],
    ),
  );
  for (const name of pointwise) functions.add(name);
  for (const [name, engine] of document.functions) if (engine) functions.delete(name);
  for (const name of letters.fields.keys()) functions.delete(name);
  const generalTypes = inGeneral(types, letters, (type) => type);
  for (const base of samples) generalTypes.set(base + MEMBER, declared.get(base)!);
  const saidStructures = inGeneral(heard.structures, letters, ({ value }) => value);
  for (const name of squaresSaid(saidStructures, facts.squares, section))
    if (!generalTypes.has(name) && (plain.has(name) || name.endsWith(MEMBER))) {
      const n = sizeOf(`?${name}`);
      generalTypes.set(name, { kind: "variable", shape: shapeOf(n, n), structure: undefined });
    }
  const sizes = sizeNamesIn(roots, generalTypes, ranges);
  const hints: Hints = {
    declared: generalTypes,
    likely: generalLikely(document.likely, letters),
    functions,
    scalars,
    losses: differentiated,
    sizes,
  };
  const isPrintedOnly = (side: Syntax): boolean =>
    [...everyPart(side)].some((part) => {
      const key = referenceOf(part)?.key ?? "";
      return isDotted(part) || (printed.has(key) && !cells.has(key));
    });
  const equations: Equation[] = needed
    .filter((r) => !(r.defines && pointwise.has(r.defines.reference.key)))
    .filter((r) => !namings.has(r) && r.left && r.right && !(isPrintedOnly(r.left) || isPrintedOnly(r.right)))
    // w = 0 is said of vectors, too
    .filter((r) => !(r.role === "value" && isNought(r.right)))
    .filter((r) => tellsSizes(r, differentiated))
    .map((r) => ({
      left: r.left!,
      right: r.right!,
      defines: r.defines !== undefined && r.role !== "update",
    }));
  const { shapes: found, unfit } = inferred(
    [...ratesLike(plain), ...jacobiansIn(needed, generalTypes), ...equations, ...differentiatedIn(roots)],
    letters,
    hints,
  );
  const shapes = new Map(found);
  for (const { owner, shape, cells: own } of prints)
    if (shapes.get(owner) === shape) takeCells(owner, own, cells);
  for (const [base, ranges] of ownersOf(cells.keys())) owners.set(base, ranges);
  const saidSizes = sizesOfTypes(generalTypes);
  for (const [name, value] of sumSizes(roots, letters, shapes))
    if (!saidSizes.has(name)) forced.set(name, value);
  for (const name of parameters) if (!shapes.has(name)) shapes.set(name, SCALAR);
  for (const name of plain) {
    const shape = shapes.get(name);
    const isSaid = generalTypes.has(name) || counting.has(name) || sizes.has(name);
    const isUsual = document.likely.get(name) === "scalar" && !isSaid;
    if (isUsual && !functions.has(name) && (!shape || isContrived(shape, sizes))) shapes.set(name, SCALAR);
  }
  const structures = structuresOf(shapes, saidStructures, generalTypes, facts.symmetric.has(section));
  const once = dependencesIn(facts, needed, roots, plain);
  const allSizes = new Set(sizes);
  for (const shape of shapes.values())
    for (const d of [shape.rows, shape.cols]) for (const name of sizeNames(d)) allSizes.add(name);
  for (const [, to] of ranges) if (to.kind === "name") allSizes.add(to.name);
  const made: Section = {
    letters,
    shapes,
    structures,
    sizeNames: [...allSizes],
    ranges,
    dependences: once,
    functions,
    parameters,
    relations: needed,
    forced,
    told,
    moved: new Set(roots.flatMap((root) => [...differentialsIn(root), ...targetsIn(root)])),
    properties: propertiesIn(heard, section, plain, shapes),
    implied: [...ratesIn(plain, once), ...systemsIn(needed, shapes)],
    hasPrints: prints.some(({ cells: own }) => own.length > 0) || sizesSaid(needed).length > 0,
    elsewhere: heard.elsewhere,
  };
  return { section: made, unfit };
}
