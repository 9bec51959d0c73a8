/** What a formula means, as far as that isn't said or isn't supported. */
import type { Rows } from "../template.ts";

export const meaning: Rows = {
  "nothing says what {names:list} is": ["没有说明 {names} 是什么", "{names} が何であるか書かれていない"],
  "nothing here says what {names:list} is": [
    "此处没有说明 {names} 是什么",
    "{names} が何であるかここに書かれていない",
  ],
  "nothing says how {name} depends on {by}": [
    "没有说明 {name} 如何依赖于 {by}",
    "{name} が {by} にどう依存するか書かれていない",
  ],
  "nothing here says how {name} depends on {by}": [
    "此处没有说明 {name} 如何依赖于 {by}",
    "{name} が {by} にどう依存するかここに書かれていない",
  ],
  "nothing says how far {index} runs": [
    "没有说明 {index} 的取值范围",
    "{index} がどこまで動くか書かれていない",
  ],
  "nothing says what the index {index} runs over": [
    "没有说明下标 {index} 的取值范围",
    "添字 {index} の動く範囲が書かれていない",
  ],
  "nothing says of what size this is": ["没有说明它的维数", "そのサイズが書かれていない"],
  "nothing says of which condition this is the solution": [
    "没有说明这是哪个条件的解",
    "どの条件の解なのか書かれていない",
  ],
  "nothing says what the rate of {name} is": [
    "没有说明 {name} 的变化率是什么",
    "{name} の変化率が何であるか書かれていない",
  ],
  "nothing says how it varies with time": [
    "没有说明它如何随时间变化",
    "時間とともにどう変わるか書かれていない",
  ],
  "the rate of {name} is of another size": ["{name} 的变化率维数不同", "{name} の変化率のサイズが異なる"],
  "∂/∂{time} may leave out what moves with {again}": [
    "∂/∂{time} 可能未计入随 {again} 变化的量",
    "∂/∂{time} は {again} とともに動く量を含まないかもしれない",
  ],
  "{name} is defined by itself": ["{name} 由自身定义", "{name} が自分自身で定義されている"],
  "what {name} is doesn't conform: {why:said}": [
    "{name} 的定义中维数不相容：{why}",
    "{name} の定義のサイズが合わない：{why}",
  ],
  "what {name} is doesn't conform": ["{name} 的定义中维数不相容", "{name} の定義のサイズが合わない"],
  "entry {place} of {name} isn't given": [
    "没有给出 {name} 的元素 {place}",
    "{name} の成分 {place} が書かれていない",
  ],
  "there is no entry {row}, {column}": ["没有第 {row}, {column} 个元素", "成分 {row}, {column} はない"],
  "an entry of {name} has one index": ["{name} 的元素只有一个下标", "{name} の成分の添字は一つである"],
  "the size {size} is not known": ["维数 {size} 未知", "サイズ {size} が分からない"],
  "the size {size} has no value": ["维数 {size} 没有值", "サイズ {size} に値がない"],
  "the dots follow no pattern that is read": ["省略号的规律无法读取", "省略の規則を読み取れない"],
  "a matrix without entries": ["没有元素的矩阵", "成分のない行列"],

  // derivatives
  "the derivative of a matrix by a matrix is judged by entries only": [
    "矩阵对矩阵的导数只按元素判定",
    "行列の行列による微分は成分でのみ判定する",
  ],
  "what is differentiated isn't said": ["没有说明被求导的是什么", "何を微分するか書かれていない"],
  "which variable the gradient is by isn't said": [
    "没有说明梯度关于哪个变量",
    "どの変数に関する勾配か書かれていない",
  ],
  "what the derivative is by is no name": ["求导变量不是名称", "微分の変数が名前でない"],
  "what varies isn't said": ["没有说明什么在变化", "何が変化するか書かれていない"],
  "the argument has another shape than the function's": [
    "自变量的形状与函数的不符",
    "引数の形が関数のものと異なる",
  ],
  "a Hessian by a new variable is not judged": [
    "不判定关于新变量的黑塞矩阵",
    "新しい変数に関するヘッセ行列は判定しない",
  ],
  "a derivative by a row is not judged": ["不判定对行向量的导数", "行ベクトルによる微分は判定しない"],
  "a differential of samples is not judged": ["不判定样本的微分", "標本の微分は判定しない"],
  "a composition of functions is not judged": ["不判定函数的复合", "関数の合成は判定しない"],
  "a prime of a function of several variables is not read": [
    "不支持多元函数的撇号导数",
    "多変数関数のプライムは扱わない",
  ],
  "a prime of a function that is no scalar is not read": [
    "不支持非标量函数的撇号导数",
    "スカラーでない関数のプライムは扱わない",
  ],
  "a prime of a function of a vector is not read": [
    "不支持向量函数的撇号导数",
    "ベクトルの関数のプライムは扱わない",
  ],
  "a sum of more than {count} terms is not written out": [
    "超过 {count} 项的和不逐项写出",
    "{count} 項を超える和は書き下さない",
  ],
  "derivatives of an order above 2 are not judged": ["不判定二阶以上的导数", "二階を超える微分は判定しない"],
  "the claim is about the differential of {name}": [
    "该论断是关于 {name} 的微分",
    "主張は {name} の微分についてである",
  ],
  "the claim is about the derivative of {name}": [
    "该论断是关于 {name} 的导数",
    "主張は {name} の導関数についてである",
  ],
  "the claim is about a derivative by {name}": [
    "该论断是关于对 {name} 的导数",
    "主張は {name} による微分についてである",
  ],
  "the claim has no formula": ["论断中没有公式", "主張に式がない"],
  "a derivative by {name} is not judged": ["不判定对 {name} 的导数", "{name} による微分は判定しない"],
  "entries of a matrix by entries of a matrix are not judged": [
    "不判定矩阵元素对矩阵元素的导数",
    "行列の成分の行列の成分による微分は判定しない",
  ],
};
