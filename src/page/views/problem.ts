/** The editor of a problem, and its names as buttons: what each is, and whether the derivative is by it. */

import type { NameInfo } from "../../index.ts";
import { fill, h } from "../dom.ts";
import { completion } from "../editor/completion.ts";
import { type Editor, editor } from "../editor/editor.ts";
import { declare, hover, kindText } from "../editor/hover.ts";
import { matgrad } from "../editor/language.ts";
import { variablesOf } from "../state.ts";
import type { Fault, FunctionInfo } from "../worker/protocol.ts";
import { type Context, pane } from "./context.ts";

interface Problem {
  readonly element: HTMLElement;
  readonly editor: Editor;
  show(names: readonly NameInfo[]): void;
  complain(fault: Fault | undefined): void;
}

export function problemPane(context: Context): Problem {
  const { store, engine, strings } = context;
  let names: readonly NameInfo[] = [];
  let functions: Promise<readonly FunctionInfo[]> | undefined;
  const known = {
    names: () => names,
    strings: () => strings,
    functions: () => {
      functions ??= engine
        .ask("functions", {}, { lane: "side" })
        .then((answer) => (answer?.ok ? answer.value : []));
      return functions;
    },
  };
  const own = editor({
    text: store.state.text,
    label: strings.problem,
    extensions: [matgrad, completion(known), hover(known)],
    onChange: (text) => store.set({ text }),
  });
  const chips = h("div", { class: "names", role: "group", "aria-label": strings.names });
  const help = h("p", { class: "help" }, strings.problemHelp);
  return {
    element: pane(strings.problem, { class: "problem" }, own.element, help, chips),
    editor: own,
    show(found) {
      names = found;
      fill(chips, ...chipsOf(found, context, own));
    },
    complain: (fault) => own.underline(fault ? [underlined(fault, store.state.text)] : []),
  };
}

/** Where a fault has no place, all of the last line. */
function underlined({ message, hint, start, end }: Fault, text: string) {
  const last = Math.max(0, text.trimEnd().lastIndexOf("\n") + 1);
  const from = Math.min(start ?? last, text.length);
  const to = Math.max(Math.min(end ?? text.trimEnd().length, text.length), Math.min(from + 1, text.length));
  return {
    from,
    to,
    severity: "error" as const,
    message: hint === undefined ? message : `${message}\n${hint}`,
  };
}

function chipsOf(names: readonly NameInfo[], { store, strings }: Context, own: Editor): Node[] {
  const chosen = variablesOf(store.state);
  const targets = names.filter(({ origin }) => origin !== "defined");
  const toggle = (name: string): void => {
    const all = targets.map((target) => target.name);
    const before = chosen.length > 0 ? chosen : all;
    const after = before.includes(name) ? before.filter((other) => other !== name) : [...before, name];
    const isAll = after.length === all.length || after.length === 0;
    store.set({ wrt: isAll ? "" : all.filter((other) => after.includes(other)).join(",") });
  };
  const chip = (info: NameInfo): HTMLElement => {
    const isChosen = chosen.length === 0 || chosen.includes(info.name);
    return h(
      "button",
      {
        type: "button",
        class: `chip ${info.origin}`,
        "aria-pressed": String(isChosen),
        title: `${info.name}: ${kindText(info, strings)}, ${strings[info.origin]}`,
        onclick: () => toggle(info.name),
      },
      h("b", {}, info.name),
      ` ${info.kind === "scalar" ? strings.scalar : info.shape}`,
    );
  };
  const missing = targets.flatMap(({ declaration }) => declaration ?? []);
  if (targets.length === 0) return [];
  return [
    h("span", { class: "label" }, strings.names),
    ...targets.map(chip),
    ...(missing.length > 0
      ? [
          h(
            "button",
            { type: "button", class: "quiet declare", onclick: () => declare(own.view, missing) },
            strings.declareAll,
          ),
        ]
      : []),
  ];
}
