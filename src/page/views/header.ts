/** The head of the page: the modes, the examples, the tour, the settings. */
import { choice, h } from "../dom.ts";
import { LANGUAGE_NAMES, type Strings } from "../locales/index.ts";
import { LOCALES, MODES, type Mode, NOTATIONS, type State, THEMES } from "../state.ts";
import { EXAMPLES } from "../tour/examples.ts";
import type { Context } from "./context.ts";

interface Header {
  readonly element: HTMLElement;
  choose(mode: Mode): void;
}

export function header(context: Context, startTour: () => void): Header {
  const { store, strings } = context;
  const modes = new Map(
    MODES.map((mode) => [
      mode,
      h("button", { type: "button", "data-mode": mode, onclick: () => store.set({ mode }) }, strings[mode]),
    ]),
  );
  return {
    element: h(
      "header",
      {},
      h("div", { class: "brand" }, h("h1", {}, strings.title), h("p", { class: "tagline" }, strings.tagline)),
      h("nav", { "aria-label": strings.modes, class: "modes" }, [...modes.values()]),
      h(
        "div",
        { class: "tools" },
        examples(context),
        h("button", { type: "button", class: "quiet", onclick: startTour }, strings.tour),
        settings(context),
      ),
    ),
    choose(mode) {
      for (const [name, button] of modes) button.setAttribute("aria-pressed", String(name === mode));
    },
  };
}

function examples({ store, strings }: Context): HTMLElement {
  const options = [
    ["", strings.chooseExample] as const,
    ...EXAMPLES.map(({ name }, i) => [String(i), name] as const),
  ];
  const list = choice(strings.examples, options, "", (at) => {
    const example = EXAMPLES[Number(at)];
    if (at !== "" && example) store.set(example.state);
  });
  list.classList.add("bare");
  return list;
}

function settings({ store, strings }: Context): HTMLElement {
  const { state } = store;
  const notation = (Object.keys(NOTATIONS) as (keyof typeof NOTATIONS)[]).map((name) =>
    choice(
      strings[name],
      NOTATIONS[name].map((value) => [value, strings[`${name}.${value}` as keyof Strings]] as const),
      state[name],
      (value) => store.set({ [name]: value } as Partial<State>),
    ),
  );
  return h(
    "details",
    { class: "settings" },
    h("summary", {}, strings.settings),
    h(
      "div",
      { class: "sheet" },
      choice(
        strings.language,
        LOCALES.map((name) => [name, LANGUAGE_NAMES[name]] as const),
        state.locale,
        (locale) => store.set({ locale }),
      ),
      choice(
        strings.theme,
        THEMES.map((name) => [name, strings[`theme.${name}`]] as const),
        state.theme,
        (theme) => store.set({ theme }),
      ),
      h("h2", {}, strings.notation),
      notation,
    ),
  );
}
