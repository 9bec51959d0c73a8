/** What is remembered on this machine: language, colours, notation. */
import { readFragment, writeFragment } from "./fragment.ts";
import { DEFAULTS, LOCALES, type State, THEMES, type Theme } from "./state.ts";

const KEY = "matgrad";
export const REMEMBERED = ["locale", "layout", "transpose", "bold", "derivative"] as const;

/** Storage may be forbidden: then nothing is remembered. */
export function remembered(): Partial<State> {
  const language = LOCALES.find((name) => navigator.language.toLowerCase().startsWith(name));
  try {
    const theme = THEMES.find((name) => name === localStorage.getItem(`${KEY}-theme`));
    const stored = localStorage.getItem(KEY);
    return {
      ...(language && { locale: language }),
      ...(stored !== null && readFragment(stored)),
      ...(theme && { theme }),
    };
  } catch {
    return language ? { locale: language } : {};
  }
}

export function remember(state: State): void {
  const kept = Object.fromEntries(REMEMBERED.map((name) => [name, state[name]]));
  const text = writeFragment({ ...DEFAULTS, ...kept });
  // the language is kept even where it is the usual one: the browser's may be another
  const full = state.locale === DEFAULTS.locale ? `${text}&lang=${state.locale}` : text;
  try {
    localStorage.setItem(KEY, full);
    localStorage.setItem(`${KEY}-theme`, state.theme);
  } catch {
    // nothing is remembered then
  }
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}
