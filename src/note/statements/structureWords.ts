/**
 * How the prose of a note calls a structure: as the program's own sentences do, or as is said here.
 *
 *     "Hankel matrix", "汉克尔矩阵", "ハンケル行列" from what is said of these       "Gram matrix"  ─▶  symmetric
 */
import type { Structure } from "../../expression/expr.ts";
import { isOfSquares, STRUCTURE_NAMES, STRUCTURES } from "../../structures.ts";

const WORDS: Partial<Record<Structure, RegExp>> = {
  spd: /positive[- ](?:semi-?)?definite|\bspd\b|\bpsd\b|正定/giu,
  antisymmetric: /(?:anti|skew)-?\s?symmetric|反对称|反対称/giu,
  symmetric:
    /symmetric|covariance|\bgram(?:ian)? matri(?:x|ces)|graph laplacian|(?:precision|correlation|scatter|stiffness|mass|inertia|kernel|fisher information) matri(?:x|ces)|inertia tensor|对称|對稱|対称|协方差|共分散|格拉姆矩阵|Gram\s*(?:矩阵|行列)|グラム行列|精度行列|精度矩阵|拉普拉斯矩阵|(?:核|相关|散布|刚度|质量|惯性)矩阵|(?:カーネル|相関|散布|剛性|質量|慣性)行列/giu,
  orthogonal: /orthogonal(?! to)|orthonormal|正交|直交/giu,
  diagonal: /diagonal|对角|対角/giu,
  lower: /lower.triangular|下三角/giu,
  upper: /upper.triangular|上三角/giu,
  toeplitz: /toeplitz|托普利茨|特普利茨|テプリッツ/giu,
  hankel: /hankel|汉克尔|ハンケル/giu,
};

/** "a Hankel matrix", 是汉克尔矩阵, ハンケル行列で: without what joins it to a sentence. */
function ownWords(structure: Structure): RegExp {
  const { en, zh, ja } = STRUCTURES[structure].said;
  const words = [
    en[0].replace(/^an? | matrix$/g, "").replace(/ /g, "[- ]"),
    zh[0].replace(/^[是为]/, ""),
    ja[0].replace(/で$/, ""),
  ];
  return new RegExp(words.join("|"), "giu");
}

/** Of all structures but "positive", which is said of numbers as well. */
export const STRUCTURE_WORDS: ReadonlyMap<Structure, RegExp> = new Map(
  STRUCTURE_NAMES.filter(isOfSquares).map((name) => [name, WORDS[name] ?? ownWords(name)]),
);
