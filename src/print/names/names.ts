/**
 * Names ─▶ LaTeX and Unicode.
 *
 *     W_12 ─▶ W_{12}    lambda_max ─▶ \lambda_{\mathrm{max}}    x_hat ─▶ \hat{x}    loss ─▶ \mathit{loss}
 *
 * Only letters, digits and accents of a name reach the output, so it cannot bring a command with it.
 */
import { ACCENTS } from "../../syntax/likeness.ts";

/** Greek letters that LaTeX has a command for. */
const GREEK_NAMES = [
  ..."alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi".split(" "),
  ..."omicron pi rho sigma tau upsilon phi chi psi omega".split(" "),
];
/** The same letters in the order of GREEK_NAMES. */
const GREEK = [..."αβγδεζηθικλμνξοπρστυφχψω"];
const CAPITALS = [..."ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"];
/** Capital Greek letters that look like Latin ones have no command. */
const LATIN_CAPITALS: Readonly<Record<string, string>> = {
  Α: "A",
  Β: "B",
  Ε: "E",
  Ζ: "Z",
  Η: "H",
  Ι: "I",
  Κ: "K",
  Μ: "M",
  Ν: "N",
  Ο: "O",
  Ρ: "P",
  Τ: "T",
  Χ: "X",
};
const capitalised = (name: string): string => name[0]?.toUpperCase() + name.slice(1);

const letterOfName = new Map<string, string>();
const commandOfLetter = new Map<string, string>();
GREEK_NAMES.forEach((name, i) => {
  const [small, capital] = [GREEK[i] as string, CAPITALS[i] as string];
  letterOfName.set(name, small).set(capitalised(name), capital);
  commandOfLetter.set(small, name === "omicron" ? "o" : `\\${name}`);
  commandOfLetter.set(capital, LATIN_CAPITALS[capital] ?? `\\${capitalised(name)}`);
});
for (const [name, letter] of [
  ["varepsilon", "ε"],
  ["vartheta", "ϑ"],
  ["varphi", "φ"],
  ["varrho", "ϱ"],
  ["varsigma", "ς"],
  ["ell", "ℓ"],
] as const) {
  if (!letterOfName.has(name)) letterOfName.set(name, letter);
  if (!commandOfLetter.has(letter)) commandOfLetter.set(letter, `\\${name}`);
}
commandOfLetter.set("ϵ", "\\epsilon").set("ε", "\\varepsilon").set("ϕ", "\\phi").set("φ", "\\varphi");
commandOfLetter.set("∇", "\\nabla").set("∂", "\\partial");

const combiningOfAccent = new Map([...ACCENTS].map(([combining, word]) => [word, combining]));

/** A name taken apart: `x_hat_12` has base x, accent hat, subscripts [12]. */
interface NameParts {
  /** One letter (Latin or Greek), or a word. */
  readonly base: string;
  /** The inmost first: `x_hat_dot` is \dot{\hat{x}}. */
  readonly accents: readonly string[];
  readonly subscripts: readonly string[];
  readonly primes: number;
}

const cache = new Map<string, NameParts>();
const CACHED = 2000;

export function nameParts(name: string): NameParts {
  const known = cache.get(name);
  if (known) return known;
  if (cache.size > CACHED) cache.clear();
  const parts = takeApart(name);
  cache.set(name, parts);
  return parts;
}

function takeApart(name: string): NameParts {
  const primes = /'*$/.exec(name)?.[0].length ?? 0;
  const [head = "", ...rest] = name
    .slice(0, name.length - primes)
    .split("_")
    .filter((part) => part !== "");
  const digits = /^(.*?\D)(\d+)$/u.exec(head);
  const word = digits?.[1] ?? head;
  const subscripts = digits ? [digits[2] as string] : [];
  const accents: string[] = [];
  for (const part of rest) {
    // the hat of J_x_hat is on the x
    const isOnBase = subscripts.every((own) => /^\d+$/.test(own));
    if (isOnBase && combiningOfAccent.has(part)) accents.push(part);
    else subscripts.push(part);
  }
  const marked = accented(word);
  if (marked) return { base: marked.base, accents: [marked.accent, ...accents], subscripts, primes };
  return { base: letterOfName.get(word) ?? word, accents, subscripts, primes };
}

/** Of ẋ the x and its dot. */
function accented(word: string): { readonly base: string; readonly accent: string } | undefined {
  const [base = "", mark = "", ...others] = [...word.normalize("NFD")];
  const accent = ACCENTS.get(mark);
  return accent === undefined || others.length > 0 ? undefined : { base, accent };
}

/** What \\text{} shows: Latin letters with marks, and those of Chinese, Japanese and Korean. */
const isInText = (word: string): boolean =>
  /[^A-Za-z0-9]/.test(word) &&
  /^[A-Za-z0-9À-ÖØ-öø-ž\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u.test(
    word,
  );

/** Other letters by their number, as there is no command for them. */
const asciiLetters = (text: string): string =>
  [...text]
    .map((c) => (/[A-Za-z0-9]/.test(c) ? c : `U${(c.codePointAt(0) as number).toString(16)}`))
    .join("");

/** One letter or number as LaTeX, or a word in upright or italic type. */
function wordLatex(word: string, font: "mathrm" | "mathit"): string {
  const command = commandOfLetter.get(letterOfName.get(word) ?? word);
  if (command) return command;
  if (/^([A-Za-z]|\d+)$/.test(word)) return word;
  if (isInText(word)) return `\\text{${word}}`;
  return `\\${font}{${asciiLetters(word)}}`;
}

/** Subscripts side by side; words of three letters and more upright: x_{\mathrm{max}}, W_{hh}. */
function subscriptLatex(subscripts: readonly string[]): string {
  const parts = subscripts.map((s) => {
    const marked = accented(s);
    if (marked) return `\\${marked.accent}{${wordLatex(marked.base, "mathrm")}}`;
    return /^[A-Za-z]{2}$/.test(s) && !letterOfName.has(s) ? s : wordLatex(s, "mathrm");
  });
  return parts.join(",");
}

/** `W_{12}`; `embolden` is put around the base. */
export function nameLatex(name: string, embolden: (base: string) => string = (base) => base): string {
  const { base, accents, subscripts, primes } = nameParts(name);
  // the variance \sigma^2 that is a variable itself
  if (base.endsWith("^"))
    return `{${embolden(wordLatex(base.slice(0, -1), "mathit"))}^{${subscriptLatex(subscripts)}}}`;
  const letter = embolden(wordLatex(base, "mathit"));
  const accented = accents.reduce((inner, accent) => `\\${accent}{${inner}}`, letter);
  const subscript = subscripts.length > 0 ? `_{${subscriptLatex(subscripts)}}` : "";
  return `${accented}${subscript}${"'".repeat(primes)}`;
}

const SUBSCRIPT_CHARACTERS = new Map(
  [..."0123456789aehijklmnoprstuvx+-"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋"][i] as string]),
);

/** Lowered where Unicode has the characters, else `_…`. */
function lowered(text: string): string {
  const characters = [...text].map((c) => SUBSCRIPT_CHARACTERS.get(c));
  if (characters.every((c) => c !== undefined)) return characters.join("");
  return [...text].length === 1 ? `_${text}` : `_{${text}}`;
}

export function nameUnicode(name: string): string {
  const { base, accents, subscripts, primes } = nameParts(name);
  const letter = [base, ...accents.map((accent) => combiningOfAccent.get(accent))].join("").normalize("NFC");
  const below = subscripts.map((s) => letterOfName.get(s) ?? s).join(",");
  return `${letter}${below === "" ? "" : lowered(below)}${"'".repeat(primes)}`;
}

/** What a name looks like where it is printed; two that share one of these look the same. */
export const looksOf = (name: string): readonly string[] => [nameUnicode(name), nameLatex(name)];

/** What a place as its subscript would make look the same: the x of x_1, and of no x_0 or x_max. */
export function wholesOf(name: string): readonly string[] {
  const { base, accents, subscripts } = nameParts(name);
  if (!subscripts.every((part) => /^[1-9]\d*$/.test(part))) return [];
  const whole = [base, ...accents];
  return subscripts.map((_, k) => nameUnicode([...whole, ...subscripts.slice(0, k)].join("_")));
}

/** Letters that would be read as indices: the r of z_r, the i and the j of w_ij. */
export const lettersBelow = (name: string): readonly string[] =>
  nameParts(name).subscripts.flatMap((part) => (/^\p{L}{1,2}$/u.test(part) ? [...part] : []));
