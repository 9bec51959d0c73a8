import { type Locale, structureSentences } from "../locale.ts";
import { entries } from "./entries.ts";
import { matrix } from "./matrix.ts";
import { refusals } from "./refusals.ts";

export const locale: Locale = {
  ...matrix,
  ...entries,
  ...refusals,
  ...structureSentences(
    "en",
    (is) => `{what} is ${is}.`,
    (is) => `{what} are ${is}.`,
    (is, matrices, part) =>
      `{what} is ${is}, and above its entries were free. With {named}, the gradient within ${matrices} is ${part}:`,
  ),
};
