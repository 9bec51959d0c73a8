/** What the proof-reader takes: a row for each option. */
import { NOTE_SETTINGS } from "../note/settings.ts";
import { callback, flag, type Table, text, whole } from "../taken.ts";
import type { ProofreadOptions } from "./notes.ts";

export const PROOFREAD: Table<ProofreadOptions> = {
  ...NOTE_SETTINGS,
  file: text,
  limit: whole(0),
  progress: callback,
  all: flag,
};
