/**
 * Commands that packages and house styles define, for notes whose preamble isn't there: what a note defines itself
 * comes first.
 *
 *     \norm{x}  ─▶  \left\|x\right\|      \pdv[2]{f}{x}  ─▶  \frac{\partial^2 f}{\partial x^2}      \vx  ─▶  \boldsymbol{x}
 *
 * Sources: the packages physics (de la Barrera) and derivative (Jensen), the letters of Goodfellow, Bengio and
 * Courville's math_commands.tex, and what preambles have most.
 */
import { rawTokens } from "./characters.ts";
import { LETTERS } from "./commands.ts";
import { type Macro, specified } from "./macroParameters.ts";

/** Names, parameters as \NewDocumentCommand has them (g: a group in braces; with fewer the next line holds), body with the name at @. */
const LINES = String.raw`
norm|s o m|\left\|#3\right\|
abs|s o m|\left|#3\right|
inner iprod ip|g g|\langle #1, #2\rangle
qty||
R N Z C E||\mathbb{@}
reals||\mathbb{R}
EE||\mathbb{E}
Var Cov rank sign softmax sigmoid relu argmin argmax||\operatorname{@}
sgn||\operatorname{sign}
ReLU||\operatorname{relu}
dd|g|\mathrm{d}#1
dd||\mathrm{d}
dv odv|o g g|\frac{d^{#1} #2}{d #3^{#1}}
dv|o g|\frac{d^{#1}}{d #2^{#1}}
pdv|o g g g|\frac{\partial^2 #2}{\partial #3\,\partial #4}
pdv|o g g|\frac{\partial^{#1} #2}{\partial #3^{#1}}
pdv|o g|\frac{\partial^{#1}}{\partial #2^{#1}}
grad||\nabla
vb va vu|s g|\mathbf{#2}
vect mat|g|\mathbf{#1}
T tran trans transpose||\top
half||\frac{1}{2}
ones vone||\mathbf{1}
vzero zeros||\mathbf{0}
defeq eqdef coloneq||\coloneqq
ds||\displaystyle`;

const sources = new Map<string, (readonly [parameters: string, body: string])[]>();
for (const line of LINES.trim().split("\n")) {
  const [names = "", parameters = "", ...body] = line.split("|");
  for (const name of names.split(" "))
    sources.set(name, [...(sources.get(name) ?? []), [parameters, body.join("|").replace("@", name)]]);
}

const known = new Map<string, Macro | undefined>();

/** Of `\name`, if it is usual. */
export function usualMacro(command: string): Macro | undefined {
  if (!known.has(command)) known.set(command, made(command.slice(1)));
  return known.get(command);
}

function made(name: string): Macro | undefined {
  const own = sources.get(name) ?? [];
  const letter = letterIn(name);
  return [...own, ...(letter ? [["", `\\boldsymbol{${letter}}`] as const] : [])]
    .map(
      ([parameters, body]): Macro => ({
        parameters: specified(rawTokens(parameters)),
        body: rawTokens(body),
      }),
    )
    .reduceRight<Macro | undefined>((shorter, macro) => ({ ...macro, shorter }), undefined);
}

/** \vx, \vtheta are vectors, \mX, \mSigma matrices. */
function letterIn(name: string): string | undefined {
  const [, kind, letter = ""] = /^([vm])(\w+)$/.exec(name) ?? [];
  const isOfKind = kind === "v" ? /^[a-z]/.test(letter) : kind === "m" && /^[A-Z]/.test(letter);
  if (!isOfKind) return undefined;
  return letter.length === 1 ? letter : LETTERS.has(letter) ? `\\${letter}` : undefined;
}
