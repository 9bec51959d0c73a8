/**
 * The code for a problem under another name: as it was but for names, and with the same results where it runs.
 */

import { codeFor } from "../../src/code/generate.ts";
import { LANGUAGES, TARGETS, type Target } from "../../src/code/languages/targets.ts";
import { transliterated } from "../../src/code/names.ts";
import { type SolvedProblem, solveAll } from "../../src/code/solved.ts";
import { atValues, fault, type Posed, posed } from "../code/posed.ts";
import { PYTHON, RUNNERS, syntaxErrors } from "../code/run.ts";
import { differences, orRefusal, type Printed, read } from "./documents.ts";
import { type Named, renamed } from "./problems.ts";

/** As in test/code/posed.ts. */
const NAME = "f_code";

const solvedOf = ({ text, wrt, order }: Named): SolvedProblem =>
  solveAll(read(text), { wrt, ...(order && { order }) });

/** With a further name that the language takes for itself. */
function codesOf(problem: Named, reserved?: string): Printed[] {
  if (problem.order && problem.order > 2) return [];
  let solved: SolvedProblem | undefined;
  return TARGETS.flatMap((target) =>
    orRefusal(target, () => {
      solved ??= solvedOf(problem);
      const own = LANGUAGES[target];
      const language =
        reserved === undefined ? own : { ...own, reserved: new Set([...own.reserved, reserved]) };
      return [{ what: target, text: codeFor(solved, language, NAME), surface: "plain" }];
    }),
  );
}

/** The function's own lines, without comments. */
const mainOf = ({ text, ...rest }: Printed): Printed => ({
  ...rest,
  text: text
    .slice(Math.max(0, text.search(new RegExp(`^(?:export function|def|function) .*${NAME}`, "m"))))
    .replace(/"""[\s\S]*?"""|\/\*[\s\S]*?\*\/|^\s*%.*$|^\s*#.*$/gm, "")
    .replace(/#=[\s\S]*?=#/g, "")
    .replace(new RegExp(`^function (?!.*${NAME})[\\s\\S]*`, "m"), ""),
});

const baselines = new Map<string, Printed[]>();

function baseline(problem: Named, reserved: string | undefined): Printed[] {
  const key = `${problem.text}|${problem.wrt}|${reserved}`;
  const known = baselines.get(key) ?? codesOf(problem, reserved).map(mainOf);
  baselines.set(key, known);
  return known;
}

/** The code of one target, and what it returns. */
export interface Program {
  readonly target: Target;
  readonly about: string;
  /** Absent where the code is only read. */
  readonly posed: Posed | undefined;
  readonly code: string;
}

export interface Coded {
  readonly faults: readonly string[];
  readonly programs: readonly Program[];
}

/** The code of `changed`, in which `from` is called `to`. */
export function coded(problem: Named, changed: Named, from: string, to: string): Coded {
  const codes = codesOf(changed);
  const at = posedOf(problem);
  const programs = codes.flatMap(({ what, text: code }): Program[] => {
    const target = TARGETS.find((t) => t === what);
    const first = target && at?.get(target);
    const posed = first && { ...first, job: { ...first.job, code } };
    return target ? [{ target, about: `${from} called ${to}`, posed, code }] : [];
  });
  return { faults: [...repeated(codes), ...compared(problem, from, to, codes.map(mainOf))], programs };
}

/** Lines are broken where they are long: the other name is as long, and the language takes it or doesn't. */
function compared(problem: Named, from: string, to: string, found: readonly Printed[]): string[] {
  const other = "Q".padEnd(transliterated(to).length, "q");
  const like = renamed(problem, from, other);
  if (!like) return [];
  return found.flatMap((own) => {
    const candidates = [undefined, other].map((reserved) =>
      differences(
        baseline(like, reserved).filter(({ what }) => what === own.what),
        [own],
      ),
    );
    return candidates.find((list) => list.length === 0) ?? (candidates[0] as string[]);
  });
}

const PARAMETERS = new RegExp(`(?:def|function)(?: \\[?.*?\\]? =)? ${NAME}\\((.*?)\\)`);

/** Two parameters of one name. */
const repeated = (codes: readonly Printed[]): string[] =>
  codes.flatMap(({ what, text }) => {
    const names = (PARAMETERS.exec(text)?.[1] ?? "").split(", ");
    return new Set(names).size === names.length ? [] : [`${what}: two parameters are called alike: ${names}`];
  });

const known = new Map<Named, ReadonlyMap<Target, Posed> | undefined>();

/** The problem as it was first, at values; undefined where it has a function that has no sine. */
function posedOf(problem: Named): ReadonlyMap<Target, Posed> | undefined {
  if (!known.has(problem)) known.set(problem, atSample(problem));
  return known.get(problem);
}

function atSample({ text, wrt, order }: Named): ReadonlyMap<Target, Posed> | undefined {
  if (order === 3 || / : function [a-z]/.test(text)) return undefined;
  const sample = atValues({ text, wrt, ...(order && { order }) }, 3, 0);
  if (typeof sample === "string") throw new Error(`${text}: ${sample}`);
  return new Map(RUNNERS.map(({ target }) => [target, posed(sample, LANGUAGES[target], true)]));
}

/** What came of running it, where it isn't what was expected. JAX is read by Python's compiler, Julia by nothing. */
export async function misruns(programs: readonly Program[]): Promise<string[]> {
  const found: string[] = [];
  for (const { target, isThere, run } of RUNNERS) {
    const own = programs.flatMap((p) => (p.target === target && p.posed ? [{ ...p, posed: p.posed }] : []));
    if (!isThere || own.length === 0) continue;
    const outcomes = await run(own.map((p) => p.posed.job));
    own.forEach((p, k) => {
      const what = fault(p.posed, outcomes[k]);
      if (what !== undefined) found.push(`${p.about}, ${target}: ${what}`);
    });
  }
  const python = programs.filter(({ target }) => /^(?:numpy|jax|torch)$/.test(target));
  const unread = PYTHON === undefined ? [] : syntaxErrors(python.map(({ code }) => code));
  return [...found, ...unread.map(([k, error]) => `${python[k]?.about}, ${python[k]?.target}: ${error}`)];
}
