/** What is said of a claim that is right or open, and of a relation that is none. */
import type { Rows } from "../template.ts";

export const verdicts: Rows = {
  // no claims
  "it is no claim: {role:said}": ["不是论断：{role}", "主張ではない：{role}"],
  "it says what an index is": ["它说明下标是什么", "添字が何であるかを述べている"],

  // right
  "both sides agree": ["等式两边相等", "両辺は等しい"],
  "it is the chain rule": ["这是链式法则", "連鎖律である"],
  "it holds entry by entry": ["逐元素成立", "成分ごとに成り立つ"],
  "it is where the gradient vanishes": ["这是梯度为零之处", "勾配が零になる点である"],
  "the gradient vanishes there": ["梯度在该处为零", "そこで勾配は零になる"],
  "the gradients vanish there together": ["各梯度在该处同时为零", "そこで各勾配は同時に零になる"],
  "it holds where the gradient vanishes": ["在梯度为零之处成立", "勾配が零になるところで成り立つ"],
  "it is what the chain begins with": ["它等于等式链的第一项", "等式の列の最初の式に等しい"],
  "it holds where {name} is symmetric, as is said": [
    "按文中所说 {name} 对称，则成立",
    "書かれているとおり {name} が対称なら成り立つ",
  ],
  "it agrees with {formula}, and with numerical differences": [
    "与 {formula} 一致，也与数值差分一致",
    "{formula} と一致し、数値差分とも一致する",
  ],
  "it agrees with numerical differences": ["与数值差分一致", "数値差分と一致する"],
  "it is the function once more": ["这就是函数本身", "関数そのものである"],
  "it holds as the entries of {name} sum to 1": [
    "因 {name} 的元素之和为 1 而成立",
    "{name} の成分の和が 1 なので成り立つ",
  ],
  "right in {layout} layout: {why:said}": [
    "按 {layout} 布局正确：{why}",
    "{layout} レイアウトで正しい：{why}",
  ],

  // numbers
  "At random values: the value is {left} on the left and {right} on the right": [
    "取随机值：左边为 {left}，右边为 {right}",
    "乱数値では：左辺は {left}、右辺は {right}",
  ],
  "At random values: the value is {value} on both sides": [
    "取随机值：两边均为 {value}",
    "乱数値では：両辺とも {value}",
  ],
  "At random values, both sides {size}: entry {entry} is {left} on the left and {right} on the right": [
    "取随机值，两边均为 {size}：元素 {entry} 左边为 {left}，右边为 {right}",
    "乱数値では、両辺とも {size}：成分 {entry} は左辺が {left}、右辺が {right}",
  ],
  "At random values, both sides {size}: entry {entry} is {value} on both sides": [
    "取随机值，两边均为 {size}：元素 {entry} 两边均为 {value}",
    "乱数値では、両辺とも {size}：成分 {entry} は両辺とも {value}",
  ],
  "relative error {error}": ["相对误差 {error}", "相対誤差 {error}"],

  // layouts
  "it holds only in numerator layout": ["仅在分子布局下成立", "分子レイアウトでのみ成り立つ"],
  "it holds only in denominator layout": ["仅在分母布局下成立", "分母レイアウトでのみ成り立つ"],
  "it holds only where a gradient has the shape of its variable": [
    "仅当梯度与其变量形状相同时成立",
    "勾配が変数と同じ形の場合にのみ成り立つ",
  ],
  "say which layout is meant": ["请说明采用哪种布局", "どのレイアウトか書いてほしい"],

  // open
  "not judged: {why:said}": ["未判定：{why}", "未判定：{why}"],
  "nothing decides it": ["没有可作判定的依据", "判定の手がかりがない"],
  "it can't be read": ["无法读取", "読めない"],
  "it can't be read: {why:said}": ["无法读取：{why}", "読めない：{why}"],
  "it is nested too deep or too large": ["嵌套过深或过长", "入れ子が深すぎるか、大きすぎる"],
  "it takes too long": ["耗时过长", "時間がかかりすぎる"],
  "it may be said of the values that are given before": [
    "它可能是就前面给出的值而言的",
    "前に与えた値について述べている可能性がある",
  ],
  "it takes too long to be judged": ["判定耗时过长", "判定に時間がかかりすぎる"],
  "it may take the size of one layer for that of another": [
    "它可能把一层的大小当作了另一层的大小",
    "ある層の大きさを別の層の大きさと取り違えている可能性がある",
  ],
  "the formula is too large to be judged": ["公式过大，无法判定", "式が大きすぎて判定できない"],
  "no sizes fit what the note says": ["没有符合文中所说的维数", "ノートの記述に合うサイズがない"],
  "it has no finite value where it was tried": ["在所试的点上没有有限值", "試した点では有限の値をもたない"],
  "matgrad can't judge this formula, which is a fault of matgrad's ({what}): please report it": [
    "matgrad 无法判定该公式，这是 matgrad 的缺陷（{what}）：请报告",
    "matgrad がこの式を判定できないのは matgrad の不具合である（{what}）：報告してほしい",
  ],
  "matgrad can't look for slips from here on, which is a fault of matgrad's ({what}): please report it": [
    "从此处起 matgrad 无法查错，这是 matgrad 的缺陷（{what}）：请报告",
    "ここから先の誤りを matgrad が探せないのは matgrad の不具合である（{what}）：報告してほしい",
  ],
  "it could be neither confirmed nor refuted": ["既不能证实也不能否定", "確認も反証もできなかった"],
  "it could be neither confirmed nor refuted: {why:said}": [
    "既不能证实也不能否定：{why}",
    "確認も反証もできなかった：{why}",
  ],
  "it could be neither confirmed nor refuted for certain": [
    "不能确切地证实或否定",
    "確実には確認も反証もできなかった",
  ],
  "it could be neither confirmed nor refuted for certain: {why:said}": [
    "不能确切地证实或否定：{why}",
    "確実には確認も反証もできなかった：{why}",
  ],
  "it holds only where something else stays as it is": [
    "仅当另有某个量保持不变时成立",
    "別の量を固定した場合にのみ成り立つ",
  ],
  "it doesn't hold as its letters are read here, but of the {count} claims around it only {right} do": [
    "按此处对字母的理解不成立，但其周围的 {count} 个论断中也只有 {right} 个成立",
    "ここでの文字の読み方では成り立たないが、周りの主張も {count} 個のうち {right} 個しか成り立たない",
  ],
  "it is what the chain begins with, but not what stands before it": [
    "它等于等式链的第一项，但不等于它前面的一项",
    "等式の列の最初の式に等しいが、直前の式とは等しくない",
  ],
  "the two sides differ as the note's letters are read here, and no usual slip explains it": [
    "按此处对字母的理解，等式两边不相等，而常见的笔误都不能解释",
    "ここでの文字の読み方では両辺が等しくないが、よくある誤りでは説明できない",
  ],
  "its sizes don't fit, but {name} is printed in several sizes": [
    "维数不相容，但 {name} 在文中写成了不同的维数",
    "サイズが合わないが、{name} は異なるサイズで書かれている",
  ],
  "the note claims something else of the same in another case": [
    "文中在另一种情形下对同一式另有结论",
    "ノートは別の場合に同じものについて別のことを述べている",
  ],
  "its sizes don't fit, but nothing says of what size {name} is": [
    "维数不相容，但没有说明 {name} 的维数",
    "サイズが合わないが、{name} のサイズが書かれていない",
  ],
  "it may say what {name} is": [
    "它可能是在说明 {name} 是什么",
    "{name} が何であるかを述べている可能性がある",
  ],
  "it rests on what another section says of {name}, which is declared anew": [
    "它依赖于另一节对 {name} 的说明，而 {name} 在此重新声明",
    "別の節の {name} の説明に依存するが、{name} はここで宣言し直されている",
  ],
  "it may rest on what is said of the letters that vary": [
    "它可能依赖于文中对随机变量的说明",
    "確率変数についての記述に依存する可能性がある",
  ],
  "it may rest on an inequality that isn't read": [
    "它可能依赖于未能读取的不等式",
    "読めなかった不等式に依存する可能性がある",
  ],
  "{name} means one thing in bold type and another without": [
    "{name} 用粗体与不用粗体时含义不同",
    "{name} は太字かどうかで意味が異なる",
  ],
  "{name}² may be the differential of a square or the square of one": [
    "{name}² 可能是平方的微分，也可能是微分的平方",
    "{name}² は二乗の微分とも、微分の二乗とも読める",
  ],
  "nothing says what the function {name} is": [
    "没有说明函数 {name} 是什么",
    "関数 {name} が何であるか書かれていない",
  ],
  "the members of {name} stand for several layers, told apart by their index alone": [
    "{name} 的各项代表多个层，仅以下标区分",
    "{name} の各項は複数の層を表し、添字だけで区別されている",
  ],
  "nothing says how {name} depends on what it is differentiated by": [
    "没有说明 {name} 如何依赖于求导变量",
    "{name} が微分の変数にどう依存するか書かれていない",
  ],
  "no equation says how {name} moves with its matrix": [
    "没有等式说明 {name} 如何随其矩阵变化",
    "{name} が行列とともにどう変わるかを述べる等式がない",
  ],
  "∇{name} may be the Jacobian or its transpose": [
    "∇{name} 可能是雅可比矩阵，也可能是其转置",
    "∇{name} はヤコビ行列ともその転置とも読める",
  ],
  "it holds where the matrix is {words:said}, and the note doesn't say which are": [
    "当矩阵 {words} 时成立，而文中没有说明哪些矩阵如此",
    "行列が {words} ある場合に成り立つが、どの行列がそうかは書かれていない",
  ],
  "it stands behind a gradient by {name} that is set to zero, and doesn't follow from that as its letters are read":
    [
      "它位于令关于 {name} 的梯度为零之后，而按对字母的理解不能由此推出",
      "{name} に関する勾配を零とおいた後にあるが、ここでの文字の読み方ではそこから導けない",
    ],
  "matgrad has no form of the derivative to compare with": [
    "matgrad 没有可供比较的导数形式",
    "matgrad には比較できる導関数の形がない",
  ],
  "it is a part of the derivative: its other terms may follow": [
    "这是导数的一部分：其余各项可能在后面",
    "導関数の一部である：残りの項が続く可能性がある",
  ],
  "{name} may be a row, which isn't said here": [
    "{name} 可能是行向量，此处没有说明",
    "{name} は行ベクトルかもしれないが、ここには書かれていない",
  ],
};
