/** Code in a language, and the check at sizes with the errors of each entry. */
import { check, names, parse, toCode } from "../../index.ts";
import { targets } from "./derive.ts";
import type { Checked, Tasks } from "./protocol.ts";

export function code({ text, wrt, target }: Tasks["code"]["asks"]): string {
  const problem = parse(text);
  return toCode(problem, { target, ...targets({ wrt }, names(problem)) });
}

/** In JavaScript: the page's policy has no WebAssembly. */
export function checked({ text, wrt, size }: Tasks["check"]["asks"]): Checked[] {
  const problem = parse(text);
  const all = names(problem);
  const variables = all.filter(({ origin }) => origin !== "defined").map(({ name }) => name);
  return (targets({ wrt }, all).wrt ?? variables).map((name) => ({
    wrt: name,
    small: check(problem, { wrt: name }),
    large: check(problem, { wrt: name, sizes: { "*": size }, backend: "js" }),
  }));
}
