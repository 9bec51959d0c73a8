/**
 * Words that tell what a formula is, in English, Chinese and Japanese: one table.
 *
 *     "Suppose that □"  ─▶  given        "Setting this to zero gives □"  ─▶  claimed, of a condition
 */

type Cue = "given" | "claimed";

const ENGLISH: readonly [Cue, RegExp][] = [
  [
    "given",
    /\b(?:let|suppose|assum\w+|given|known|if|when|where|whenever|with|for|defin\w+|denot\w+|put|write|call|take|consider|subject to|such that|satisf\w+|constraint|under|minimi[sz]e|maximi[sz]e|in the model|model (?:is|says)|near|(?:first|second|third) (?:example|case|model)|rule is|follows the|state follows|otherwise|here)\b/giu,
  ],
  [
    "claimed",
    /\b(?:then|hence|thus|therefore|so|gives?|giving|gets?|obtains?|yields?|follows(?! the)|finds?|becomes?|has|have|equals?|moreover|reads?|reduces|simplif\w+|expand\w*|implies|conclude\w*|because|since|differentiating|substituting|solving|gradient|derivative|differential|jacobian|hessian|(?<!\b(?:suppose|assum\w+|satisf\w+|let(?!'))\b[^.;]*)(?:that is|i\.e)|show\w*|proves?|also(?=\s*$)|in components|in both|identit\w+|rules?:)\b/giu,
  ],
];

const CJK: readonly [Cue, RegExp][] = [
  [
    "given",
    /设|假设|若|如果|当|其中|给定|已知|记|令(?!.{0,6}(?:梯度|导数|其|上式|它|微分).{0,4}(?:为|等于)\s*(?:零|0|￼))|定义|满足|条件下|模型|约束|とする|とおく|とおけば|のとき|ならば|とし|仮定|定義|ただし|を満たす|初值|取|由|換え?る/gu,
  ],
  [
    "claimed",
    /则|恒等式|公式|化简|得|可知|(?<=[由从因][^。；]*)知(?=\s*[，,：:]?\s*$)|推出|说明|于是|因此|所以|从而|故|那么|即|可见|有|并且|梯度为|导数为|求导|求梯度|展开|微分すると|したがって|よって|ゆえに|すると|より|だから|なので|が得られ|得られる|を得る|となる|微分は|勾配は/gu,
  ],
];

export const SETTING_TO_ZERO =
  /set(?:ting|s|\b)[^.]{0,60}?(?:to\s+(?:zero|0|\ufffc)|equal)|(?:equat\w+|vanish\w*|is zero|equals? (?:zero|0))|stationar\w*|optimum|minimi[sz]ers?\b|maximi[sz]ers?\b|minimi[sz](?:ed|ing)\b|first.order condition|normal equations?|solving|solution|estimator|\broots? of\b|\boptimal\b|\bequilibrium\b|\bbest (?:[\w-]+ ){1,3}(?:is|are)\b|(?:newton|marquardt) step|令[^。]{0,12}(?:为零|为\s*0|等于零|等于\s*0|为￼)|导数为零|梯度为零|驻点|最优|最適(?!化)|极小|极值|最小(?:值)?点|最小解|平衡|釣り合い|つり合い|解得|(?:0|零|ゼロ)\s*(?:と|に)(?:お|す)|￼\s*(?:と|に)(?:おくと|おけば|すると|すれば)|正規方程式|正规方程|闭式解/iu;

/** Words that say of the gradient itself that it is zero, and what is then found. */
const GRADIENT_TO_ZERO =
  /\b(?:set(?:ting|s)?|equat\w+|put(?:ting)?)\b[^.;]{0,40}(?:to (?:zero|0|\ufffc)|equal)|\bvanish\w*|gradient is zero|令[^。]{0,12}(?:为零|为\s*0|等于零|等于\s*0|为￼)|导数为零|梯度为零|(?:0|零|ゼロ|￼)\s*(?:と|に)(?:お|す)/iu;

/** Is it said of the gradient that it is zero, or of what that it is least? */
export const isSaidToVanish = (before: string): boolean =>
  GRADIENT_TO_ZERO.test(before) || OF_OBJECTIVE.test(before);

export const AT_THE_POINT =
  /\b(?:there|at (?:this|that|the|its) (?:point|minimum|maximum|optimum|solution|equilibrium))\b|此时|这时|此處|そこで|この(?:とき|点)/iu;

/** Side conditions, under which the gradient of what is least need not vanish. */
export const UNDER_CONDITIONS =
  /\b(?:subject to|s\.t\.|such that|under the (?:constraint|condition)s?|constrain\w+)|约束|約束|条件下|制約|拘束|の(?:条件|もと)/iu;

/** "where m = n" is said of one case. */
export const OF_A_CASE =
  /(?:\b(?:if|where|when|whenever|for|case|suppose|assume)\b|若|当|如果|假设|場合|とき|ならば)[^,.;，。、；]*$/iu;

/** "the minimiser of □ is", "minimising □ gives": what stands before is what is made least. */
export const OF_OBJECTIVE =
  /\b(?:(?:minimi[sz]|maximi[sz])ers? of|minimi[sz]ing|maximi[sz]ing)\s*(?:the (?:[\w-]+ ){1,3})?￼\s*(?:(?:over|with respect to|in|by)[^.;￼]*￼\s*)?,?\s*(?:we (?:get|obtain|find)|is|are|gives?|yields?)(?: (?:then|therefore|hence|thus|given by|attained at))*:?\s*$|￼\s*(?:的(?:极小|最小|极大|最大)(?:值)?点|を最小(?:に|化)する(?:点|解)?)\s*(?:为|是|は|，)?\s*$/iu;

/** "the solution of □", "differentiating □ gives …": the formula is what something is done to. */
export const IS_OBJECT =
  /\b(?:(?:solutions?|roots?) (?:of|to)|solv(?:es?|ing)|satisf(?:y|ies|ying)|differentiat(?:e|ing)|transpos(?:e|ing)|invert(?:ing)?|(?:both )?sides of)\s*(?:the )?(?:[\w-]+ )*?(?:systems?|equations?|problem)?\s*$/iu;

const QUANTIFIED =
  /^(.*)\b(?:for|given|if|when|whenever)\b(?:[^.;:\u{fffc}]*\u{fffc}){1,3}[^.;:\u{fffc}]*,\s*$/isu;
const DENIED_BEFORE =
  /\b(?:mistake|fallacy|(?:common|frequent|typical|usual|classic|popular|naive) (?:slip|error|trap|pitfall|misconception|answer|guess)|many (?:would |people )?(?:write|believe|think)|wrongly|incorrectly|tempt\w+|(?:not true|untrue|wrong|false|incorrect) that)\b[^.;:\u{fffc}]{0,40}$|\b(?:but|and) not\s*$|\b(?:do|does|must|should|may|can) ?not (?:have|write|get|claim)\b[^.;:\u{fffc}]{0,12}$|\bbeware\b[^.;:\u{fffc}]{0,30}$|(?:不要|不能|不可)写成\s*$|(?:而非|而不是|并非)\s*$|(?:误以为|误认为|误写成?|错误地)[^。；\u{fffc}]{0,8}$|(?:よくある|典型的な|ありがちな)(?:間違い|誤り|ミス)(?:は|として)[^。\u{fffc}]{0,8}$|(?:常见|典型)的?错误(?:是|为|：|:)[^。；\u{fffc}]{0,8}$|\bis it true that\s*$/iu;
const DENIED_AFTER =
  /^\s*(?:,|，)?\s*(?:by mistake|(?:lacks|misses|forgets|is missing) an?\b|(?:for|of|with)[^.;]{0,40},? (?:which|but this|but that) (?:is|are) (?:wrong|false|incorrect)|in error|erroneously|不成立|不对|是错|并不|未必成立|(?:which )?(?:is|are|would be) (?:wrong|false|incorrect|not (?:true|correct|right))|(?:does|do|need) not hold|fails|は(?:誤り|間違い|成り立たない|正しくない)|とは限らない|とはならない|として(?:は|も)(?:ならない|いけない)|と書いて(?:は|も)(?:ならない|いけない))/iu;

/** Says the note that a formula doesn't hold? */
export const isDenied = (before: string, after: string): boolean =>
  DENIED_BEFORE.test(before) || DENIED_AFTER.test(after);

const JOINED = /^(?:\s*(?:、|，|,|と|及び|および|和|与)\s*\u{fffc})+/u;

const OF_MANY =
  /\b(?:for|of)\s+(?:[a-z][a-z-]*\s+){1,4}?(?:matrices|vectors|ones|scalars|numbers|functions)\s*,?\s*$/iu;

/** "for invertible matrices □" is a law of all of them. */
export const isLaw = (before: string): boolean =>
  OF_MANY.test(before) && cueIn(before.replace(OF_MANY, "").split("\u{fffc}").at(-1)!, "") !== "given";

/** The last of the cues in the words before a formula; of none the first behind it. */
export function cueIn(before: string, after: string): Cue | undefined {
  const main = before.replace(QUANTIFIED, "$1");
  // "we have a'b = b'a and, for any matrix C, …": the clause says what C is
  if (main !== before && cueIn(main, "") === "claimed") return "claimed";
  if (isLaw(before)) return "claimed";
  let best: { readonly cue: Cue; readonly at: number } | undefined;
  for (const [cue, words] of [...ENGLISH, ...CJK])
    for (const { index, 0: found } of before.matchAll(words)) {
      const at = index + found.length;
      if (!best || at > best.at) best = { cue, at };
    }
  // of several formulas that are joined the words stand behind the last
  const [next = ""] = after.replace(JOINED, "").split("\u{fffc}", 1);
  // Japanese says it behind the formula
  if (
    /^[^。.]{0,8}(?:とする|とおく|とおけば|とし|のとき|ならば|の条件下|を満たす|(?:的?(?:条件|约束))?下)/u.test(
      next,
    )
  )
    return "given";
  if (/^[^。.]{0,8}(?:となる|が得られ|である|が成り立)/u.test(next) && /[ぁ-ん]/u.test(next))
    return "claimed";
  return best?.cue;
}

/** "At the point □", "for example □": what is taken there for once. */
export const FOR_ONCE =
  /\bat (?:the )?(?:points?|values?|vectors?)?\s*$|\b(?:for (?:example|instance)|e\.g\.|say),?\s*$|(?:在(?:点)?|例如|比如|譬如|取点?|点)\s*[，,：:]?\s*$|(?:例えば|たとえば)[、，,]?[^。]{0,24}$/iu;

/** It has another meaning in each of several parts. */
export const IN_ONE_PART = /\bin (?:part|case|version|variant|option)\b/iu;

/** "Example 2:", 例二：, of which each has its own. */
export const NUMBERED =
  /(?:^|[.;。；]\s*)(?:example|case|exercise|problem|variant|option|例题?|例題|情形|情况|場合|ケース)\s*(?:\d+|[ivx]+|[a-e]|[一二三四五六])\s*[:：.．、)）]\s*$/iu;

/** "$L = …$ のとき": in the case that the words behind it begin. */
export const IN_ONE_CASE = /^\s*(?:のとき|の場合|である場合|时[，,]|時[，,])/u;

/** Is a name that the note had before defined anew here? */
export const REDEFINES =
  /\b(?:let|put|define\w*|write|instead|now (?:let|take|consider)|with a|second|third|another|first (?:example|model|case)|replace\w*|for the|if|when)\b|设|记|换成|改为|第[一二三四]|とおく|とする|置き換え/iu;

const QUANTIFIER =
  /(?:\b(?:for|of)\s+(?:any|all|every|each|arbitrary)\b|\b(?:any|arbitrary|every)\s+(?:two|matri|vector|square)|对(?:于)?(?:任意|所有|任何)|任意の|すべての)([^.,;:。，；：、]*)/giu;

/** "for any matrices A and B": letters that mean there whatever has them. */
export const lettersOfAny = (words: string): string[] =>
  [...words.matchAll(QUANTIFIER)].flatMap(
    ([, clause]) => clause!.match(/(?<![\p{L}'])\p{L}(?![\p{L}'])/gu) ?? [],
  );
