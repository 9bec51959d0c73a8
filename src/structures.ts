/**
 * The table of structures: what is known of symmetric, triangular, orthogonal, Toeplitz … matrices is one row.
 *
 *     antisymmetric:  entry (3, 1)  ─▶  −1 times entry (1, 3)
 *
 * From the pattern of a structure follow its transpose, its zeros, its random values, and the nearest matrix that
 * has it. A structure without a pattern says how it is drawn.
 */

export type Structure =
  | "spd"
  | "antisymmetric"
  | "symmetric"
  | "orthogonal"
  | "diagonal"
  | "lower"
  | "upper"
  | "positive"
  | "toeplitz"
  | "circulant"
  | "hankel"
  | "skewhankel";

/** The place, from 0, whose entry this one is, up to the sign; undefined: it is 0. */
export type Pattern = (
  i: number,
  j: number,
  n: number,
) => readonly [row: number, column: number, sign: 1 | -1] | undefined;

/** What sentences say of it: "X is …", the matrices that have it, the part of a matrix that has it. */
type Said = readonly [is: string, matrices: string, part: string];

export interface StructureRow {
  /** How declarations call it. */
  readonly words: readonly string[];
  readonly pattern?: Pattern;
  /** Values that are no free entries at the places of the pattern. */
  readonly values?: "orthonormal" | "definite" | "positive";
  /** The nearest matrix of the structure, of U; for a curved one in its tangent space at Q. */
  readonly projection: string;
  /** Each independent entry moves together with those that depend on it; absent: there are none. */
  readonly independent?: string;
  /** Equal entries of a pattern of lines: a number for each, from 0 and below n², and a sign; in i, j from 0 and n, as code. */
  readonly lines?: { readonly line: string; readonly sign?: string };
  /** Which it is, too; its tangent space is that of the other. */
  readonly implies?: "symmetric";
  /** A matrix of odd order is singular. */
  readonly singularIfOdd?: boolean;
  readonly said: { readonly en: Said; readonly zh: Said; readonly ja: Said };
}

const itself: Pattern = (i, j) => [i, j, 1];
const mirrored: Pattern = (i, j) => [Math.min(i, j), Math.max(i, j), 1];
/** Along an antidiagonal: its first entry in the first row, or in the last column. */
const onAntidiagonal = (k: number, n: number): readonly [number, number] =>
  k < n ? [0, k] : [k - n + 1, n - 1];

export const STRUCTURES: Readonly<Record<Structure, StructureRow>> = {
  spd: {
    words: ["spd", "positive definite"],
    pattern: mirrored,
    values: "definite",
    implies: "symmetric",
    projection: "1/2*(U + U')",
    independent: "(U + U') - U.*I",
    said: {
      en: ["symmetric and positive definite", "the symmetric matrices", "its symmetric part"],
      zh: ["是对称正定矩阵", "对称矩阵", "其对称部分"],
      ja: ["正定値対称行列で", "対称行列", "その対称部分"],
    },
  },
  antisymmetric: {
    words: ["antisymmetric", "skew symmetric", "skew"],
    pattern: (i, j) => (i === j ? undefined : [Math.min(i, j), Math.max(i, j), i < j ? 1 : -1]),
    singularIfOdd: true,
    projection: "1/2*(U - U')",
    independent: "U - U'",
    said: {
      en: ["antisymmetric", "the antisymmetric matrices", "its antisymmetric part"],
      zh: ["是反对称矩阵", "反对称矩阵", "其反对称部分"],
      ja: ["反対称行列で", "反対称行列", "その反対称部分"],
    },
  },
  symmetric: {
    words: ["symmetric"],
    pattern: mirrored,
    projection: "1/2*(U + U')",
    independent: "(U + U') - U.*I",
    said: {
      en: ["symmetric", "the symmetric matrices", "its symmetric part"],
      zh: ["是对称矩阵", "对称矩阵", "其对称部分"],
      ja: ["対称行列で", "対称行列", "その対称部分"],
    },
  },
  orthogonal: {
    words: ["orthogonal"],
    values: "orthonormal",
    // ½(U − Q Uᵀ Q): Edelman, Arias, Smith (1998), eq. 2.53
    projection: "1/2*(U - Q*U'*Q)",
    said: {
      en: ["orthogonal", "the orthogonal matrices", "its projection on the tangent space"],
      zh: ["是正交矩阵", "正交矩阵", "它在切空间上的投影"],
      ja: ["直交行列で", "直交行列", "接空間への射影"],
    },
  },
  diagonal: {
    words: ["diagonal"],
    pattern: (i, j) => (i === j ? [i, j, 1] : undefined),
    projection: "I.*U",
    independent: "I.*U",
    said: {
      en: ["diagonal", "the diagonal matrices", "its diagonal"],
      zh: ["是对角矩阵", "对角矩阵", "其对角部分"],
      ja: ["対角行列で", "対角行列", "その対角部分"],
    },
  },
  lower: {
    words: ["lower", "lower triangular"],
    pattern: (i, j) => (i >= j ? [i, j, 1] : undefined),
    projection: "tril(U)",
    independent: "tril(U)",
    said: {
      en: ["lower triangular", "these matrices", "its lower triangle"],
      zh: ["是下三角矩阵", "这类矩阵", "其下三角部分"],
      ja: ["下三角行列で", "この形の行列", "その下三角部分"],
    },
  },
  upper: {
    words: ["upper", "upper triangular"],
    pattern: (i, j) => (i <= j ? [i, j, 1] : undefined),
    projection: "triu(U)",
    independent: "triu(U)",
    said: {
      en: ["upper triangular", "these matrices", "its upper triangle"],
      zh: ["是上三角矩阵", "这类矩阵", "其上三角部分"],
      ja: ["上三角行列で", "この形の行列", "その上三角部分"],
    },
  },
  positive: {
    words: ["positive"],
    pattern: itself,
    values: "positive",
    projection: "U",
    independent: "U",
    said: {
      en: ["positive", "the positive matrices", "that itself"],
      zh: ["为正", "正矩阵", "其本身"],
      ja: ["正で", "正の行列", "それ自身"],
    },
  },
  toeplitz: {
    words: ["toeplitz"],
    pattern: (i, j) => (i >= j ? [i - j, 0, 1] : [0, j - i, 1]),
    lines: { line: "i - j + n - 1" },
    projection: "toeplitzpart(U)",
    independent: "toeplitzsums(U)",
    said: {
      en: ["a Toeplitz matrix", "the Toeplitz matrices", "its mean along each diagonal"],
      zh: ["是托普利茨矩阵", "托普利茨矩阵", "其沿各对角线的平均"],
      ja: ["テプリッツ行列で", "テプリッツ行列", "その各対角線に沿った平均"],
    },
  },
  circulant: {
    words: ["circulant"],
    pattern: (i, j, n) => [(i - j + n) % n, 0, 1],
    lines: { line: "mod(i - j + n, n)" },
    projection: "circulantpart(U)",
    independent: "circulantsums(U)",
    said: {
      en: ["a circulant matrix", "the circulant matrices", "its mean along each cyclic diagonal"],
      zh: ["是循环矩阵", "循环矩阵", "其沿各循环对角线的平均"],
      ja: ["巡回行列で", "巡回行列", "その各巡回対角線に沿った平均"],
    },
  },
  hankel: {
    words: ["hankel"],
    pattern: (i, j, n) => [...onAntidiagonal(i + j, n), 1],
    lines: { line: "i + j" },
    projection: "hankelpart(U)",
    independent: "hankelsums(U)",
    said: {
      en: ["a Hankel matrix", "the Hankel matrices", "its mean along each antidiagonal"],
      zh: ["是汉克尔矩阵", "汉克尔矩阵", "其沿各反对角线的平均"],
      ja: ["ハンケル行列で", "ハンケル行列", "その各反対角線に沿った平均"],
    },
  },
  /** Constant along antidiagonals, with opposite signs on the two sides of the middle one, which is 0. */
  skewhankel: {
    words: ["skewhankel", "skew hankel"],
    pattern: (i, j, n) => {
      const k = i + j;
      if (k === n - 1) return undefined;
      return [...onAntidiagonal(Math.min(k, 2 * n - 2 - k), n), k < n - 1 ? 1 : -1];
    },
    lines: { line: "abs(i + j + 1 - n)", sign: "sign(n - 1 - i - j)" },
    singularIfOdd: true,
    projection: "skewhankelpart(U)",
    independent: "skewhankelsums(U)",
    said: {
      en: ["a skew Hankel matrix", "the skew Hankel matrices", "its mean along opposite antidiagonals"],
      zh: ["是反汉克尔矩阵", "反汉克尔矩阵", "其沿相对的反对角线的平均"],
      ja: ["反ハンケル行列で", "反ハンケル行列", "その向かい合う反対角線に沿った平均"],
    },
  },
};

export const STRUCTURE_NAMES = Object.keys(STRUCTURES) as Structure[];

/** Every word and pair of words that declares a structure. */
const NAMED: ReadonlyMap<string, Structure> = new Map(
  STRUCTURE_NAMES.flatMap((name) => STRUCTURES[name].words.map((word) => [word, name] as const)),
);
export const STRUCTURE_WORDS: readonly string[] = [...NAMED.keys()];

/** The structure that a word of a declaration names; undefined for other words. */
export const structureNamed = (word: string): Structure | undefined => NAMED.get(word);

/** The structures that words name, two words together before one, without what another of them implies; undefined where one names none. */
export function structuresNamed(words: readonly string[]): readonly Structure[] | undefined {
  const found = new Set<Structure>();
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = words.slice(at) as [string, string | undefined];
    const pair = structureNamed(`${word} ${next}`);
    const structure = pair ?? structureNamed(word);
    if (!structure) return undefined;
    if (pair) at += 1;
    found.add(structure);
  }
  const implied = new Set([...found].map((structure) => STRUCTURES[structure].implies));
  return [...found].filter((structure) => !(implied as ReadonlySet<unknown>).has(structure));
}

/** Are its values such as these: orthonormal, definite, positive? */
export const hasValues = (structure: Structure | undefined, values: StructureRow["values"]): boolean =>
  structure !== undefined && STRUCTURES[structure].values === values;

/** Has it square matrices alone? What is positive may have any shape. */
export const isOfSquares = (structure: Structure | undefined): structure is Structure =>
  structure !== undefined && !hasValues(structure, "positive");

/** What is positive definite is symmetric, too. */
export const impliedBy = (structure: Structure | undefined): Structure | undefined =>
  structure && STRUCTURES[structure].implies;

/** Is what it says of transposes that it is symmetric? */
export const meansSymmetric = (structure: Structure | undefined): boolean =>
  (impliedBy(structure) ?? structure) === "symmetric";

/** What follows from a pattern. */
interface Traits {
  /** Xᵀ is X or −X. */
  readonly transposed: 1 | -1 | undefined;
  /** Are all entries above the diagonal 0, all below it, some anywhere? */
  readonly lower: boolean;
  readonly upper: boolean;
  readonly hasZeros: boolean;
}

const NO_TRAITS: Traits = { transposed: undefined, lower: false, upper: false, hasZeros: false };
/** Odd, so that there is a middle antidiagonal. */
const TRIED = 5;

function traitsOf(pattern: Pattern): Traits {
  const places = Array.from({ length: TRIED ** 2 }, (_, k) => [Math.floor(k / TRIED), k % TRIED] as const);
  const isZero = ([i, j]: readonly [number, number]) => pattern(i, j, TRIED) === undefined;
  const turnsBy = (sign: 1 | -1) =>
    places.every(([i, j]) => {
      const [own, turned] = [pattern(i, j, TRIED), pattern(j, i, TRIED)];
      return (
        own?.[0] === turned?.[0] && own?.[1] === turned?.[1] && own?.[2] === (turned && sign * turned[2])
      );
    });
  return {
    transposed: turnsBy(1) ? 1 : turnsBy(-1) ? -1 : undefined,
    lower: places.filter(([i, j]) => i < j).every(isZero),
    upper: places.filter(([i, j]) => i > j).every(isZero),
    hasZeros: places.some(isZero),
  };
}

const TRAITS = new Map<Structure, Traits>();

export function traits(structure: Structure | undefined): Traits {
  if (structure === undefined) return NO_TRAITS;
  const found = TRAITS.get(structure) ?? traitsOf(STRUCTURES[structure].pattern ?? itself);
  TRAITS.set(structure, found);
  return found;
}
