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
import { type Macro, specified } from "./macroParameters.ts";

/** Name, parameters as \NewDocumentCommand has them (g: a group in braces; with fewer the next line holds), body. */
const LINES = String.raw`
norm|s o m|\left\|#3\right\|
abs|s o m|\left|#3\right|
inner|g g|\langle #1, #2\rangle
innerproduct|g g|\langle #1, #2\rangle
iprod|g g|\langle #1, #2\rangle
ip|g g|\langle #1, #2\rangle
dotp|g g|\langle #1, #2\rangle
set|g|\{#1\}
paren|g|\left(#1\right)
pqty|g|\left(#1\right)
bqty|g|\left[#1\right]
qty||
R||\mathbb{R}
reals||\mathbb{R}
RR||\mathbb{R}
N||\mathbb{N}
Z||\mathbb{Z}
C||\mathbb{C}
E||\mathbb{E}
EE||\mathbb{E}
Expect||\mathbb{E}
Var||\operatorname{Var}
Cov||\operatorname{Cov}
rank||\operatorname{rank}
sign||\operatorname{sign}
sgn||\operatorname{sign}
softmax||\operatorname{softmax}
sigmoid||\operatorname{sigmoid}
relu||\operatorname{relu}
ReLU||\operatorname{relu}
argmin||\operatorname{argmin}
argmax||\operatorname{argmax}
dd|g|\mathrm{d}#1
dd||\mathrm{d}
odif|g|\mathrm{d}#1
dv|o g g|\frac{d^{#1} #2}{d #3^{#1}}
dv|o g|\frac{d^{#1}}{d #2^{#1}}
odv|o g g|\frac{d^{#1} #2}{d #3^{#1}}
derivative|o g g|\frac{d^{#1} #2}{d #3^{#1}}
derivative|o g|\frac{d^{#1}}{d #2^{#1}}
pdv|o g g g|\frac{\partial^2 #2}{\partial #3\,\partial #4}
pdv|o g g|\frac{\partial^{#1} #2}{\partial #3^{#1}}
pdv|o g|\frac{\partial^{#1}}{\partial #2^{#1}}
partialderivative|o g g|\frac{\partial^{#1} #2}{\partial #3^{#1}}
partialderivative|o g|\frac{\partial^{#1}}{\partial #2^{#1}}
grad||\nabla
gradient||\nabla
eval|g|\left.#1\right|
vb|s g|\mathbf{#2}
vb||\mathbf{b}
va|s g|\mathbf{#2}
va||\mathbf{a}
vu|s g|\mathbf{#2}
vu||\mathbf{u}
vect|g|\mathbf{#1}
mat|g|\mathbf{#1}
T||\top
tran||\top
trans||\top
transp||\top
transpose||\top
half||\frac{1}{2}
ones||\mathbf{1}
vone||\mathbf{1}
vzero||\mathbf{0}
zeros||\mathbf{0}
defeq||\coloneqq
eqdef||\coloneqq
coloneq||\coloneqq
ds||\displaystyle`;

const sources = new Map<string, (readonly [parameters: string, body: string])[]>();
for (const line of LINES.trim().split("\n")) {
  const [name = "", parameters = "", ...body] = line.split("|");
  const of = sources.get(name) ?? [];
  of.push([parameters, body.join("|")]);
  sources.set(name, of);
}

/** \vx, \vtheta are vectors, \mX, \mSigma matrices. */
const LETTERS =
  /^(?:v(?=[a-z])|m(?=[A-Z]))([a-z]|[A-Z]|alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|pi|phi|psi|sigma|omega|Sigma|Lambda|Phi|Psi|Theta|Omega|Gamma)$/;

const known = new Map<string, Macro | undefined>();

/** Of `\name`, if it is usual. */
export function usualMacro(command: string): Macro | undefined {
  if (!known.has(command)) known.set(command, made(command.slice(1)));
  return known.get(command);
}

function made(name: string): Macro | undefined {
  const letter = LETTERS.exec(name)?.[1];
  const lettered: readonly (readonly [string, string])[] = letter
    ? [["", `\\boldsymbol{${letter.length > 1 ? "\\" : ""}${letter}}`]]
    : [];
  return (sources.get(name) ?? lettered)
    .map(
      ([parameters, body]): Macro => ({
        parameters: specified(rawTokens(parameters)),
        body: rawTokens(body),
      }),
    )
    .reduceRight<Macro | undefined>((shorter, macro) => ({ ...macro, shorter }), undefined);
}
