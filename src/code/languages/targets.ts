/**
 * The targets, in the order in which they are offered.
 */
import type { Language } from "../pieces/language.ts";
import { requireCode, requireTargets } from "../pieces/templates.ts";
import { JAX } from "./jax.ts";
import { JS } from "./js.ts";
import { JULIA } from "./julia.ts";
import { NUMPY } from "./numpy.ts";
import { OCTAVE } from "./octave.ts";
import { TORCH } from "./torch.ts";

const LIST = [NUMPY, JAX, TORCH, JULIA, OCTAVE, JS] as const;

for (const language of LIST) requireCode(language);
requireTargets(LIST);

/** The languages that code is written in. */
export type Target = (typeof LIST)[number]["target"];
export const TARGETS = LIST.map(({ target }) => target) as readonly Target[] as readonly [
  Target,
  ...Target[],
];
export const LANGUAGES = Object.fromEntries(LIST.map((language) => [language.target, language])) as Readonly<
  Record<Target, Language>
>;
