import { type Locale, structureSentences } from "../locale.ts";
import { entries } from "./entries.ts";
import { matrix } from "./matrix.ts";
import { refusals } from "./refusals.ts";

export const locale: Locale = {
  ...matrix,
  ...entries,
  ...refusals,
  ...structureSentences(
    "ja",
    (is) => `{what} は${is}ある。`,
    (is) => `{what} はいずれも${is}ある。`,
    (is, matrices, part) =>
      `{what} は${is}あるが、上では成分をすべて自由とした。{named} とおくと、${matrices}の中での勾配は${part}である。`,
  ),
};
