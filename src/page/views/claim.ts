/** The mode that judges a formula: is this the derivative? */
import type { TextJudgement } from "../../index.ts";
import { choice, fill, h } from "../dom.ts";
import { editor } from "../editor/editor.ts";
import { matgrad } from "../editor/language.ts";
import { methodName } from "../locales/index.ts";
import { math } from "../math.ts";
import { CLAIM_LAYOUTS, changed, type State, variablesOf } from "../state.ts";
import { type Context, faultCard, pane, type View } from "./context.ts";
import { problemPane } from "./problem.ts";

export function claimView(context: Context): View {
  const { store, engine, strings } = context;
  const problem = problemPane(context);
  const claim = editor({
    text: store.state.claim,
    label: strings.claimed,
    extensions: [matgrad],
    onChange: (text) => store.set({ claim: text }),
  });
  claim.element.classList.add("small");
  const options = h("div", { class: "options" });
  const shown = h("div", { class: "shown", "aria-live": "polite" });
  const help = h("p", { class: "help" }, strings.claimHelp);
  const asked = pane(strings.claimed, { class: "claimed" }, claim.element, help, options);
  const result = pane(strings.result, { class: "result" }, shown);
  const refresh = async (state: State): Promise<void> => {
    const names = state.text.trim() === "" ? undefined : await engine.ask("names", { text: state.text });
    if (names && !names.ok) {
      problem.complain(names.fault);
      fill(shown, faultCard(names.fault, strings));
      return;
    }
    problem.complain(undefined);
    problem.show(names?.value ?? []);
    const variables = (names?.value ?? [])
      .filter(({ origin }) => origin !== "defined")
      .map(({ name }) => name);
    const wrt = variablesOf(state).find((name) => variables.includes(name)) ?? variables[0];
    fill(options, optionsOf(state, variables, wrt, context));
    if (wrt === undefined || state.claim.trim() === "") {
      fill(shown, h("p", { class: "empty" }, strings.claimEmpty));
      return;
    }
    const { text, claim: claimed, claimLayout: layout } = state;
    const answer = await engine.ask("judge", { text, claim: claimed, wrt, layout });
    if (answer) fill(shown, answer.ok ? verdict(answer.value, context) : faultCard(answer.fault, strings));
  };
  return {
    element: h("div", { class: "columns" }, h("div", { class: "stack" }, problem.element, asked), result),
    focus: claim.focus,
    update(state, before) {
      problem.editor.write(state.text);
      claim.write(state.claim);
      if (!before || changed(state, before, "text", "wrt", "claim", "claimLayout")) void refresh(state);
    },
  };
}

function optionsOf(
  state: State,
  variables: readonly string[],
  wrt: string | undefined,
  { store, strings }: Context,
): Node[] {
  const layouts = CLAIM_LAYOUTS.map((name) => [name, strings[`claimLayout.${name}`]] as const);
  const by = variables.map((name) => [name, name] as const);
  return [
    ...(wrt === undefined ? [] : [choice(strings.claimBy, by, wrt, (name) => store.set({ wrt: name }))]),
    choice(strings.claimLayout, layouts, state.claimLayout, (claimLayout) => store.set({ claimLayout })),
  ];
}

function verdict({ verdict: found, why, correct, check }: TextJudgement, { strings }: Context): HTMLElement {
  const { maxRelError: error, method = "none" } = check ?? {};
  return h(
    "div",
    { class: `verdict ${found}` },
    h("p", { class: "word" }, strings[found]),
    h("p", {}, why),
    correct && found !== "right" && h("p", { class: "label" }, strings.correct),
    correct && found !== "right" && h("div", { class: "results" }, math(correct.latex, true)),
    error !== undefined &&
      h(
        "p",
        { class: "closing" },
        `${strings.largestError}: ${error.toExponential(1)} · ${methodName(method, strings)}`,
      ),
  );
}
