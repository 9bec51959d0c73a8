/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": "，",
  "sentence.separator": "",

  // what is given
  "given.variables": "已知 {variables}。",
  "given.definitions": "设 {definitions}",
  "given.loss": "损失 {loss} 只通过 {root} 依赖于这些变量；记 {cotangent} 为 {derivative}，视为已知。",
  "given.structure.symmetric": "{what} 是对称矩阵。",
  "given.structure.antisymmetric": "{what} 是反对称矩阵。",
  "given.structure.diagonal": "{what} 是对角矩阵。",
  "given.structure.lower": "{what} 是下三角矩阵。",
  "given.structure.upper": "{what} 是上三角矩阵。",
  "given.structure.orthogonal": "{what} 是正交矩阵。",
  "given.structure.spd": "{what} 是对称正定矩阵。",
  "given.structure.positive": "{what} 为正。",
  "given.function.entrywise": "函数 {what} 逐元素作用。",
  "given.layout.shape": "下文中每个梯度都与其变量形状相同。",
  "given.layout.denominator": "结果采用分母布局：梯度与其变量形状相同，雅可比矩阵取转置。",
  "given.layout.numerator": "推导过程中每个梯度都与其变量形状相同；最后的结果采用分子布局，即取转置。",
  "assumed.row": "向量 {what} 被加到每一行。",
  "assumed.column": "向量 {what} 被加到每一列。",
  "assumed.entry": "标量 {what} 被加到每个元素。",

  // what was checked
  "closing.lines":
    "已检验：每一行都与上一行作了数值比较，共 {equations} 个等式，取 {samples} 组尺寸和数值，最大相对误差为 {error}。",
  "closing.derivatives": "{count} 个导数与数值差分作了比较，最大相对误差为 {error}。",
} as const;
