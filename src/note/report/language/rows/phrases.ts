/** Parts of sentences: verdicts and roles, shapes, kinds of a matrix. */
import { STRUCTURE_NAMES, STRUCTURES } from "../../../../structures.ts";
import type { Rows } from "../template.ts";

export const phrases: Rows = {
  right: ["正确", "正しい"],
  wrong: ["错误", "誤り"],
  "ill-formed": ["维数不合", "形が合わない"],
  unclear: ["不确定", "不明"],
  definition: ["定义", "定義"],
  assumption: ["假设", "仮定"],
  condition: ["条件", "条件"],
  value: ["取值", "値"],
  model: ["模型", "モデル"],
  update: ["更新式", "更新式"],
  naming: ["命名", "命名"],
  approximation: ["近似", "近似"],
  convention: ["约定", "規約"],
  scalar: ["标量", "スカラー"],
  vector: ["向量", "ベクトル"],
  matrix: ["矩阵", "行列"],
  "a scalar": ["标量", "スカラー"],
  "a vector of {size}": ["{size} 维向量", "{size} 次元ベクトル"],
  "a row of {size}": ["{size} 维行向量", "{size} 次元行ベクトル"],
  "entry-by-entry": ["逐元素", "成分ごと"],
  Kronecker: ["克罗内克", "クロネッカー"],
  "real entries": ["元素为实数", "実数の成分"],
  "positive entries": ["元素为正", "正の成分"],
  "entries away from 0": ["元素不为 0", "0 でない成分"],
  "entries between −1 and 1": ["元素在 −1 与 1 之间", "−1 と 1 の間の成分"],
  "a well-conditioned matrix": ["矩阵良态", "条件の良い行列"],
  "a positive determinant": ["行列式为正", "正の行列式"],
  "a symmetric matrix with separate eigenvalues": ["对称且特征值互异的矩阵", "固有値の相異なる対称行列"],
  "a positive definite matrix": ["正定矩阵", "正定値行列"],
  "full rank": ["满秩", "フルランク"],
  "full column rank": ["列满秩", "列フルランク"],
  "one part": ["其中一部分", "一部分"],
  another: ["另一部分", "別の部分"],
  trace: ["迹", "トレース"],
  determinant: ["行列式", "行列式"],
  "a brace": ["花括号", "波括弧"],
  "a \\begin or \\end": ["\\begin 或 \\end", "\\begin または \\end"],
  "byte {number} is 0": ["第 {number} 个字节为 0", "{number} バイト目が 0 である"],
  ...Object.fromEntries(
    STRUCTURE_NAMES.map((name) => {
      const { en, zh, ja } = STRUCTURES[name].said;
      return [en[0], [zh[0], ja[0]]];
    }),
  ),
};
