/** The words of a report itself. */
import type { LocaleName } from "../../../derivation/locales/locale.ts";
import type { Severity } from "../../finding.ts";

export interface Words {
  readonly severities: Readonly<Record<Severity, string>>;
  /** Before what is right, below a sentence and behind one. */
  readonly right: string;
  readonly rightIs: string;
  readonly places: (count: number) => string;
  readonly more: (count: number) => string;
  readonly summary: (count: Readonly<Record<Severity, number>>) => string;
  readonly judged: (right: number, claims: number) => string;
  /** Behind a sentence. */
  readonly stop: string;
  /** Before one. */
  readonly colon: string;
  readonly correction: string;
  readonly write: (formula: string) => string;
  readonly writeAll: (count: number) => string;
}

const number = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;

export const WORDS: Readonly<Record<LocaleName, Words>> = {
  en: {
    severities: { error: "error", warning: "warning", note: "note" },
    right: "right: ",
    rightIs: " Right is: ",
    places: (count) => ` (at ${count} places)`,
    more: (count) => `… and ${count} more`,
    summary: ({ error, warning, note }) =>
      `${number(error, "error")}, ${number(warning, "warning")}, ${number(note, "note")}`,
    judged: (right, claims) => `; ${right} of ${number(claims, "claim")} right`,
    stop: ".",
    colon: ": ",
    correction: "write it as it is meant",
    write: (formula) => `write ${formula}`,
    writeAll: (count) => `write all ${count} corrections`,
  },
  zh: {
    severities: { error: "错误", warning: "警告", note: "提示" },
    right: "正确的是：",
    rightIs: "正确的是：",
    places: (count) => `（共 ${count} 处）`,
    more: (count) => `……另有 ${count} 条`,
    summary: ({ error, warning, note }) => `${error} 个错误，${warning} 个警告，${note} 条提示`,
    judged: (right, claims) => `；${claims} 个论断中 ${right} 个正确`,
    stop: "。",
    colon: "：",
    correction: "按原意改写",
    write: (formula) => `改为 ${formula}`,
    writeAll: (count) => `写入全部 ${count} 处更正`,
  },
  ja: {
    severities: { error: "誤り", warning: "警告", note: "注記" },
    right: "正しくは：",
    rightIs: "正しくは：",
    places: (count) => `（${count} 箇所）`,
    more: (count) => `……ほか ${count} 件`,
    summary: ({ error, warning, note }) => `誤り ${error}、警告 ${warning}、注記 ${note}`,
    judged: (right, claims) => `。主張 ${claims} のうち ${right} が正しい`,
    stop: "。",
    colon: "：",
    correction: "意図どおりに書き直す",
    write: (formula) => `${formula} に直す`,
    writeAll: (count) => `${count} 箇所をすべて直す`,
  },
};
