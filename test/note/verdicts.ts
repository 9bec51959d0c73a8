/** What is said of the claims of a note, in their order. */
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

export const verdicts = (text: string): (string | undefined)[] =>
  (judgeNote(readNote("note.md", text)).listed ?? []).flatMap(({ role, verdict }) =>
    role === "claim" ? [verdict] : [],
  );
