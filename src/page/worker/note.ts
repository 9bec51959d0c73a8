/** A note proof-read. */
import { type NoteReport, proofread } from "../../index.ts";
import type { Tasks } from "./protocol.ts";

export const read = (
  { text, file, locale }: Tasks["proofread"]["asks"],
  progress: (done: number, total: number) => void,
): NoteReport => proofread(text, { file, locale, progress });
