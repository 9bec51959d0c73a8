/**
 * What words say of a name that is an equation: one table.
 *
 *     "a unit vector $u$"  ─▶  uᵀ u = 1      "$H$ is idempotent"  ─▶  H H = H      "$Q$ has orthonormal columns"  ─▶  Qᵀ Q = I
 */

import type { Span } from "../../errors.ts";
import { productOf } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";

export type Property = keyof typeof WORDS;

const WORDS = {
  unit: /\bunit[- ](?:[\w-]+ )?(?:eigen)?vectors?|\bunit[- ](?:norm|length)|单位(?:特征)?向量|単位(?:固有)?ベクトル/giu,
  idempotent: /idempotent|幂等|冪等|[べベ]き等|ベキ等/giu,
  involutory: /involut(?:ory|ion)|对合|対合/giu,
  "orthonormal columns":
    /orthonormal columns|columns (?:are|is|being) orthonormal|列(?:向量)?(?:标准|规范)?正交|列が正規直交/giu,
};

export const PROPERTIES = Object.entries(WORDS) as readonly (readonly [Property, RegExp])[];

/** What is tied to a matrix by equations that words stand for: A v = λ v, A = U Σ Vᵀ. */
export const SPECTRAL =
  /\beigen(?:values?|vectors?|pairs?)|\bsingular (?:values?|vectors?|triplets?)(?! decomposition)|特征(?:值|向量|对)|奇异(?:值|向量)(?!分解)|固有(?:値|ベクトル|対)(?!分解)|特異(?:値|ベクトル)(?!分解)/giu;
export const DECOMPOSITION =
  /\bSVD\b|(?:eigen|singular value |spectral |eigenvalue )-?decomposition|\bdiagonali[sz]\w+|(?:奇异值|特征值?|谱)分解|(?:特異値|固有値|スペクトル)分解|对角化|対角化/iu;

/** Both sides of what a property says of a name. */
export function equationOf(property: Property, key: string, span: Span): readonly [Syntax, Syntax] {
  const own: Syntax = { kind: "name", name: key, span };
  const turned: Syntax = { kind: "transpose", of: own, span };
  const times = (...factors: readonly Syntax[]): Syntax => productOf(factors, span);
  const identity: Syntax = { kind: "name", name: "I", span };
  switch (property) {
    case "unit":
      return [times(turned, own), { kind: "number", text: "1", span }];
    case "idempotent":
      return [times(own, own), own];
    case "involutory":
      return [times(own, own), identity];
    case "orthonormal columns":
      return [times(turned, own), identity];
  }
}
