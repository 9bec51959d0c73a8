/** Sentences of the styles elementwise, index and perturbation. */
export const entries = {
  "entries.title.product": "成分ごとの計算（{sizes} の場合）",
  "entries.title.written": "成分ごとの計算",
  "entries.title.target": "勾配 {gradient}",
  "entries.title.general": "一般の場合",
  "entries.title.index": "添字による {gradient} の計算",
  "entries.matrices": "各行列の成分を次のように書く。",
  "entries.naming.transposed":
    "{matrix} の成分の名前は列の番号を先に書く。すなわち {entry} は第 {row} 行第 {column} 列の成分である。",
  "entries.naming.origin": "{matrix} の成分の番号は {entry} から始める。",
  "entries.naming.skipped": "文字 {letters} は別の意味をもつか添字に使うので、成分の名前には用いない。",
  "entries.stage": "{definition} を成分で書くと",
  "entries.stage.new": "{definition} とおく。成分で書くと",
  "entries.symmetry": "対称性より {equal} である。",
  "entries.oneByOne": "すなわち、成分ごとには",
  "entries.known": "{output} の各成分に関する {loss} の微分は既知とする。",
  "entries.wanted": "求めるのは {wanted} である。",
  "entries.independent": "{loss} は {variable} によらない。",
  "entries.direct": "{entry} は {loss} に直接現れるので、微分はただちに分かる。",
  "entries.direct.all": "{variable} の成分は {loss} に直接現れるので、微分はただちに分かる。",
  "entries.occurs":
    "{entry} は {outputs} だけに現れ、係数（偏微分）は順に {factors} である。損失はこれらの経路を通じて {entry} に依存するので、連鎖律によりその寄与をすべて足す。",
  "entries.occurs.unit":
    "{entry} は {outputs} だけに現れ、係数はいずれも 1 である。連鎖律により、これらの経路の寄与をすべて足す。",
  "entries.occurs.once":
    "{entry} は {outputs} だけに現れ、{factors} である。経路は一つだけなので、連鎖律により",
  "entries.occurs.once.unit": "{entry} は {outputs} だけに現れ、係数は 1 である。連鎖律により",
  "entries.occurs.direct": "{entry} は {loss} に直接も現れるので、その分の項が加わる。",
  "entries.everyRow": "{variable} は複製され、その各成分が複数の場所に現れるので、和になる。",
  "entries.likewise": "同様にして、ほかの成分は",
  "entries.likewise.unshown": "ほかの成分も同様である。",
  "entries.collected": "これらを {variable} と同じ形に並べると",
  "entries.collected.scalar": "行列の形で書くと",
  "entries.recognised": "これらを {variable} と同じ形に並べると、行列の積になっている。",
  "entries.named": "以下ではこの勾配を {name}、その成分を {entry} などと書く。",
  "entries.putIn": "{bars} の式を代入すると",
  "entries.general.formula": "任意の大きさのとき、成分は",
  "entries.general.chain": "{derivative} であるから、連鎖律により {output} のすべての成分について足すと",
  "entries.general.chain.once": "{derivative} であるから、連鎖律により",
  "entries.general.dots": "任意の大きさで書き下すと",
  "entries.general.single":
    "一つの成分に関する微分は行列になる。その位置だけが 1 で、ほかは 0 である行列 {single} を用いると",
  "entries.general.tensor":
    "{output} の {variable} に関する微分そのものは、これらと同じ形の行列ではないことに注意する。それは四つの添字をもち、成分は {entry} である。列を積み重ねれば {kronecker} となる。",
  "entries.general.tensor.three":
    "{output} の {variable} に関する微分そのものは行列ではないことに注意する。それは三つの添字をもち、成分は {entry} である。列を積み重ねれば {kronecker} となる。",
  "entries.general.trace": "トレースを使えば、同じ結果が一行で得られる。",
  "entries.general.holds":
    "以上の議論は行列の大きさによらない。したがって、行列の形の結果は一般の場合にも成り立つ。",
  "entries.perturb.change":
    "{entry} を微小量 {step} だけ変化させると、{output} はもとの値と変化分の和になる。",
  "entries.perturb.changeAlso": "{output} も変化する。",
  "entries.perturb.order": "ここでは {step} の高次の項を省いた。",
  "entries.perturb.limit":
    "変化したのは {outputs} だけである。変化分を {step} で割り、{step} を 0 に近づけると",
  "entries.perturb.chain":
    "これらが偏微分 {partials} である。損失はこれらの出力のそれぞれに依存するので、連鎖律により寄与を足して",
  "entries.perturb.chain.once": "すなわち {partials} である。連鎖律により",
  "entries.perturb.direct": "変化分を {step} で割り、{step} を 0 に近づけると、微分が得られる。",
  "entries.general.usual": "一般の式では、{entry} は 1 から数えて第 {row} 行第 {column} 列の成分を表す。",
  "entries.title.samples": "標本 {index} についての和",
  "entries.samples.row": "各行が一つの標本である。標本 {index} について、定義を代入すると",
  "entries.samples.row.flat": "各行が一つの標本である。標本 {index} について、定義を代入して展開すると",
  "entries.samples.partials": "これを {variable} の各成分で微分し、{variable} と同じ形に並べると",
  "entries.samples.each":
    "連鎖律により、各標本の重みを {weight} として、{loss} の偏微分はどれも標本についての和になる。",
  "entries.index.let": "途中の量を次のようにおく。",
  "entries.index.entry": "添字で書くと、{definition} は",
  "entries.index.differentiate":
    "任意の成分 {entry} で微分する。{variable} が現れるたびに、クロネッカーのデルタが残る。",
  "entries.index.differentiate.plain": "{variable} の任意の成分 {entry} で微分する。",
  "entries.index.atom": "定義式 {definition} を任意の成分 {entry} で微分し、求める微分について解く。",
  "entries.index.contract": "デルタと和を一つずつ縮約する。",
  "entries.index.delta": "デルタにより {removed} は {replacement} になる",
  "entries.index.constantDelta": "デルタの値",
  "entries.index.split": "{removed} を行と列の番号に分ける",
  "entries.index.count": "どの項も {removed} によらず、和は個数になる",
  "entries.index.direct": "{loss} は {variable} を直接にも含む。{entry} で微分すると、その寄与は",
  "entries.index.contracted": "各部分を足し合わせる。",
  "entries.index.chain":
    "損失は {output} のすべての成分を通じて {variable} に依存する。連鎖律により、{weight} を重みとして足す。",
  "entries.index.chain.once":
    "損失は {output} を通じて {variable} に依存する。連鎖律により {weight} を掛ける。",
  "entries.index.matrix":
    "二つの因子に共通な添字についての和は行列の積であるから、これは {form} の成分である。",
  "entries.index.entryOf": "これは {form} の成分である。",
} as const;
