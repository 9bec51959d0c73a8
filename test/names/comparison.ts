/**
 * Whether two texts are the same but for names: one name for another throughout, two never for one.
 */

/** Names as LaTeX has them, with accents, fonts, subscripts and primes. */
const GROUP = String.raw`\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}`;
const GREEK_COMMANDS =
  "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega";
const LATEX = new RegExp(
  String.raw`\\(?:begin|end|operatorname|mathbb|mathbf)${GROUP}|` +
    String.raw`(?:\\(?:hat|bar|tilde|dot|ddot|vec|mathit|mathrm|text)${GROUP}|\\(?:var)?(?:${GREEK_COMMANDS}|ell)(?![a-zA-Z])|` +
    String.raw`\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)(?![a-zA-Z])|(?<!\\[a-zA-Z]*)[A-Za-z])` +
    String.raw`(?:_${GROUP}|_\w)?'*|\\[a-zA-Z]+|\S`,
  "g",
);
const PLAIN = /\.[A-Za-z]\w*|(?![ᵀⁿ])[\p{L}\p{M}_][\p{L}\p{M}\p{Nd}₀-₉_{},]*|\S/gu;

/** "plain" is what has no names in a form that could be told: messages, code. */
export type Surface = "latex" | "ascii" | "unicode" | "plain";

const COMMAND = new RegExp(
  `^\\\\(?:(?:var)?(?:${GREEK_COMMANDS}|ell)|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)(?![a-zA-Z])`,
);

const isName = (token: string, surface: Surface): boolean =>
  surface === "latex"
    ? /^[A-Za-z]|^\\(?:hat|bar|tilde|dot|ddot|vec|mathit|mathrm)\{|^\\text\{[^{}]*[^{}!-~ ]/.test(token) ||
      COMMAND.test(token)
    : /^[\p{L}_]/u.test(token);

/** Names of the one text and of the other that stand for each other, as they are printed. */
export type Pairs = Readonly<Partial<Record<Surface, readonly (readonly [string, string])[]>>>;

/**
 * What differs, in a few words; undefined where nothing does. With `splits`, what has one name in the first may have
 * several in the other: the entries of x beside an x_1.
 */
export function difference(
  one: string,
  other: string,
  surface: Surface,
  pairs: Pairs,
  splits: boolean,
): string | undefined {
  const [a, b] = [one, other].map((text) => tokensOf(text, surface)) as [string[], string[]];
  const own = pairs[surface] ?? [];
  const there = new Map<string, string>(own);
  const back = new Map<string, string>(own.map(([x, y]) => [y, x]));
  const place = (i: number) =>
    `${a.slice(Math.max(0, i - 8), i + 8).join(" ")}  |  ${b.slice(Math.max(0, i - 8), i + 8).join(" ")}`;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) return `one is longer: ${place(i)}`;
    if (!isName(x, surface) || !isName(y, surface)) {
      if (x !== y) return `${x} is ${y}: ${place(i)}`;
      continue;
    }
    if (!splits && (there.get(x) ?? y) !== y) return `${x} is ${there.get(x)} and ${y}: ${place(i)}`;
    if ((back.get(y) ?? x) !== x) return `${y} is ${back.get(y)} and ${x}: ${place(i)}`;
    there.set(x, y);
    back.set(y, x);
  }
  return undefined;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
const LOWERED = "0123456789+-abcdefghijklmnoprstuvwxyz";

const decoded = (raised: string): string => [...raised].map((c) => LOWERED[[...RAISED].indexOf(c)]).join("");

/** The entries of a letter that had to be numbered stand beside brackets: (z̄₁)_k for z̄_k. */
const unbracketed = (text: string, surface: Surface): string =>
  surface === "latex"
    ? text.replace(/\((\\\w+)\{(\w)\}_\{(\d+)\}\)_/g, "$1{\\mathit{$2$3}}_")
    : text.replace(/\((\p{L}\p{M}?[₀-₉]+)\)_/gu, "$1_");

function tokensOf(written: string, surface: Surface): string[] {
  const text = unbracketed(written, surface);
  if (surface === "latex") return text.match(LATEX) ?? [];
  const sizes = (_: string, raised: string): string => {
    const times = raised.indexOf("ˣ", 1);
    const parts = times < 0 ? [raised] : [raised.slice(0, times), raised.slice(times + 1)];
    return `ℝ^(${parts.map(decoded).join(" × ")})`;
  };
  return (
    text
      .replace(new RegExp(`ℝ([${RAISED}]+)`, "gu"), sizes)
      .replace(new RegExp(`[${RAISED}]+`, "gu"), (raised) => `^(${decoded(raised)})`)
      .replace(/\^([^\s()])/gu, "^($1)")
      .match(PLAIN) ?? []
  );
}
