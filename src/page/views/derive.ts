/** The mode that derives: a problem on one side, the views of its result on the other. */

import type { Style } from "../../index.ts";
import { fill, h } from "../dom.ts";
import { changed, notationOf, SIZES, type State, TABS, type Tab, variablesOf } from "../state.ts";
import { codeOf, targetChoice } from "../tabs/code.ts";
import { type CopyFormat, copyBar } from "../tabs/copy.ts";
import { derivation } from "../tabs/derivation.ts";
import { stepper } from "../tabs/stepper.ts";
import type { Answer, Derivation } from "../worker/protocol.ts";
import { type Context, faultCard, pane, type View } from "./context.ts";
import { problemPane } from "./problem.ts";
import { tabList } from "./tablist.ts";

const isStyle = (tab: Tab): tab is Tab & Style => !["code", "check", "graph"].includes(tab);

/** The derivation that the state asks for; beside code and pictures that is the matrix form. */
const asked = (state: State): Derivation => ({
  text: state.text,
  wrt: variablesOf(state),
  style: isStyle(state.tab) ? state.tab : "matrix",
  size: state.size,
  locale: state.locale,
  notation: notationOf(state),
});

export function deriveView(context: Context): View {
  const { store, engine, strings } = context;
  const problem = problemPane(context);
  const options = h("div", { class: "options" });
  const shown = h("div", { class: "shown" });
  const panel = h("div", { id: "panel", role: "tabpanel", tabindex: 0 }, options, shown);
  const tabs = tabList(
    strings.views,
    TABS.map((name) => [name, strings[`tab.${name}`]] as const),
    panel,
    (tab) => store.set({ tab }),
  );
  const copy = copyBar((format) => copied(format, context, shown), strings);
  const result = pane(strings.result, { class: "result" }, tabs.element, panel, copy);

  /** Puts an answer in its place; false where there is none to show. */
  const settle = <V>(answer: Answer<V> | undefined): answer is Extract<Answer<V>, { ok: true }> => {
    if (!answer) return false;
    copy.hidden = !answer.ok || !isStyle(store.state.tab);
    problem.complain(answer.ok ? undefined : answer.fault);
    if (!answer.ok) fill(shown, faultCard(answer.fault, strings));
    return answer.ok;
  };
  const refresh = async (state: State): Promise<void> => {
    if (state.text.trim() === "") {
      engine.cancel();
      copy.hidden = true;
      problem.complain(undefined);
      problem.show([]);
      fill(shown, h("p", { class: "empty" }, strings.empty));
      return;
    }
    if (isStyle(state.tab)) {
      const answer = await engine.ask("derive", asked(state));
      if (!settle(answer)) return;
      problem.show(answer.value.names);
      fill(shown, derivation(answer.value.outline, strings));
      return;
    }
    const names = await engine.ask("names", { text: state.text });
    if (!settle(names)) return;
    problem.show(names.value);
    await other(state.tab, state, context, shown, settle);
  };
  return {
    element: h("div", { class: "columns" }, problem.element, result),
    focus: problem.editor.focus,
    update(state, before) {
      problem.editor.write(state.text);
      tabs.choose(state.tab);
      copy.hidden = !isStyle(state.tab);
      if (!before || changed(state, before, "tab", "size", "target"))
        fill(options, optionsOf(state, context));
      if (!before || changed(state, before, ...ASKED)) void refresh(state);
    },
  };
}

const ASKED = ["text", "wrt", "tab", "size", "target", "layout", "transpose", "bold", "derivative"] as const;

type Settle = <V>(answer: Answer<V> | undefined) => answer is Extract<Answer<V>, { ok: true }>;

/** The views that are no derivation. */
async function other(
  tab: Exclude<Tab, Style>,
  state: State,
  { engine, strings }: Context,
  shown: HTMLElement,
  settle: Settle,
): Promise<void> {
  const { text, size, target, locale } = state;
  const problem = { text, wrt: variablesOf(state) };
  if (tab === "code") {
    const answer = await engine.ask("code", { ...problem, target });
    if (settle(answer)) fill(shown, codeOf(answer.value, strings));
  } else if (tab === "check") {
    const answer = await engine.ask("check", { ...problem, size });
    const { checks } = await import("../tabs/check.ts");
    if (settle(answer)) fill(shown, checks(answer.value, strings));
  } else {
    const answer = await engine.ask("graph", { ...problem, locale, notation: notationOf(state) });
    const { drawGraph } = await import("../tabs/graph.ts");
    if (!settle(answer)) return;
    fill(shown);
    await drawGraph(answer.value, shown, strings.graphTitle);
  }
}

/** What a view can be asked besides. */
function optionsOf({ tab, size, target }: State, { store, strings, engine }: Context): Node[] {
  if (tab === "code") {
    const place = h("span", {});
    void engine.ask("targets", {}, { lane: "targets" }).then((answer) => {
      if (answer?.ok)
        fill(
          place,
          targetChoice(answer.value, target, strings, (chosen) => store.set({ target: chosen })),
        );
    });
    return [place];
  }
  const label = tab === "elementwise" ? strings.size : tab === "check" ? strings.sizeOfCheck : undefined;
  if (label === undefined) return [];
  return [stepper(label, size, SIZES, strings, (chosen) => store.set({ size: chosen }))];
}

async function copied(
  format: CopyFormat,
  { store, engine }: Context,
  shown: HTMLElement,
): Promise<string | Blob | undefined> {
  if (format === "SVG" || format === "PNG") {
    const formula = [...shown.querySelectorAll<HTMLElement>(".results .katex")].at(-1);
    if (!formula) return undefined;
    const { pngOf, svgOf } = await import("../tabs/picture.ts");
    return format === "SVG" ? svgOf(formula) : pngOf(formula);
  }
  const formats = { LaTeX: "tex", Markdown: "md", Unicode: "unicode" } as const;
  const answer = await engine.ask(
    "write",
    { ...asked(store.state), format: formats[format] },
    { lane: "side" },
  );
  return answer?.ok ? answer.value : undefined;
}
