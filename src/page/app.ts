/** The page put together: state from the address and this machine's memory, the mode that it asks for. */
import { fill, h } from "./dom.ts";
import type { Engine } from "./engine.ts";
import { readFragment, writeFragment } from "./fragment.ts";
import { STRINGS } from "./locales/index.ts";
import { applyTheme, REMEMBERED, remember } from "./settings.ts";
import { changed, DEFAULTS, type Mode, type State, Store } from "./state.ts";
import { busyLine } from "./views/busy.ts";
import { claimView } from "./views/claim.ts";
import type { Context, View } from "./views/context.ts";
import { deriveView } from "./views/derive.ts";
import { header } from "./views/header.ts";
import { noteView } from "./views/note.ts";
import { tour } from "./views/tour.ts";

const VIEWS: Readonly<Record<Mode, (context: Context) => View>> = {
  derive: deriveView,
  claim: claimView,
  note: noteView,
};

/** The address follows the state after a moment of rest. */
const REST = 200;

export function start(state: State, engine: Engine): void {
  const store = new Store(state);
  applyTheme(state.theme);
  let view = build(store, engine);
  let rest: ReturnType<typeof setTimeout> | undefined;
  store.watch((next, before) => {
    if (changed(next, before, "theme")) applyTheme(next.theme);
    if (changed(next, before, "mode", "locale")) {
      engine.cancel();
      view = build(store, engine);
    } else view.update(next, before);
    remember(next);
    clearTimeout(rest);
    rest = setTimeout(() => history.replaceState(null, "", writeFragment(store.state)), REST);
  });
  addEventListener("hashchange", () => {
    const kept = Object.fromEntries(REMEMBERED.map((name) => [name, store.state[name]]));
    store.set({ ...DEFAULTS, theme: store.state.theme, ...kept, ...readFragment(location.hash) });
  });
}

function build(store: Store, engine: Engine): View {
  const { state } = store;
  const strings = STRINGS[state.locale];
  const context: Context = { store, engine, strings };
  document.documentElement.lang = state.locale;
  document.title = `${strings.title}: ${strings.tagline}`;
  const guide = tour(context);
  const head = header(context, guide.start);
  const view = VIEWS[state.mode](context);
  head.choose(state.mode);
  fill(
    document.body,
    head.element,
    guide.element,
    h("main", {}, view.element, busyLine(engine, strings)),
    h("footer", {}, h("p", {}, strings.local)),
  );
  view.update(state);
  return view;
}
