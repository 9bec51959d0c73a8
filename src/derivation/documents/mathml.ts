/**
 * LaTeX as MathML, which browsers show without script or style sheet: for pages of HTML.
 *
 *     const render = mathmlBy(katex);  printDerivation(derived, { format: "html", render })
 */
import type katex from "katex";

type Render = (latex: string, display: boolean) => string;

/** By a KaTeX that is there. */
export const mathmlBy =
  ({ renderToString }: Pick<typeof katex, "renderToString">): Render =>
  (latex, displayMode) =>
    ofCore(
      renderToString(latex, {
        displayMode,
        output: "mathml",
        throwOnError: false,
        strict: "ignore",
        trust: false,
      }),
    );

const THIN = '<mspace width="0.1667em"></mspace>';
/** A named function: a word before the sign of application, that word with an index, or the first of several. */
const NAME = String.raw`(?:<msu[bp]>|<msubsup>)?<mi(?: mathvariant="normal")?>[A-Za-z]{2,}<\/mi>`;
const END_OF_FACTOR = String.raw`<\/(?:mi|mn|mfrac|msub|msup|msubsup|mover|mrow)>|<mo[^>]*>[)\]|‖]<\/mo>`;
const FACTOR_THEN_NAME = new RegExp(`(${END_OF_FACTOR})(?=${NAME}(?:<mo>\u2061|<m[in]))`, "g");
const APPLIED_TO_NO_BRACKET = /(<mo>\u2061<\/mo>)(?=<m(?!o[ >]|row>))/g;
/** After a sign or an opening bracket: it belongs to what follows. */
const MINUS_OF_ONE = /(<mo(?: [^>]*)?>[^)\]}|‖\u2061<]<\/mo>)<mo>−</g;

/**
 * MathML Core has letters of their own for what is bold or double-struck, no room around the bars of a norm or a
 * modulus, and none beside the name of a function.
 */
const ofCore = (mathml: string): string =>
  mathml
    .replace(FACTOR_THEN_NAME, `$1${THIN}`)
    .replace(APPLIED_TO_NO_BRACKET, `$1${THIN}`)
    // fonts of ideographs have the raised macron, as wide as one of them
    .replaceAll(">ˉ<", ">¯<")
    .replace(MINUS_OF_ONE, '$1<mo form="prefix">−<')
    .replace(/ mathvariant="(bold|double-struck)">([^<]*)</g, (whole, variant: string, text: string) =>
      [...text].every((c) => /[A-Za-z0-9]/.test(c))
        ? `>${[...text].map((c) => inAlphabet(c, ALPHABETS[variant] as Alphabet)).join("")}<`
        : whole,
    )
    .replace(/<mo stretchy="false">([∥∣])</g, (_, bar: string) => {
      return `<mo stretchy="false" lspace="0" rspace="0">${bar === "∥" ? "‖" : "|"}<`;
    });

interface Alphabet {
  readonly capital: number;
  readonly small: number;
  readonly digit: number;
  /** Letters that Unicode had before. */
  readonly own: Readonly<Record<string, string>>;
}

const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  bold: { capital: 0x1d400, small: 0x1d41a, digit: 0x1d7ce, own: {} },
  "double-struck": {
    capital: 0x1d538,
    small: 0x1d552,
    digit: 0x1d7d8,
    own: { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" },
  },
};

function inAlphabet(c: string, { capital, small, digit, own }: Alphabet): string {
  if (own[c]) return own[c];
  const code = c.charCodeAt(0);
  const start = code >= 97 ? small - 97 : code >= 65 ? capital - 65 : digit - 48;
  return String.fromCodePoint(start + code);
}
