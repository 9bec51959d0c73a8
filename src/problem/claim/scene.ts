/**
 * What a diagnosis looks at: a claim that is wrong, beside what is right.
 */
import type { CheckOptions, Witness } from "../../evaluate/index.ts";
import { symbol } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Question } from "../problem.ts";
import type { ClaimContext } from "./claimText.ts";
import type { Layout } from "./layout.ts";
import { openTrial, type Trial } from "./trial.ts";

/** A claim, or one that doesn't conform and so has no expression. */
export interface Scene {
  readonly question: Question;
  readonly layout: Layout;
  readonly text: string;
  readonly syntax: Syntax;
  readonly context: ClaimContext;
  /** matgrad's own derivative, in the layout. */
  readonly expected: Expr;
  readonly claim?: Expr;
  readonly options: CheckOptions;
  readonly witness?: Witness | undefined;
}

/** A sentence's middle that names what is wrong, or undefined where that isn't it. */
export type Suspect = (scene: Scene & { readonly claim: Expr }, trial: Trial) => string | undefined;

/** Every symbol of the problem: the variable as it was declared, the others as they are. */
export function symbolsOf({ question, expected, claim }: Scene): SymbolNode[] {
  const { value, wrt, structured, cotangent } = question;
  const own = [...symbolsIn(value), ...symbolsIn(expected), ...(claim ? symbolsIn(claim) : [])];
  const named = [structured ?? wrt, ...(cotangent ? [cotangent] : []), ...own];
  const byName = new Map<string, SymbolNode>();
  for (const s of named) if (s.role === "variable" && !byName.has(s.name)) byName.set(s.name, s);
  return [...byName.values()];
}

export function trialOf(scene: Scene): Trial | undefined {
  const { question, expected, options, context } = scene;
  const symbols = [...symbolsOf(scene), ...declaredIn(context, scene)];
  return openTrial(expected, [question.value], symbols, options);
}

/** Declared variables that the problem doesn't use; a claim may have meant one. */
function declaredIn({ types }: ClaimContext, scene: Scene): SymbolNode[] {
  const used = new Set(symbolsOf(scene).map((s) => s.name));
  return [...types].flatMap(([name, type]) =>
    type.kind === "variable" && !used.has(name) ? [symbol(name, type.shape, type.structure)] : [],
  );
}
