/** Sizes that don't fit, names that the engine doesn't know, values that it doesn't find. */
import type { Rows } from "../template.ts";

export const shapes: Rows = {
  "its shapes don't conform": ["维数不相容", "サイズが合わない"],
  "its shapes don't conform: {why:said}": ["维数不相容：{why}", "サイズが合わない：{why}"],
  "{one:said} is {first:shape} and {other:said} is {second:shape}: {why:said}": [
    "{one} 是 {first}，{other} 是 {second}：{why}",
    "{one} は {first}、{other} は {second}：{why}",
  ],
  "{one:said} is {first:shape} and {other:said} is {second:shape}": [
    "{one} 是 {first}，{other} 是 {second}",
    "{one} は {first}、{other} は {second}",
  ],
  "the inner sizes {left} and {right} must be equal": [
    "内侧维数 {left} 与 {right} 必须相等",
    "内側のサイズ {left} と {right} は等しくなければならない",
  ],
  "the terms of a sum must have one shape": ["求和的各项必须形状相同", "和の各項は同じ形でなければならない"],
  "an entry-by-entry product needs equal shapes": [
    "逐元素乘积要求形状相同",
    "成分ごとの積は同じ形の間でとる",
  ],
  "cannot add {left:shape} and {right:shape}": [
    "不能将 {left} 与 {right} 相加",
    "{left} と {right} は足せない",
  ],
  "cannot multiply {left:shape} by {right:shape}": [
    "不能将 {left} 乘以 {right}",
    "{left} に {right} は掛けられない",
  ],
  "cannot multiply {left:shape} and {right:shape} entry by entry": [
    "不能将 {left} 与 {right} 逐元素相乘",
    "{left} と {right} は成分ごとに掛けられない",
  ],
  "cannot divide by {what}, which is {shape:shape}": [
    "不能除以 {what}，它是 {shape}",
    "{shape} である {what} では割れない",
  ],
  "the inner product of {left} and {right} asks for as many entries": [
    "{left} 与 {right} 的内积要求元素个数相同",
    "{left} と {right} の内積には同じ数の成分が要る",
  ],
  "an exponent is a scalar, and this one is {shape:shape}": [
    "指数应是标量，而此处是 {shape}",
    "指数はスカラーだが、ここでは {shape} である",
  ],
  "only a square matrix has powers, and this one is {shape:shape}": [
    "只有方阵才有幂，而此处是 {shape}",
    "べき乗は正方行列だけがもつが、ここでは {shape} である",
  ],
  "only a square matrix has an inverse, and this one is {shape:shape}": [
    "只有方阵才有逆，而此处是 {shape}",
    "逆行列は正方行列だけがもつが、ここでは {shape} である",
  ],
  "a matrix has whole powers only here, and this exponent is no whole number": [
    "此处矩阵只有整数次幂，而该指数不是整数",
    "ここでは行列は整数乗しかもたないが、この指数は整数でない",
  ],
  "{call} needs that {why:said}, and {facts:said}": [
    "{call} 要求 {why}，而 {facts}",
    "{call} の条件は「{why}」だが、{facts}",
  ],
  "{name}: {why:said}, but here the sizes are {left} and {right}": [
    "{name}：{why}，而此处维数为 {left} 和 {right}",
    "{name}：{why} が条件だが、ここでのサイズは {left} と {right}",
  ],
  "{name} is {shape:shape}, and a matrix that is {structure:said} is square": [
    "{name} 是 {shape}，而既然它 {structure}，就应是方阵",
    "{name} は {shape} だが、{structure} あるなら正方行列である",
  ],
  "{name} is {shape:shape}": ["{name} 是 {shape}", "{name} は {shape}"],
  "the matrix is square": ["矩阵是方阵", "正方行列"],
  "the argument is a vector": ["参数是向量", "引数がベクトル"],
  "the first argument is a vector": ["第一个参数是向量", "第一引数がベクトル"],
  "the two have as many rows": ["两者行数相同", "両者の行数が等しい"],
  "the two have as many columns": ["两者列数相同", "両者の列数が等しい"],
  "the rows of the two factors agree": ["两个因子的行数相同", "二つの因子の行数が等しい"],
  "the columns of the two factors agree": ["两个因子的列数相同", "二つの因子の列数が等しい"],
  "the two arguments have one shape": ["两个参数形状相同", "二つの引数が同じ形"],
  "the direction has the shape of the matrix": ["方向与矩阵形状相同", "方向が行列と同じ形"],
  "{name} has {count} entries and fits both the rows and the columns of the {size} matrix": [
    "{name} 有 {count} 个元素，既可与 {size} 矩阵的行相配，也可与列相配",
    "{name} の成分は {count} 個で、{size} 行列の行にも列にも合う",
  ],
  "an entry of the block is {shape:shape} where {expected} fits": [
    "分块中有一块是 {shape}，此处应为 {expected}",
    "ブロックの一つが {shape} だが、ここに合うのは {expected} である",
  ],
  "a row of the block has {count} entries and the first has {first}": [
    "分块矩阵有一行有 {count} 个元素，而第一行有 {first} 个",
    "ブロックのある行は成分が {count} 個だが、最初の行は {first} 個である",
  ],
  "the rows of a block have {count} and {other} entries": [
    "分块矩阵各行的元素个数为 {count} 和 {other}",
    "ブロックの行の成分が {count} 個と {other} 個である",
  ],
  "indices run from 1 to {size}, and this one is {index}": [
    "下标从 1 到 {size}，而此处是 {index}",
    "添字は 1 から {size} までだが、ここでは {index} である",
  ],
  "indices run from 1, and this one is {index}": [
    "下标从 1 开始，而此处是 {index}",
    "添字は 1 からだが、ここでは {index} である",
  ],
  "the index {index} runs to {one} in one place and to {other} here: the sizes must be equal": [
    "下标 {index} 在一处取到 {one}，在此处取到 {other}：两者必须相等",
    "添字 {index} は一方では {one} まで、ここでは {other} まで動く：両者は等しくなければならない",
  ],
  "the index {index} runs to {one}, and where it stands it runs to {other}: the two must be equal": [
    "下标 {index} 取到 {one}，而它所在之处取到 {other}：两者必须相等",
    "添字 {index} は {one} まで動くが、その現れる場所では {other} まで動く：両者は等しくなければならない",
  ],
  "a vector has one index, and here are {count}": [
    "向量有一个下标，而此处有 {count} 个",
    "ベクトルの添字は一つだが、ここには {count} 個ある",
  ],
  "a matrix has two indices, and here is 1": [
    "矩阵有两个下标，而此处只有 1 个",
    "行列の添字は二つだが、ここには 1 個しかない",
  ],
  "a matrix has two indices, and here are {count}": [
    "矩阵有两个下标，而此处有 {count} 个",
    "行列の添字は二つだが、ここには {count} 個ある",
  ],
  "an index is a number or a name here": ["此处下标应是数或名称", "ここでは添字は数か名前である"],
  "a product over an index is not supported": ["不支持对下标的连乘", "添字についての総乗は扱わない"],
  "this divides by 0": ["此处除以 0", "0 で割っている"],

  "{name} needs {what:said}": ["{name} 要求 {what}", "{name} には {what} が必要である"],
  "a power needs a positive base": ["幂要求底数为正", "べき乗の底は正でなければならない"],
  "a negative power needs a base that isn't 0": [
    "负数次幂要求底数不为 0",
    "負のべき乗の底は 0 であってはならない",
  ],

  // names
  "{name} is not declared": ["{name} 没有声明", "{name} は宣言されていない"],
  "{name} is not declared, and {base} is a {role:said}": [
    "{name} 没有声明，而 {base} 是 {role}",
    "{name} は宣言されておらず、{base} は {role} である",
  ],
  "{name} may be an entry of {base} or a name of its own": [
    "{name} 可能是 {base} 的元素，也可能是独立的名称",
    "{name} は {base} の成分とも、独立した名前とも読める",
  ],
  "{name} takes {count} argument, and here are {present}": [
    "{name} 有 {count} 个参数，而此处有 {present} 个",
    "{name} の引数は {count} 個だが、ここには {present} 個ある",
  ],
  "{name} takes {count} arguments, and here are {present}": [
    "{name} 有 {count} 个参数，而此处有 {present} 个",
    "{name} の引数は {count} 個だが、ここには {present} 個ある",
  ],
  "{name} takes {count} arguments, and here is 1": [
    "{name} 有 {count} 个参数，而此处只有 1 个",
    "{name} の引数は {count} 個だが、ここには 1 個しかない",
  ],
  "{name} is defined with {count} and is given {present}": [
    "{name} 定义时有 {count} 个参数，而此处给了 {present} 个",
    "{name} は {count} 個の引数で定義されているが、ここでは {present} 個である",
  ],
  "{name} is a function and has no argument here": [
    "{name} 是函数，而此处没有参数",
    "{name} は関数だが、ここには引数がない",
  ],
  "{name} is no function here": ["{name} 在此处不是函数", "{name} はここでは関数でない"],
  "{name} is a derivative": ["{name} 是导数", "{name} は導関数である"],
  "{name} has no value": ["{name} 没有值", "{name} に値がない"],

  // values
  "they agree where both have values, and in some places only one of them has": [
    "在两边都有值之处相等，而在某些地方只有一边有值",
    "両辺がともに値をもつところでは等しいが、一方しか値をもたないところがある",
  ],
  "they agree for {name} {sign} 0 only: elsewhere one of them has no value": [
    "仅对 {name} {sign} 0 相等：在别处有一边没有值",
    "{name} {sign} 0 でのみ等しい：他では一方が値をもたない",
  ],
  "they differ by too much for rounding and too little for a difference": [
    "差异大于舍入误差，却又不足以断定不等",
    "丸め誤差にしては大きく、異なるというには小さい差がある",
  ],
  "they agree at {count} choices of sizes, and more would be needed": [
    "在 {count} 组维数下相等，还需要更多",
    "{count} 通りのサイズでは等しいが、もっと必要である",
  ],
  "no sizes fit the expressions": ["没有适合这些表达式的维数", "式に合うサイズがない"],
  "no sizes fit the expression": ["没有适合该表达式的维数", "式に合うサイズがない"],
  "no values satisfy what is given": ["没有满足所给条件的值", "与えられた条件を満たす値がない"],
  "no values were found where the expression is finite": [
    "没有找到使表达式有限的值",
    "式が有限になる値が見つからない",
  ],
  "no values were found where the expression is finite: {why:said}": [
    "没有找到使表达式有限的值：{why}",
    "式が有限になる値が見つからない：{why}",
  ],
};
