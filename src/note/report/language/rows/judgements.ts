/** Why a derivative is not the claimed one, as `matgrad judge` says it. */
import type { Rows } from "../template.ts";

export const judgements: Rows = {
  "it should be {formula}": ["应为 {formula}", "正しくは {formula}"],
  "it differs": ["不相等", "異なる"],
  "it is transposed": ["应取转置", "転置されている"],
  "it is transposed, the form of the numerator layout": [
    "多了转置，是分子布局的形式",
    "転置されている（分子レイアウトの形）",
  ],
  "it is transposed, the form of the denominator layout": [
    "多了转置，是分母布局的形式",
    "転置されている（分母レイアウトの形）",
  ],
  "it is transposed, and the factor {factor} is missing": [
    "多了转置，且缺少因子 {factor}",
    "転置されていて、因子 {factor} が欠けている",
  ],
  "it is a row where the layout has a column": [
    "是行向量，而按布局应为列向量",
    "レイアウトでは列ベクトルのところが行ベクトルである",
  ],
  "it is a column where the layout has a row": [
    "是列向量，而按布局应为行向量",
    "レイアウトでは行ベクトルのところが列ベクトルである",
  ],
  "the sign is wrong": ["符号有误", "符号が誤り"],
  "it is {count} times too large": ["大了 {count} 倍", "{count} 倍大きすぎる"],
  "it is {count} times too large, and the sign is wrong": [
    "大了 {count} 倍，且符号有误",
    "{count} 倍大きすぎ、符号も誤り",
  ],
  "the factor {factor} is missing": ["缺少因子 {factor}", "因子 {factor} が欠けている"],
  "the factor {factor} is missing, and the sign is wrong": [
    "缺少因子 {factor}，且符号有误",
    "因子 {factor} が欠け、符号も誤り",
  ],
  "the factor {by}, and the factor {factor} is missing": [
    "缺少因子 {by} 和因子 {factor}",
    "因子 {by} と因子 {factor} が欠けている",
  ],
  "it should be divided by {by}": ["应除以 {by}", "{by} で割るべきである"],
  "it should be divided by {by}, and the factor {factor}": [
    "应除以 {by} 和因子 {factor}",
    "{by} と因子 {factor} で割るべきである",
  ],
  "that is the derivative of the logarithm of the function": [
    "这是函数的对数的导数",
    "それは関数の対数の導関数である",
  ],
  "that is the derivative of the square of the function": [
    "这是函数的平方的导数",
    "それは関数の二乗の導関数である",
  ],
  "that is the derivative by {name}": ["这是对 {name} 的导数", "それは {name} による導関数である"],
  "it holds only if {why:said}": ["仅当 {why} 时成立", "{why} 場合にのみ成り立つ"],
  "it holds only if {why:said}, which isn't said here": [
    "仅当 {why} 时成立，而此处没有说明",
    "{why} 場合にのみ成り立つが、ここには書かれていない",
  ],
  "{names:list} is symmetric": ["{names} 对称", "{names} が対称な"],
  "{names:list} are symmetric": ["{names} 对称", "{names} が対称な"],
  "{names} are all symmetric": ["{names} 都对称", "{names} がすべて対称な"],
  "the entries of {name} sum to 1": ["{name} 的元素之和为 1", "{name} の成分の和が 1 の"],
  "{name} has length 1": ["{name} 的长度为 1", "{name} の長さが 1 の"],
  "{slip:said} (as it stands it holds only if {why:said})": [
    "{slip}（照原样仅当 {why} 时成立）",
    "{slip}（このままでは {why} 場合にのみ成り立つ）",
  ],
  "the term {term} is missing ({name} occurs more than once)": [
    "缺少项 {term}（{name} 出现不止一次）",
    "項 {term} が欠けている（{name} は二度以上現れる）",
  ],
  "it has one of the terms times {factor}, and the term {term} is missing": [
    "其中一项多乘了 {factor}，且缺少项 {term}",
    "項の一つが {factor} 倍されており、項 {term} が欠けている",
  ],
  "the derivative of {name} is missing": ["缺少 {name} 的导数", "{name} の導関数が欠けている"],
  "the structure of {name}: {why:said}": ["{name} 的结构：{why}", "{name} の構造：{why}"],
  "the entries are taken as free": ["元素被当作自由的", "成分が自由なものとされている"],
  "that is the projection of the gradient on the structure": [
    "这是梯度在该结构上的投影",
    "それは勾配のその構造への射影である",
  ],
  "entries that depend on each other are counted together": [
    "相互依赖的元素被合并计算",
    "互いに依存する成分がまとめて数えられている",
  ],
  "only the diagonal is taken": ["只取了对角线", "対角成分だけがとられている"],
  "the sum over its rows is missing": ["缺少对各行的求和", "行についての和が欠けている"],
  "the sum over its columns is missing": ["缺少对各列的求和", "列についての和が欠けている"],
  "the sum over its entries is missing": ["缺少对各元素的求和", "成分についての和が欠けている"],
  "it is not the derivative: the derivative is {formula}": [
    "不是导数：导数是 {formula}",
    "導関数ではない：導関数は {formula}",
  ],
  "the derivative is {formula}": ["导数是 {formula}", "導関数は {formula}"],
  "at random values the claim gives {value} instead of {right}": [
    "取随机值时，该式给出 {value}，而应为 {right}",
    "乱数値では、主張の値は {value}、正しくは {right}",
  ],
  "at random values with {sizes} the claim gives {value} instead of {right}": [
    "取 {sizes} 和随机值时，该式给出 {value}，而应为 {right}",
    "{sizes} の乱数値では、主張の値は {value}、正しくは {right}",
  ],
  "at random values the claim gives {value} in entry ({row}, {column}) instead of {right}": [
    "取随机值时，该式第 ({row}, {column}) 个元素为 {value}，而应为 {right}",
    "乱数値では、主張の成分 ({row}, {column}) は {value}、正しくは {right}",
  ],
  "at random values with {sizes} the claim gives {value} in entry ({row}, {column}) instead of {right}": [
    "取 {sizes} 和随机值时，该式第 ({row}, {column}) 个元素为 {value}，而应为 {right}",
    "{sizes} の乱数値では、主張の成分 ({row}, {column}) は {value}、正しくは {right}",
  ],
  "it is {shape:shape}, and the derivative is {needed:shape}": [
    "它是 {shape}，而导数是 {needed}",
    "これは {shape} だが、導関数は {needed} である",
  ],
  "{slip:said}: it is {shape:shape}, and the derivative is {needed:shape}": [
    "{slip}：它是 {shape}，而导数是 {needed}",
    "{slip}：これは {shape} だが、導関数は {needed} である",
  ],
  "it disagrees with numerical differences: {why:said}": [
    "与数值差分不一致：{why}",
    "数値差分と一致しない：{why}",
  ],
  "relative error {error} against differences": [
    "与差分相比的相对误差为 {error}",
    "差分との相対誤差は {error}",
  ],
  "numerical differences don't decide": ["数值差分不能判定", "数値差分では決まらない"],
  "numerical differences don't decide: {why:said}": [
    "数值差分不能判定：{why}",
    "数値差分では決まらない：{why}",
  ],
  "the claim speaks of the derivative of something else than the function": [
    "该论断说的是别的量的导数，而非该函数的导数",
    "主張はこの関数でなく別のものの導関数についてである",
  ],
  "the left side is the derivative by {said}, and what is asked for is the one by {wrt}": [
    "左边是对 {said} 的导数，而所求的是对 {wrt} 的导数",
    "左辺は {said} による導関数だが、求めているのは {wrt} によるものである",
  ],

  // one change of the claim
  "{part} should be {to}, not transposed": [
    "{part} 应为 {to}，不取转置",
    "{part} は転置しない {to} が正しい",
  ],
  "{part} should be {to}": ["{part} 应为 {to}", "{part} は正しくは {to}"],
  "{part} should be a product": ["{part} 应为乘积", "{part} は積であるべき"],
  "a transpose is missing on {part}": ["{part} 缺少转置", "{part} に転置が欠けている"],
  "a square is missing on {part}": ["{part} 缺少平方", "{part} に二乗が欠けている"],
  "{name} is missing on {part}": ["{part} 缺少 {name}", "{part} に {name} が欠けている"],
  "the factors of {part} are in the wrong order": ["{part} 的因子顺序有误", "{part} の積の順序が誤り"],
  "the sign of {part} is wrong": ["{part} 的符号有误", "{part} の符号が誤り"],
  "the sign of {part} within {whole} is wrong": [
    "{whole} 中 {part} 的符号有误",
    "{whole} の中の {part} の符号が誤り",
  ],
  "the term {part} lacks the factor 2": ["项 {part} 缺少因子 2", "項 {part} に因子 2 が欠けている"],
  "the term {part} is twice too large": ["项 {part} 大了一倍", "項 {part} が二倍になっている"],
  "{name} stands where {to} should": ["{name} 应为 {to}", "{name} は正しくは {to}"],
  "{part} has a {kind:said} product where the other one belongs": [
    "{part} 中用了 {kind} 乘积，应为另一种乘积",
    "{part} では {kind} の積だが、もう一方の積が正しい",
  ],
  "the term {part} should not be there": ["不应有项 {part}", "項 {part} は余分である"],
  "the factor {part} should not be there": ["不应有因子 {part}", "因子 {part} は余分である"],
  "{name} should not be applied to {part}": [
    "不应对 {part} 作用 {name}",
    "{part} に {name} を施すべきでない",
  ],
};
