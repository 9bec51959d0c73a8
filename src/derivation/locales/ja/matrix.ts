/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": "、",
  "sentence.separator": "",

  // what is given
  "given.variables": "{variables} とする。",
  "given.definitions": "次のようにおく。{definitions}",
  "given.loss":
    "損失 {loss} はこれらの変数に {root} を通じてのみ依存する。{derivative} を {cotangent} と書き、既知とする。",
  "given.structure.symmetric": "{what} は対称行列である。",
  "given.structure.antisymmetric": "{what} は反対称行列である。",
  "given.structure.diagonal": "{what} は対角行列である。",
  "given.structure.lower": "{what} は下三角行列である。",
  "given.structure.upper": "{what} は上三角行列である。",
  "given.structure.orthogonal": "{what} は直交行列である。",
  "given.structure.spd": "{what} は正定値対称行列である。",
  "given.structure.positive": "{what} は正である。",
  "given.function.entrywise": "関数 {what} は成分ごとに作用する。",
  "given.layout.shape": "以下の勾配はすべて、対応する変数と同じ形である。",
  "given.layout.denominator": "結果は分母レイアウトで書く。勾配は変数と同じ形であり、ヤコビ行列は転置される。",
  "given.layout.numerator":
    "途中の勾配はすべて変数と同じ形である。最後の結果は分子レイアウトで書くので、転置される。",
  "assumed.row": "ベクトル {what} は各行に加えられる。",
  "assumed.column": "ベクトル {what} は各列に加えられる。",
  "assumed.entry": "スカラー {what} は各成分に加えられる。",

  // what was checked
  "closing.lines":
    "検算：各行を直前の行と数値で比較した（等式 {equations} 個、サイズと値の組 {samples} 通り、最大相対誤差 {error}）。",
  "closing.derivatives": "導関数 {count} 個を数値差分と比較した（最大相対誤差 {error}）。",
} as const;
