/** The functions that can be written, for completion. */
import { FUNCTIONS } from "../../index.ts";
import type { FunctionInfo } from "./protocol.ts";

export const functions = (): readonly FunctionInfo[] =>
  FUNCTIONS.flatMap(({ name, aliases = [], summary }) =>
    [name, ...aliases].filter((word) => /^[a-z]\w*$/i.test(word)).map((word) => ({ name: word, summary })),
  );
