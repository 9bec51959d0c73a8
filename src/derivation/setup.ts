/**
 * Statements ─▶ a problem made ready for a style: what is given, what is differentiated, by what.
 *
 *     Y = X W + b, by W  ─▶  root Y, loss L(Y) unknown, G = ∂L/∂Y
 */
import { gradient } from "../derivative/differentiate.ts";
import { ShapeError, UnknownNameError, UnsupportedError } from "../errors.ts";
import type { SampleHints } from "../evaluate/index.ts";
import { madeSymbol, symbol, symbolLike } from "../expression/build.ts";
import { sizeNames } from "../expression/dimension.ts";
import {
  type Expr,
  isScalar,
  isVector,
  SCALAR,
  type Structure,
  type SymbolNode,
  shapeText,
} from "../expression/expr.ts";
import { substitute, symbolsIn, topological } from "../expression/walk.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { apply, FUNCTION_NAMES } from "../functions/index.ts";
import { unknownFunction } from "../functions/own/unknown.ts";
import type { DeclaredType } from "../shapes/declarations.ts";
import { type Elaborated, elaborate } from "../shapes/elaborate.ts";
import type { EquationSyntax } from "../shapes/equations.ts";
import { namesIn } from "../shapes/names.ts";
import { plainName } from "../syntax/tokens.ts";
import type { Statement } from "../syntax/tree.ts";
import { declaredStructures, declaredTypes, positives } from "./declared.ts";
import { assumptionSentences, choiceSentence } from "./endings/assumptions.ts";
import { firstFree } from "./plan/names.ts";
import { structureOf } from "./plan/symmetry.ts";
import type { Setting } from "./step.ts";
import type { Named, Setup } from "./style.ts";

/** What is to be derived. */
export interface Problem {
  readonly statements: readonly Statement[];
  /** Types from outside the statements. */
  readonly types?: ReadonlyMap<string, DeclaredType>;
  /** The user's own functions, by name. */
  readonly functions?: ReadonlyMap<string, FunctionEntry>;
  /** Structures known besides the declared ones. */
  readonly structures?: ReadonlyMap<string, Structure>;
  /** What else is known to hold. */
  readonly equations?: readonly EquationSyntax[];
  /** What nothing declares is an error. */
  readonly strict?: boolean | undefined;
  /** What samples of the variables must satisfy, for the check. */
  readonly hints?: SampleHints;
}

export interface Target {
  /** Names of variables or definitions; absent: every variable. */
  readonly wrt?: readonly string[] | undefined;
  readonly order?: number | undefined;
  /** The entries of the root itself are differentiated: it has no loss. */
  readonly byEntries?: boolean | undefined;
  /** Name of the cotangent of a value that is no scalar; G. Naming one asks for gradients, not a Jacobian. */
  readonly cotangent?: string | undefined;
  /** absent: gradients, but where that is preferred the derivative of anything by scalars, or the Jacobian of a vector too. */
  readonly kind?: Setup["kind"] | undefined;
  /** For jvp and hvp, by one variable: the name of the direction; dX unless given. */
  readonly direction?: string | undefined;
  readonly preferJacobian?: "of vectors" | "by scalars" | undefined;
  /** Name of a value that the problem leaves unnamed; f, y or Y unless given. */
  readonly name?: string | undefined;
  /** What a derivative by a structured variable means; the projection unless given. */
  readonly structure?: Setup["structure"] | undefined;
}

/**
 * @throws UnknownNameError for a name in `wrt` that the problem has not; the errors of elaborate()
 */
export function setUp(problem: Problem, asked: Target): Setup {
  const target = { ...asked, wrt: asked.wrt?.map(plainName) };
  const own = problem.statements.flatMap((s) => (s.kind === "definition" ? [s.name] : []));
  const elaborated = elaborate(problem.statements, {
    opaque: new Set(own),
    ...(problem.types && { types: problem.types }),
    ...(problem.structures && { structures: problem.structures }),
    ...(problem.equations && { equations: problem.equations }),
    ...(problem.functions && { functions: problem.functions }),
    ...(problem.strict && { strict: true }),
    free: new Set(target.wrt ?? [...declaredTypes(problem).keys(), ...(problem.structures?.keys() ?? [])]),
  });
  const definitions = namedValues(elaborated, target.name, positives(problem, elaborated));
  const variables = [...elaborated.variables.values()].filter((v) => !own.includes(v.name));
  const taken = takenNames(elaborated, definitions);
  const root = definitions.at(-1) as Named;
  const wrt = targetsOf(target, variables, definitions);
  const kind = kindOf(target, root, wrt);
  const isLoss = isScalar(root.value) || target.byEntries === true;
  const loss = isLoss ? root.symbol : madeSymbol(firstFree(taken, ["L", "E", "J", "loss"]), SCALAR);
  taken.add(loss.name);
  const cotangent =
    loss === root.symbol || kind === "jacobian" || kind === "jvp"
      ? undefined
      : cotangentOf(target, root, taken, variables);
  const expansions = new Map<Expr, Expr>(
    definitions.map((d) => [symbolLike(d.symbol, d.symbol.shape), d.expanded]),
  );
  const equations = elaborated.equations.map(({ left, right }) => ({
    left: substitute(left, expansions),
    right: substitute(right, expansions),
  }));
  return {
    variables,
    functions: elaborated.functions,
    wrt,
    definitions,
    root,
    loss,
    cotangent,
    order: target.order ?? 1,
    kind,
    direction: directionOf(target, wrt, taken),
    structures: declaredStructures(problem, elaborated, wrt),
    structure: target.structure ?? "projection",
    equations,
    setting: settingOf(definitions, root, loss, cotangent, { ...problem.hints, equations }),
    taken,
    written: writtenNames(problem.statements),
    choices: elaborated.choices.map(choiceSentence),
    assumed: assumptionSentences(elaborated.replicated, [...variables, ...definitions.map((d) => d.symbol)]),
  };
}

/** The names in the last value, and in the values of those that are defined before it. */
function writtenNames(statements: readonly Statement[]): Set<string> {
  const defined = new Map<string, Set<string>>();
  let last = new Set<string>();
  for (const s of statements) {
    if (s.kind !== "definition" && s.kind !== "expression") continue;
    const own = namesIn(s.value).map(plainName);
    last = new Set(own.flatMap((name) => [name, ...(defined.get(name) ?? [])]));
    if (s.kind === "definition") defined.set(plainName(s.name), last);
  }
  return last;
}

/** The definitions with symbols of their own; what has no name gets one. */
function namedValues(
  { definitions, value, name, variables, functions }: Elaborated,
  wished: string | undefined,
  known: ReadonlyMap<Expr, Expr>,
): Named[] {
  const symbols = new Map<Expr, Expr>();
  const expansions = new Map<Expr, Expr>();
  const list = definitions.map((d) => ({ name: d.name, value: d.value, make: symbol }));
  if (name === undefined) {
    const used = new Set([...variables.keys(), ...functions.keys(), ...FUNCTION_NAMES]);
    addNames([value], used);
    const usual = isScalar(value) ? ["f", "L", "phi"] : isVector(value) ? ["y", "f", "z"] : ["Y", "F", "Z"];
    list.push({ name: firstFree(used, wished === undefined ? usual : [wished]), value, make: madeSymbol });
  }
  return list.map((d) => {
    const written = substitute(d.value, symbols);
    const expanded = substitute(written, expansions);
    const own = d.make(d.name, expanded.shape, structureOf(substitute(expanded, known)));
    symbols.set(d.make(d.name, expanded.shape), own);
    expansions.set(own, expanded);
    return { symbol: own, value: written, expanded };
  });
}

function takenNames({ functions }: Elaborated, definitions: readonly Named[]): Set<string> {
  const taken = new Set<string>([...FUNCTION_NAMES, ...functions.keys(), "I", "T", "d", "e"]);
  // Kronecker's only where the problem has it
  for (const own of ["delta", "δ"]) if (!functions.has(own)) taken.delete(own);
  for (const { symbol: own, value } of definitions) {
    taken.add(own.name);
    addNames([value], taken);
  }
  return taken;
}

/** Adds what symbols, sizes and functions are called in the expressions. */
function addNames(roots: readonly Expr[], names: Set<string>): void {
  for (const e of topological(roots)) {
    for (const size of [e.shape.rows, e.shape.cols]) for (const name of sizeNames(size)) names.add(name);
    if (e.kind === "symbol") names.add(e.name);
    if (e.kind === "call") names.add(e.fn.name);
  }
}

function targetsOf(
  target: Target,
  variables: readonly SymbolNode[],
  definitions: readonly Named[],
): SymbolNode[] {
  const root = definitions.at(-1) as Named;
  const used = new Set(symbolsIn(root.expanded));
  if (!target.wrt) {
    const all = variables.filter((v) => used.has(v));
    if (all.length === 0) throw new ShapeError("there is no variable to differentiate by");
    return all;
  }
  return target.wrt.map((name) => {
    const found = [...variables, ...definitions.map((d) => d.symbol)].find((v) => v.name === name);
    if (!found || found === root.symbol) {
      throw new UnknownNameError(`${name}, which the derivative is by, is not a variable here`);
    }
    return found;
  });
}

function kindOf(
  { kind, cotangent, preferJacobian, order = 1 }: Target,
  root: Named,
  wrt: readonly SymbolNode[],
): Setup["kind"] {
  if (kind === "hvp" && !isScalar(root.value)) {
    throw new ShapeError(
      `a Hessian is of a scalar, and ${root.symbol.name} is ${shapeText(root.value.shape)}`,
    );
  }
  const byScalars = !isScalar(root.value) && wrt.every(isScalar);
  const fits = byScalars || (isNonScalarVector(root.value) && wrt.every((v) => isVector(v) || isScalar(v)));
  if (kind === "jacobian" && !fits) {
    throw new UnsupportedError("not supported: a Jacobian that is not of a vector by vectors, or by scalars");
  }
  const isPreferred = preferJacobian === "of vectors" || (byScalars && (order > 1 || preferJacobian));
  return kind ?? (fits && isPreferred && cotangent === undefined ? "jacobian" : "gradient");
}

const isNonScalarVector = (e: Expr): boolean => isVector(e) && !isScalar(e);

function directionOf(
  { direction }: Target,
  wrt: readonly SymbolNode[],
  taken: Set<string>,
): string | undefined {
  if (direction === undefined) return undefined;
  if (wrt.length > 1) throw new UnsupportedError("not supported: one direction for several variables");
  taken.add(direction);
  return direction;
}

function cotangentOf(
  { cotangent }: Target,
  root: Named,
  taken: Set<string>,
  variables: readonly SymbolNode[],
): SymbolNode {
  const usual = isVector(root.value) ? ["g", "G", "h", "H"] : ["G", "H", "Gamma"];
  // a G that is declared and stands nowhere is the cotangent, if it has its shape
  const fits = (name: string) => variables.every((v) => v.name !== name || v.shape === root.value.shape);
  const name = cotangent ?? firstFree(taken, usual.filter(fits));
  taken.add(name);
  for (const v of variables) taken.add(v.name);
  const declared = variables.find((v) => v.name === name);
  if (declared && declared.shape !== root.value.shape) {
    throw new ShapeError(`${name} has not the shape of ${root.symbol.name}`);
  }
  return (cotangent ?? declared) ? symbol(name, root.value.shape) : madeSymbol(name, root.value.shape);
}

/** Definitions have their values; an unknown loss is a smooth function of the root, G its gradient. */
function settingOf(
  definitions: readonly Named[],
  root: Named,
  loss: SymbolNode,
  cotangent: SymbolNode | undefined,
  hints: SampleHints,
): Setting {
  const defined = new Map<SymbolNode, Expr>();
  for (const d of definitions) defined.set(d.symbol, d.value);
  if (cotangent) {
    const value = apply(unknownFunction(loss.name, root.value.shape, SCALAR), [root.symbol]);
    defined.set(loss, value);
    defined.set(cotangent, gradient(value, root.symbol));
  }
  return { defined, differenced: new Map(), hints };
}
