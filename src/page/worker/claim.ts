/** A claimed derivative judged. */
import { type JudgeOptions, judge, type TextJudgement } from "../../index.ts";
import type { Tasks } from "./protocol.ts";

export const judged = ({ text, claim, wrt, layout }: Tasks["judge"]["asks"]): TextJudgement =>
  judge(text, {
    claim,
    wrt,
    ...(layout !== "any" && { layout: layout as NonNullable<JudgeOptions["layout"]> }),
  });
