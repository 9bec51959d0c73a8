/**
 * Readings that were chosen where a text leaves more than one open: what is said of them, and the error that
 * they are where every name should be declared.
 *
 *     { kind: "scalar", name: "d" }  ─▶  "d is read as a scalar"
 */
import { UnknownNameError } from "../errors.ts";
import { UNIT } from "../expression/dimension.ts";
import { SCALAR, type Shape, shapeText } from "../expression/expr.ts";
import type { Choice } from "../syntax/tree.ts";
import { conventionalKind, type VariableKind } from "./declarations.ts";
import type { Replication, Scope, Variable } from "./scope.ts";

function choiceText(choice: Choice): string {
  switch (choice.kind) {
    case "number":
      return `${choice.name} is the number ${choice.is}`;
    case "spelling":
      return `${choice.name} is read as ${choice.is}`;
    case "ones":
      return `the 1 in ${choice.where} is the vector of ones`;
    case "name":
      return `${choice.name} is read as one name`;
    case "entries":
      return `${choice.where} is read entry by entry, and not as a determinant`;
    case "rows":
      return `${choice.name} of a matrix acts on each row, as ${choice.name}_rows does`;
    case "samples":
      return `${choice.where} is read as a vector, a row of the matrix ${choice.name}`;
    default:
      return `${choice.name} is read as a ${choice.kind}`;
  }
}

/** What was chosen among readings, in a line before all else; nothing where nothing was. */
export const choicesLine = (choices: readonly Choice[] = []): string =>
  choices.length === 0 ? "" : `${choices.map(choiceText).join("; ")}\n`;

/** Those that the shapes of names don't say by themselves. */
export const statedChoices = (choices: readonly Choice[]): string[] =>
  choices.filter(({ kind }) => !/^(?:scalar|vector|matrix)$/.test(kind)).map(choiceText);

/** Each once. */
export const distinctChoices = (choices: readonly Choice[]): Choice[] => [
  ...new Map(choices.map((choice) => [choiceText(choice), choice] as const)).values(),
];

/** @throws UnknownNameError where something was chosen or assumed that the text could declare */
export function refuseChoices(choices: readonly Choice[], scope: Scope): void {
  const [first] = [...choices.map(choiceText), ...assumedShapes(scope)];
  if (first === undefined) return;
  const declarations = assumed(scope).map(({ name, shape }) => {
    const { rows, cols } = scope.sizes.resolveShape(shape);
    const sizes = cols === UNIT ? (rows === UNIT ? "scalar" : rows.key) : `${rows.key} x ${cols.key}`;
    return `${name} : ${sizes}`;
  });
  throw new UnknownNameError(
    `${first}, by convention, and nothing declares it`,
    undefined,
    `declare every name: ${declarations.join("; ") || "A : m x n"}`,
  );
}

export function replicationText({ kind, what, to }: Replication): string {
  return `the ${kind === "entry" ? "scalar" : "vector"} ${what} is added to every ${kind} of ${to}`;
}

const assumed = (scope: Scope): Variable[] => [...scope.variables.values()].filter((v) => !v.declared);

export const assumedShapes = (scope: Scope): string[] =>
  assumed(scope).map((v) => `${v.name} is ${kindText(scope.sizes.resolveShape(v.shape))}`);

/**
 * Undeclared names that use makes something else than convention has them: a capital that is no matrix. So is an e
 * that is not the number.
 */
export function unusualKinds(scope: Scope, likely?: ReadonlyMap<string, VariableKind>): Choice[] {
  const samples = new Set(
    scope.choices.flatMap((choice) => (choice.kind === "samples" ? [choice.name] : [])),
  );
  return [...scope.variables.values()].flatMap(({ name, declared }) => {
    const kind = scope.kinds.get(name);
    const isUsual = kind === (likely?.get(name) ?? conventionalKind(name)) && name !== "e";
    return declared || !kind || isUsual || samples.has(name) ? [] : [{ kind, name }];
  });
}

function kindText(shape: Shape): string {
  if (shape === SCALAR) return "a scalar";
  return shape.cols === UNIT ? `a vector of ${shape.rows.key}` : shapeText(shape);
}
