import type { CheckOptions, Witness } from "../evaluate/index.ts";
import type { Expr } from "../expression/expr.ts";
import type { Syntax } from "../syntax/tree.ts";
import type { ClaimContext } from "./claimText.ts";
import type { Layout } from "./layout.ts";
import type { Question } from "./problem.ts";
export interface Scene {
  question: Question;
  layout: Layout;
  text: string;
  syntax: Syntax;
  context: ClaimContext;
  expected: Expr;
  claim?: Expr;
  options: CheckOptions;
  witness?: Witness | undefined;
}
export const diagnoseMisfit = (_s: Scene): string | undefined => undefined;
export const diagnose = (_s: Scene): string => "differs";
