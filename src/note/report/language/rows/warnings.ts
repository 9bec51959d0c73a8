/** How a note is written: its formulas, names, words and file. */
import type { Rows } from "../template.ts";

export const warnings: Rows = {
  // formulas
  "a derivative has no \\partial below; read as if it stood there": [
    "有一个导数的分母中缺少 \\partial；按有 \\partial 理解",
    "分母に \\partial のない微分がある。あるものとして読む",
  ],
  "{count} derivatives have no \\partial below; read as if it stood there": [
    "有 {count} 个导数的分母中缺少 \\partial；按有 \\partial 理解",
    "分母に \\partial のない微分が {count} 個ある。あるものとして読む",
  ],
  "a gradient symbol before an entry doesn't say of what; an entry of the gradient is meant": [
    "元素前的梯度符号没有说明是谁的梯度；应为梯度的元素",
    "成分の前の勾配記号では何の勾配か分からない。勾配の成分と書くべきである",
  ],
  "a number stands beside a block of several rows; a column of ones is meant": [
    "多行的分块旁边是一个数；应为元素全为 1 的列",
    "複数行のブロックの隣に数がある。全成分が 1 の列のことである",
  ],
  "a number stands beside a block of several rows; a column of it is meant": [
    "多行的分块旁边是一个数；应为元素全为该数的列",
    "複数行のブロックの隣に数がある。全成分がその数の列のことである",
  ],
  "{name} is the value of the loss, not what it is a function of": [
    "{name} 是损失的值，而不是损失的自变量",
    "{name} は損失の値であり、損失の引数ではない",
  ],
  "what follows is the matrix product written by its entries, not the element-wise product": [
    "后面写的是矩阵乘积的元素形式，而不是逐元素乘积",
    "続く式は成分で書いた行列の積であり、成分ごとの積ではない",
  ],
  "words are placed under a formula by gaps, and stand under what happens to be there": [
    "公式下方的文字靠空格定位，与上方内容未必对应",
    "式の下の語が空白で配置されており、上の式に対応するとは限らない",
  ],
  "{what} is a product of letters; elsewhere the note writes the entry {entry}": [
    "{what} 是字母的乘积；文中别处写的是元素 {entry}",
    "{what} は文字の積になる。他の箇所では成分 {entry} と書かれている",
  ],
  "the formula ends in a line end \\\\ with no line behind it": [
    "公式以换行 \\\\ 结尾，其后没有内容",
    "式が改行 \\\\ で終わり、その後に行がない",
  ],
  "the parenthesis opens inside a group of braces and closes outside of it": [
    "圆括号在花括号内开始，却在花括号外结束",
    "丸括弧が波括弧の中で開き、その外で閉じている",
  ],
  "{count} entries of this matrix are equations: an entry is a value, {equation} belongs outside": [
    "该矩阵有 {count} 个元素是等式：元素应是值，{equation} 应写在矩阵之外",
    "この行列の {count} 個の成分が等式である：成分は値であり、{equation} は行列の外に書く",
  ],
  "the rows of this matrix separate their entries by commas or spaces: & is meant": [
    "该矩阵各行的元素用逗号或空格分隔：应使用 &",
    "この行列の行では成分がコンマか空白で区切られている：& を使う",
  ],
  "the index {index} runs up to {bound}, but its first value is not given": [
    "下标 {index} 取到 {bound}，但没有给出起始值",
    "添字 {index} は {bound} まで動くが、最初の値が書かれていない",
  ],
  "{what:said} in this formula has no partner": [
    "该公式中有 {what} 没有配对",
    "この式には対になっていない {what} がある",
  ],
  "two $$ blocks touch: an empty line between them shows which $$ closes and which opens": [
    "两个 $$ 块紧挨着：中间加一个空行，才能看出哪个 $$ 是结束、哪个是开始",
    "二つの $$ ブロックが接している：間に空行を入れると、どの $$ が閉じ、どれが開くかが分かる",
  ],
  "the {mark} here has no partner: the mathematics that it opens is never closed": [
    "此处的 {mark} 没有配对：它开始的数学公式没有结束",
    "ここの {mark} には対がない：それが開く数式が閉じられていない",
  ],
  "the file ends behind {last}, within a formula: its end is lost": [
    "文件在公式中的 {last} 之后结束：公式的结尾丢失",
    "ファイルが式の途中の {last} の後で終わっている：式の終わりが失われている",
  ],
  "{name} is a formula, but stands outside the delimiters of mathematics": [
    "{name} 是公式，却写在数学定界符之外",
    "{name} は式だが、数式の区切りの外にある",
  ],

  // names
  "{names:list} is an entry here and an index elsewhere": [
    "{names} 在此处是元素，在别处是下标",
    "{names} はここでは成分だが、他では添字である",
  ],
  "{names:list} are entries here and indices elsewhere": [
    "{names} 在此处是元素，在别处是下标",
    "{names} はここでは成分だが、他では添字である",
  ],
  "the loss is {before} before and {here} here; one letter for each thing": [
    "损失在前文记作 {before}，在此处记作 {here}；同一个量应只用一个字母",
    "損失は前では {before}、ここでは {here} と書かれている。一つの量には一つの文字を使う",
  ],
  "{name} is not defined; {other} is": [
    "{name} 没有定义；有定义的是 {other}",
    "{name} は定義されていない。定義されているのは {other} である",
  ],
  "{base}_{21} is printed in row 1 and column 2: not the usual order, which should be said": [
    "{base}_{21} 写在第 1 行第 2 列：不是通常的顺序，应加以说明",
    "{base}_{21} が 1 行 2 列目に書かれている：通常の順序ではないので、断るべきである",
  ],
  "the entries of {owner} are printed as those of {base}": [
    "{owner} 的元素写成了 {base} 的元素",
    "{owner} の成分が {base} の成分として書かれている",
  ],
  "nothing says what {name} in the definition of {defined} is": [
    "没有说明 {defined} 的定义中的 {name} 是什么",
    "{defined} の定義の中の {name} が何であるか書かれていない",
  ],
  "sums run to {bound}, and the printed matrices have {size} rows; that {equal} is not said": [
    "求和取到 {bound}，而写出的矩阵有 {size} 行；没有说明 {equal}",
    "和は {bound} までとるが、書かれた行列は {size} 行である。{equal} とは書かれていない",
  ],
  "{index} is also the index that the sum in the definition of {name} runs over; another letter is clearer": [
    "{index} 也是 {name} 的定义中的求和下标；换一个字母更清楚",
    "{index} は {name} の定義の中の和の添字でもある。別の文字にすると分かりやすい",
  ],
  "the gradient by {bias} is never given: the others keep their form, but {bias} has one of its own, for a bias that is repeated in every row the column sums":
    [
      "始终没有给出关于 {bias} 的梯度：其余梯度形式不变，而 {bias} 有自己的梯度，若是复制到每一行的偏置，则为各列之和",
      "{bias} に関する勾配がどこにもない：他の勾配の形は変わらないが、{bias} にも勾配があり、各行に複製されるバイアスなら列ごとの和である",
    ],
  "the product is not the matrix before it, entry by entry": [
    "逐元素比较，该乘积与前面的矩阵不同",
    "成分ごとに比べると、この積は前の行列と異なる",
  ],

  // words
  "the word “{word}” stands twice": ["单词“{word}”重复出现", "単語「{word}」が二度続いている"],
  "“{words}”: one of these words is left over": [
    "“{words}”：其中一个单词是多余的",
    "「{words}」：このうち一語が余分である",
  ],
  "this sentence stands a second time in its paragraph": [
    "这句话在同一段中重复出现",
    "この文は同じ段落に二度現れる",
  ],
  "{characters} is a character whose encoding was damaged": [
    "{characters} 是编码已损坏的字符",
    "{characters} は文字コードが壊れた文字である",
  ],
  "{characters} is a character whose encoding was damaged: {to} is meant": [
    "{characters} 是编码已损坏的字符：应为 {to}",
    "{characters} は文字コードが壊れた文字である：正しくは {to}",
  ],
  "“the following … :” announces something, but nothing stands between this and the next paragraph": [
    "“the following … :”预告了内容，但与下一段之间什么也没有",
    "「the following … :」と予告されているが、次の段落との間に何もない",
  ],
  "a claim in words, which is not checked": [
    "用文字表述的论断，未作检查",
    "言葉で書かれた主張で、検査していない",
  ],

  // references
  "no \\label{{name}} is in the file": ["文件中没有 \\label{{name}}", "ファイルに \\label{{name}} がない"],
  "no equation is numbered ({number}): the note has {numbers}": [
    "没有编号为 ({number}) 的公式：文中有 {numbers}",
    "番号 ({number}) の式はない：ノートにあるのは {numbers}",
  ],
  "the source ({number}) is listed, but nothing in the text cites it": [
    "列出了文献 ({number})，但正文没有引用",
    "文献 ({number}) が挙げられているが、本文で引用されていない",
  ],

  // the file
  "the file is no notebook from character {offset} on: as JSON it has {error} there": [
    "从第 {offset} 个字符起，文件不是笔记本：作为 JSON，该处有 {error}",
    "{offset} 文字目からノートブックになっていない：JSON として {error} がある",
  ],
  "there is no rule {name}": ["没有规则 {name}", "規則 {name} はない"],
  "did you mean {name}?": ["是否指 {name}？", "{name} のことか？"],
  "the file is not UTF-8: {count} characters, from here on, could not be read": [
    "文件不是 UTF-8：从此处起有 {count} 个字符无法读取",
    "ファイルが UTF-8 でない：ここから {count} 文字を読めなかった",
  ],
  "this is not a text file in UTF-8: {why:said}": [
    "这不是 UTF-8 文本文件：{why}",
    "これは UTF-8 のテキストファイルではない：{why}",
  ],
  "{count} of its characters are no UTF-8": ["其中 {count} 个字符不是 UTF-8", "{count} 文字が UTF-8 でない"],
  "from here on nothing is judged: the note has more than {limit} characters of mathematics; split it, or raise --limit":
    [
      "从此处起不再判定：文中的数学超过 {limit} 个字符；请拆分，或调大 --limit",
      "ここから先は判定しない：数式が {limit} 文字を超える。分割するか --limit を大きくする",
    ],
};
