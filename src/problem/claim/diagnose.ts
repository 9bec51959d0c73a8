/**
 * Why a claim is wrong, in one sentence: the first of the usual suspects that turns it into what is right.
 *
 *     claim G W for G Wᵀ  ─▶  "a transpose is missing on W"
 */
import { MatrixCalculusError } from "../../errors.ts";
import { ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, shapeOf } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { topological } from "../../expression/walk.ts";
import { functionNamed } from "../../functions/index.ts";
import { totalOf } from "../../functions/reductions.ts";
import { toUnicode } from "../../print/unicode.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { changesOf, type KindOfChange, LOSSES, ORDERS, SIGNS } from "./changes.ts";
import { readClaim } from "./claimText.ts";
import { type Scene, type Suspect, symbolsOf, trialOf } from "./scene.ts";
import {
  assumption,
  lostChain,
  missingTerms,
  multiple,
  otherStructure,
  otherVariable,
  scalarMultiple,
  turned,
  turnedWords,
} from "./suspects.ts";
import { agrees, type Trial } from "./trial.ts";

/** What is wrong with a claim of the right shape. */
export function diagnose(scene: Scene & { readonly claim: Expr }): string {
  const trial = trialOf(scene);
  const found = trial && firstOf(scene, trial);
  return found ? `${found}; it should be ${toUnicode(scene.expected)}` : difference(scene);
}

function firstOf(scene: Scene & { readonly claim: Expr }, trial: Trial): string | undefined {
  for (const suspect of SUSPECTS) {
    const words = suspect(scene, trial);
    if (words) return words;
  }
  return undefined;
}

/** An entry in which they differ, where nothing is recognised. */
function difference({ expected, witness }: Scene): string {
  const right = `the derivative is ${toUnicode(expected)}`;
  if (!witness) return `it is not the derivative: ${right}`;
  const sizes = [...witness.sizes].map(([name, size]) => `${name} = ${size}`).join(", ");
  const values = toldApart(witness.right, witness.left);
  if (!values) return `it is not the derivative: ${right}`;
  const [a, b] = values;
  const scalar = expected.shape.rows === UNIT && expected.shape.cols === UNIT;
  const place = scalar ? "" : ` in entry (${witness.row}, ${witness.column})`;
  return `${right}; at random values${sizes ? ` with ${sizes}` : ""} the claim gives ${a}${place} instead of ${b}`;
}

const FEW_DIGITS = 4;
const MOST_DIGITS = 17;

/** Two values with as many digits as tell them apart; undefined where none do. */
function toldApart(a: number, b: number): readonly [number, number] | undefined {
  for (let digits = FEW_DIGITS; digits <= MOST_DIGITS; digits++) {
    const [first, second] = [a, b].map((v) => Number(v.toPrecision(digits))) as [number, number];
    if (first !== second) return [first, second];
  }
  return undefined;
}

/** What is wrong with a claim of another shape, or one whose own shapes don't conform. */
export function diagnoseMisfit(scene: Scene): string | undefined {
  const trial = trialOf(scene);
  if (!trial) return undefined;
  const { claim } = scene;
  if (claim && agrees(trial, transpose(claim))) return turnedWords({ ...scene, claim });
  if (claim) {
    const summed = sumWords(claim, trial);
    if (summed) return summed;
    const claimed = { ...scene, claim };
    const other = multiple(claimed, trial) ?? otherVariable(claimed, trial);
    if (other) return other;
  }
  return slip(scene, trial, [...ORDERS, ...SIGNS, ...LOSSES]);
}

/** A sum over rows or columns that was forgotten: the adjoint of replication. */
function sumWords(claim: Expr, trial: Trial): string | undefined {
  const { rows, cols } = claim.shape;
  const overRows = product([transpose(claim), ones(shapeOf(rows, UNIT))]);
  const overColumns = product([claim, ones(shapeOf(cols, UNIT))]);
  const candidates = [
    ["the sum over its rows is missing", overRows],
    ["the sum over its rows is missing", transpose(overRows)],
    ["the sum over its columns is missing", overColumns],
    ["the sum over its entries is missing", totalOf(claim)],
  ] as const;
  return candidates.find(([, candidate]) => agrees(trial, candidate))?.[0];
}

function misplaced(scene: Scene & { readonly claim: Expr }, trial: Trial): string | undefined {
  const words = slip(scene, trial, ORDERS);
  const needed = words && assumption(scene, trial);
  return needed ? `${words} (as it stands ${needed})` : words;
}

const otherSign: Suspect = (scene, trial) => slip(scene, trial, SIGNS);
const lostPart: Suspect = (scene, trial) => slip(scene, trial, LOSSES);

/** The first change of one place that makes the claim right. */
function slip(scene: Scene, trial: Trial, kinds: readonly KindOfChange[]): string | undefined {
  const { syntax, text, context, question, expected } = scene;
  const quote = ({ span }: Syntax) => text.slice(span.start, span.end).trim();
  const names = {
    variables: symbolsOf(scene).map((s) => s.name),
    functions: functionsIn(question.value, expected),
  };
  for (const { changed, words } of changesOf(syntax, quote, names, kinds)) {
    const candidate = attempt(() => readClaim(changed, context, expected.shape));
    if (candidate && agrees(trial, candidate)) return words;
  }
  return undefined;
}

/** The order in which a reader would think of them. */
const SUSPECTS: readonly Suspect[] = [
  turned,
  multiple,
  misplaced,
  otherStructure,
  assumption,
  otherSign,
  lostChain,
  scalarMultiple,
  missingTerms,
  lostPart,
  otherVariable,
];

function attempt(read: () => Expr): Expr | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** Names of functions of one argument that occur in the problem or the answer. */
function functionsIn(...exprs: readonly Expr[]): string[] {
  const names = topological(exprs).flatMap((e) =>
    e.kind === "call" && e.args.length === 1 ? [e.fn.name] : [],
  );
  return [...new Set(names)].filter((name) => functionNamed(name)?.elementwise);
}
