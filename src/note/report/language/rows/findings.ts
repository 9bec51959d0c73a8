/** What is wrong with a claim, and how it is mended. */
import type { Rows } from "../template.ts";

export const findings: Rows = {
  // slips
  "an index is wrong: {from} where {to} is right": [
    "下标有误：{from} 应为 {to}",
    "添字が誤り：{from} は正しくは {to}",
  ],
  "{from} stands where {to} is right": ["{from} 应为 {to}", "{from} は正しくは {to}"],
  "a bias is the same in every row: {to}": ["偏置在每一行都相同：{to}", "バイアスはどの行でも同じ：{to}"],
  "right is {to}": ["正确的是 {to}", "正しくは {to}"],
  "it is right in the other layout; here a derivative has the shape of its variable": [
    "在另一种布局下成立；此处导数与其变量形状相同",
    "もう一方のレイアウトでは正しい。ここでは導関数は変数と同じ形である",
  ],

  // sides
  "the two sides differ": ["等式两边不相等", "両辺が等しくない"],
  "this is {what}": ["这其实是 {what}", "これは {what} である"],
  "the right side is {what}": ["右边其实是 {what}", "右辺は {what} である"],
  "one side is {left:shape} and the other {right:shape}": [
    "一边是 {left}，另一边是 {right}",
    "一方の辺は {left}、もう一方の辺は {right}",
  ],
  "one side is {left:shape}, the other {right:shape}": [
    "一边是 {left}，另一边是 {right}",
    "一方の辺は {left}、もう一方の辺は {right}",
  ],
  "{name} stands on both sides, and they differ": [
    "{name} 在等式两边都出现，而两边不相等",
    "{name} が両辺に現れるが、両辺は等しくない",
  ],
  "{name} stands on both sides, and {why:said}": [
    "{name} 在等式两边都出现，而 {why}",
    "{name} が両辺に現れ、{why}",
  ],
  "the label doesn't name what it stands at": [
    "标注与它所标的内容不符",
    "ラベルが、それの付いた式の名前になっていない",
  ],
  "true only where the matrix is symmetric, which is not said": [
    "仅当该矩阵对称时成立，而文中没有说明",
    "行列が対称な場合にしか成り立たないが、そうとは書かれていない",
  ],
  "something here is not what its place asks for": [
    "此处某个量与它所在的位置不符",
    "ここに、その位置に合わない量がある",
  ],
  "right by itself, but a letter in it has another meaning or size in this note": [
    "单独看是正确的，但其中某个字母在本文中另有含义或维数不同",
    "単独では正しいが、このノートではその中の文字が別の意味またはサイズをもつ",
  ],

  // entries
  "entry ({row},{column}) is wrong": ["第 ({row},{column}) 个元素有误", "成分 ({row},{column}) が誤り"],
  "entry ({row},{column}) is wrong: this is entry ({r},{c})": [
    "第 ({row},{column}) 个元素有误：这其实是第 ({r},{c}) 个元素",
    "成分 ({row},{column}) が誤り：これは成分 ({r},{c}) である",
  ],
  "entry ({row},{column}) is wrong: this is {what}, entry ({r},{c})": [
    "第 ({row},{column}) 个元素有误：这其实是第 ({r},{c}) 个元素 {what}",
    "成分 ({row},{column}) が誤り：これは成分 ({r},{c}) の {what} である",
  ],
  "{entry} breaks the pattern of its row and column": [
    "{entry} 不符合所在行和列的规律",
    "{entry} はその行と列の規則に合わない",
  ],
  "{entry} breaks the pattern of its row and column, which asks for {to}": [
    "{entry} 不符合所在行和列的规律，按规律应为 {to}",
    "{entry} はその行と列の規則に合わず、規則によれば {to} である",
  ],

  // matrices by matrices
  "a derivative of a matrix ({of}) by a matrix ({by}) has four indices, no matrix is equal to it": [
    "矩阵（{of}）对矩阵（{by}）的导数有四个下标，不等于任何矩阵",
    "行列（{of}）の行列（{by}）による微分は四つの添字をもち、どの行列とも等しくない",
  ],
  "a derivative of a matrix ({of}) by a matrix ({by}) has four indices, no matrix is equal to it; true is {entries}, for stacked columns {stacked}, and for a loss {loss}":
    [
      "矩阵（{of}）对矩阵（{by}）的导数有四个下标，不等于任何矩阵；正确的是 {entries}，按列堆叠则为 {stacked}，对损失则有 {loss}",
      "行列（{of}）の行列（{by}）による微分は四つの添字をもち、どの行列とも等しくない。正しくは {entries}、列を積み重ねると {stacked}、損失については {loss}",
    ],
  "the derivative of all entries of {whole} by one entry of {owner} has as many entries as {matrix}, a column of {column} fewer":
    [
      "{whole} 的全部元素对 {owner} 的一个元素求导，结果的元素与 {matrix} 一样多，而 {column} 的一列没有这么多",
      "{whole} の全成分を {owner} の一つの成分で微分すると {matrix} と同じ数の成分になるが、{column} の一列はそれより少ない",
    ],
  "a derivative of a matrix by a matrix has four indices: products of such are double contractions, and no identity matrix is one":
    [
      "矩阵对矩阵的导数有四个下标：这样的导数相乘是双重缩并，单位矩阵也不是这样的导数",
      "行列の行列による微分は四つの添字をもつ：その積は二重の縮約であり、単位行列はそのような微分ではない",
    ],
  "the {what:said} of a {size} matrix is defined only where {equal}": [
    "{size} 矩阵的 {what} 仅当 {equal} 时有定义",
    "{size} 行列の {what} は {equal} の場合にしか定義されない",
  ],

  // layouts
  "right in numerator layout, where a derivative by a column is a row; which layout is meant should be said":
    [
      "在分子布局下正确，此时对列向量的导数是行向量；应说明采用哪种布局",
      "分子レイアウトでは正しく、列ベクトルによる微分は行ベクトルになる。どのレイアウトか書くべきである",
    ],
  "it is the transpose of the derivative": ["这是导数的转置", "これは導関数の転置である"],
  "it is the transpose of the derivative, in the layout that the note names": [
    "按文中说明的布局，这是导数的转置",
    "ノートに書かれたレイアウトでは、これは導関数の転置である",
  ],
  "it is the transpose of the derivative, in the layout of the other formulas": [
    "按其他公式的布局，这是导数的转置",
    "他の式のレイアウトでは、これは導関数の転置である",
  ],
};
