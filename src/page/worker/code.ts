/** Code in a language, and the check at sizes with the errors of each entry. */
import { check, targets as languages, names, parse, toCode } from "../../index.ts";
import { targets } from "./derive.ts";
import type { Checked, Tasks } from "./protocol.ts";

export { languages };

export function code({ text, wrt, target }: Tasks["code"]["asks"]): Tasks["code"]["gives"] {
  const problem = parse(text);
  const title = languages().find((language) => language.target === target)?.title ?? target;
  return { text: toCode(problem, { target, ...targets({ wrt }, names(problem)) }), title };
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
