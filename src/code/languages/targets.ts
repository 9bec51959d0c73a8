/**
 * The targets by name.
 */
import type { Target } from "../../functions/function.ts";
import type { Language } from "../pieces/language.ts";
import { JS } from "./js.ts";
import { JULIA } from "./julia.ts";
import { OCTAVE } from "./octave.ts";
import { pythonLanguage } from "./python.ts";

export const LANGUAGES: Readonly<Record<Target, Language>> = {
  numpy: pythonLanguage("numpy"),
  jax: pythonLanguage("jax"),
  torch: pythonLanguage("torch"),
  julia: JULIA,
  octave: OCTAVE,
  js: JS,
};
