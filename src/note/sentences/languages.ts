/** The languages in which the proof-reader speaks. */
export const LANGUAGES = ["en", "zh", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a text: Japanese has kana, Chinese has none; a few words of either make no other note of it. */
export function languageOf(text: string): Language {
  const kana = text.match(/[\u3041-\u30fa]/g)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/(?<![\\a-zA-Z])[a-zA-Z]{3,}/g)?.length ?? 0;
  if (kana + han <= latin) return "en";
  return kana * 10 > han ? "ja" : "zh";
}
