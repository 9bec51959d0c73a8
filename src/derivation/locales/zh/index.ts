import { type Locale, structureSentences } from "../locale.ts";
import { entries } from "./entries.ts";
import { matrix } from "./matrix.ts";
import { refusals } from "./refusals.ts";

export const locale: Locale = {
  ...matrix,
  ...entries,
  ...refusals,
  ...structureSentences(
    "zh",
    (is) => `{what} ${is}。`,
    (is) => `{what} 都${is}。`,
    (is, matrices, part) =>
      `{what} ${is}，而上面把它的元素都看作自由的。记 {named}，则在${matrices}中的梯度是${part}：`,
  ),
};
