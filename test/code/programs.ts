/**
 * Random problems of the kinds that code gets wrong first: names with several values, names that mean something
 * to a target, fractional exponents, sizes as factors, kernels, kinks, zeros, structures, indices, functions.
 *
 *     seed 7  ─▶  W : n n⏎h : n⏎h = tanh(W*h)⏎h = tanh(W*h)⏎L = h'*h, by W and h
 */
import { LANGUAGES, TARGETS } from "../../src/code/languages/targets.ts";
import { type Random, randomFrom } from "../../src/evaluate/sample/random.ts";
import { NAMES } from "../names/names.ts";
import { KINDS, type Template } from "./kinds.ts";
import type { CodeProblem } from "./posed.ts";

export interface Program extends CodeProblem {
  readonly about: string;
  /** Its names, of variables and sizes. */
  readonly names: readonly string[];
}

const PLAIN = [..."ABCDEFHJKLNQRSTUVWXYZabcdghklorstuvwyz", ..."αβγθλμσωφψ"];
/** Names that are a word of a target, a module, one of its helpers, or odd. */
const ODD: readonly string[] = [
  ...new Set([
    ...TARGETS.flatMap((t) => [...LANGUAGES[t].reserved]),
    ...NAMES,
    "numpy",
    "dtype",
    "device",
    "self",
  ]),
].filter(
  (name) =>
    /^\p{L}[\p{L}\p{N}_']*$/u.test(name) &&
    !/^(e|i|j|x|pi|I|\p{L}+_\p{L}{1,2}|function|scalar|vector|matrix)$/u.test(name),
);

const pick = <T>(random: Random, from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;

const chosen = (text: string, random: Random): string => {
  for (let now = text; ; ) {
    const next = now.replace(/\{([^{}]*\|[^{}]*)\}/g, (_, list: string) => pick(random, list.split("|")));
    if (next === now) return now;
    now = next;
  }
};

/** Words of the language. */
const TYPES =
  "matrix vector scalar symmetric antisymmetric diagonal lower upper orthogonal spd positive sin".split(" ");

/** Other names for those of the template, none that its text needs for something else. */
function renaming(words: readonly string[], text: string, random: Random, odd: number): Map<string, string> {
  const names = new Map<string, string>();
  const others = (text.match(/[A-Za-z]\w*/g) ?? []).filter((word) => !words.includes(word));
  const taken = new Set([...others, ...TYPES].map((word) => word.toLowerCase()));
  for (const word of words) {
    let name = word;
    for (let tries = 0; tries < 50; tries++) {
      name = random.next() < odd ? pick(random, ODD) : random.next() < 0.5 ? word : pick(random, PLAIN);
      if (!taken.has(name.toLowerCase())) break;
    }
    taken.add(name.toLowerCase());
    names.set(word, name);
  }
  return names;
}

/** The problem of a seed; `odd` is the part of its names that mean something elsewhere. */
export function program(seed: number, odd = 0.35): Program {
  const random = randomFrom(seed, "program");
  const kind = pick(random, Object.keys(KINDS));
  const template = pick(random, KINDS[kind] as readonly Template[]);
  const repeated = Array.from(
    { length: template.again ? random.whole(1, 3) : 0 },
    () => template.again as string[],
  );
  const declared = Object.entries(template.vars).map(([name, type]) => `${name} : ${chosen(type, random)}`);
  const lines = [
    ...declared,
    ...repeated.flat().map((l) => chosen(l, random)),
    ...template.lines.map((l) => chosen(l, random)),
  ];
  const variables = Object.keys(template.vars);
  const sizes = ["m", "n", "p"].filter((size) => lines.some((l) => new RegExp(`\\b${size}\\b`).test(l)));
  const named = variables.filter((v) => template.vars[v] !== "function");
  const names = renaming([...named, ...sizes], lines.join("\n"), random, odd);
  const text = lines.join("\n").replace(/(?<![\w.])[A-Za-z]\w*/g, (word) => names.get(word) ?? word);
  const able = named.map((v) => names.get(v) as string);
  const wrt = random.next() < 0.5 ? able : [pick(random, able)];
  const isStructured = kind === "structures";
  return {
    ...{
      about: kind,
      text,
      wrt,
      names: [...names.values()],
      atKinks: kind === "kinks" && random.next() < 0.6,
    },
    ...(template.order && { order: 2 }),
    ...(isStructured && { structure: pick(random, ["projection", "independent-entries", "free"] as const) }),
  };
}
