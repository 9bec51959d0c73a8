/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": "、",
  "sentence.separator": "",

  // what is given
  "given.variables": "{variables} とする。",
  "given.definitions": "次のようにおく。{definitions}",
  "given.loss":
    "損失 {loss} はこれらの変数に {root} を通じてのみ依存する。{derivative} を {cotangent} と書き、既知とする。",
  "given.function.entrywise": "関数 {what} は成分ごとに作用する。",
  "given.direction": "{by} は同じ形の方向 {what} に動く。",
  "given.equation": "{equation} が成り立つ。",
  "given.layout.shape": "以下の勾配はすべて、対応する変数と同じ形である。",
  "given.layout.jacobian": "ヤコビ行列の行は関数値の成分に、列は変数の成分に対応する。",
  "given.layout.scalar": "スカラーによる導関数は、微分される量と同じ形である。",
  "given.layout.denominator":
    "結果は分母レイアウトで書く。勾配は変数と同じ形であり、ヤコビ行列は転置される。",
  "given.layout.numerator":
    "途中の勾配はすべて変数と同じ形である。最後の結果は分子レイアウトで書くので、転置される。",
  "read.number": "{name} は数 {is} である。",
  "read.spelling": "{name} は {is} のことである。",
  "read.ones": "{where} の 1 は全成分が 1 のベクトルである。",
  "read.name": "{name} は一つの名前と読む。",
  "read.entries": "{where} は成分ごとの絶対値と読み、行列式とは読まない。",
  "read.rows": "行列の {name} は各行に作用する。",
  "read.scalar": "{name} はスカラーと読む。",
  "read.vector": "{name} はベクトルと読む。",
  "read.matrix": "{name} は行列と読む。",
  "assumed.row": "ベクトル {what} は各行に加えられる。",
  "assumed.column": "ベクトル {what} は各列に加えられる。",
  "assumed.entry": "スカラー {what} は各成分に加えられる。",

  // rules of differentiation, in the margin
  "rule.squaredNorm": "ノルムの二乗の微分",
  "rule.quotient": "商の微分",
  "rule.product": "積の微分",
  "rule.hadamard": "成分ごとの積の微分",
  "rule.power": "べき乗の微分",
  "rule.entrywise": "成分ごとの微分",
  "rule.call": "{call} の微分",
  "rule.two": "{first}、{second}",
  "reason.cotangent": "{cotangent} は {root} に関する微分である",
  "reason.inside": "{line}",
  "reason.putIn": "{line}",
  "reason.changes": "{changes}",
  "reason.insideBy": "{line}（{rule}）",
  "reason.collected": "まとめる",
  "reason.cyclic": "トレースの巡回性",
  "reason.transpose": "行列とその転置のトレースは等しい",
  "reason.hadamard": "成分ごとの積を内積の反対側へ移す",
  "reason.adjoint": "線形写像の随伴",
  "reason.stacked": "列を積み重ねる",
  "reason.sum": "成分ごとの積の全成分の和はトレースである",
  "reason.scalarTranspose": "スカラーはその転置に等しい",
  "reason.ownTrace": "スカラーはそのトレースに等しい",
  "reason.diagonal": "成分ごとの因子を対角行列で書く",

  // the style differential
  "names.let": "{names} とおく。",
  "names.symmetric": "{what} は対称である。",
  "names.symmetric.several": "{what} はいずれも対称である。",
  said: "{line}",
  "result.where": "ここで {names} である。",
  "gradient.read.symmetric": "微分の係数は対称なので、これが勾配である：",
  "gradient.readEach.symmetric":
    "各微分の係数がその変数に関する勾配である。変数が対称ならば係数も対称である：",
  "rows.names": "{names} と書く。",
  "rows.entrywise": "成分ごとに {changes} である。",
  "rows.begin": "最後の量から最初の量へ順に：",
  "rows.gives": "よって {names}",
  "given.since": "{equation} より {line} である。",
  "chain.tail": "ここで {changes} である。",
  "reading.results": "{results} である。",
  "stationary.zero": "{gradient} が 0 になる点を {point} とすると、{equation} である。",
  "stationary.at": "{gradient} が 0 になる点はただ一つで、{solution} である。",
  "stationary.solve": "{matrix} が正則ならば、解は {solution} のみである。",
  "stationary.definite": "{matrix} は正定値なので、解は {solution} のみである。",
  "stationary.minimum": "{matrix} は正定値なので、解は {solution} のみで、これが最小点である。",
  "stationary.maximum": "{matrix} は正定値なので、解は {solution} のみで、これが最大点である。",
  "stationary.eigen":
    "{gradient} が 0 になるのは {equation} のとき、すなわち {vector} が固有値 {value} に属する {matrix} の固有ベクトルのときである。",
  "stationary.generalised": "{gradient} が 0 になるのは {equation} のときで、これは一般化固有値問題である。",
  "stationary.constraint": "{gradient} が 0 になるのは制約 {equation} が成り立つときである。",
  "differential.begin": "外側から順に微分をとる。",
  "gradient.read": "微分に掛かる因子が勾配である。",
  "gradient.readEach": "各変数の微分に掛かる因子が、その変数による勾配である。",
  "jacobian.read": "微分に掛かる行列がヤコビ行列である。",
  "stationary.title": "{by} に関する停留点",
  "along.title": "{by} による勾配の微分",
  "along.read": "導入した記号を元に戻すと：",
  "hessian.title": "{by} に関する二階微分",
  "hessian.cross": "{by} と {across} に関する二階微分",
  "hessian.begin": "勾配の微分をとる。",
  "hessian.read": "微分に掛かる行列がヘッセ行列である。",

  // the style backprop
  "backprop.forwardTitle": "順方向の計算",
  "backprop.forward": "計算の順に、各量は次のとおりである。",
  "backprop.backwardTitle": "逆伝播",
  "backprop.backward": "文字の上の横線は、その量で損失を微分したものを表す。最後の量から順に遡る。",
  "backprop.branches": "{what} は複数回使われるので、各経路の寄与を足し合わせる。",
  "backprop.direct": "損失の微分を各因子と各項に渡す。",
  "adjoint.sum": "和の一つの項",
  "adjoint.left": "左の因子：右の因子の転置を右から掛ける",
  "adjoint.right": "右の因子：左の因子の転置を左から掛ける",
  "adjoint.middle": "二つの因子の間：両側の転置を掛ける",
  "adjoint.replicated": "{what} は複製されるので、その分を足し合わせる",
  "adjoint.hadamard": "成分ごと：もう一方の因子を掛ける",
  "adjoint.entrywise": "{call} を成分ごとに微分",
  "adjoint.linear": "{call} の随伴",
  "adjoint.call": "{call} の微分の随伴",
  "adjoint.stage": "{stage} より",
  "adjoint.branches": "{places} を通る経路の和",

  // derivatives that are 0
  "zero.absent":
    "{value} には {variable} が現れないので、どの {variable} に対しても同じ値であり、微分は 0 である。",
  "zero.constant": "{value} はどの {variable} に対しても同じ値であるから、微分は 0 である。",
  "zero.cancels": "{value} の微分の各項は打ち消し合うので、{variable} に関する微分は 0 である。",

  // one answer in every style
  "style.instead": "スタイル {asked} では扱えないので（{reason}）、スタイル {style} で示す。",
  "closed.form": "閉じた形で書くと",
  "detail.shapes": "上の記号について、{what} である。",
  "detail.writtenOut": "変数だけで書くと",
  "kink.zero": "{what} の成分が 0 のとき {call} は微分できず、そこでは微分を {value} とする。",
  "kink.equal":
    "{what} と {other} の成分が等しいとき {call} は微分できず、そこでは前者に関する微分を {value} とする。",
  "structure.within": "{what} に関する微分は、その構造をもつ行列の中でとる。",
  "structure.independent":
    "{what} の成分はすべてが独立ではないが、上では自由とみなした。{named} とおくと、独立な成分に関する微分は",

  // variables with a structure

  // what must hold
  "condition.invertible": "{what} は正則でなければならない。",
  "condition.positive": "{what} は正でなければならない。",
  "condition.nonzero": "{what} は 0 であってはならない。",
  "condition.nonzero-entries": "{what} の成分は 0 であってはならない。",
  "condition.unit": "{what} の成分は -1 と 1 の間になければならない。",
  "condition.positive-definite": "{what} は正定値対称でなければならない。",
  "condition.simple-eigenvalues": "{what} は対称で、固有値が相異ならなければならない。",
  "condition.simple-singular-values": "{what} の特異値は相異ならなければならない。",
  "condition.constant-rank": "{what} の階数は近傍で一定でなければならない。",
  "condition.full-rank": "{what} はフルランクでなければならない。",
  "condition.full-column-rank": "{what} は列フルランクでなければならない。",
  "condition.single-peak": "{what} の絶対値最大の成分は唯一でなければならない。",

  // what was checked
  "closing.lines":
    "検算：各行を直前の行と数値で比較した（等式 {equations} 個、サイズと値の組 {samples} 通り、最大相対誤差 {error}）。",
  "closing.derivatives": "導関数 {count} 個を数値差分と比較した（最大相対誤差 {error}）。",
} as const;
