/** The mode that proof-reads: findings underlined where they stand, each with its correction a click away. */
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { NoteFinding, NoteReport } from "../../index.ts";
import { fill, h } from "../dom.ts";
import { type Editor, editor } from "../editor/editor.ts";
import { filled } from "../locales/index.ts";
import { changed, type State } from "../state.ts";
import { type Context, faultCard, pane, type View } from "./context.ts";
import { excerpt } from "./excerpt.ts";

/** A whole note may take its time. */
const LIMIT = 120_000;
/** Typing goes on for so long before a note is read again. */
const PAUSE = 250;

export function noteView(context: Context): View {
  const { store, engine, strings } = context;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const own = editor({
    text: store.state.note,
    label: strings.noteText,
    numbered: true,
    onChange: (note) => store.set({ note }),
  });
  own.element.classList.add("tall");
  const shown = h("div", { class: "shown", "aria-live": "polite" });
  const help = h("p", { class: "help" }, strings.noteHelp);
  const result = pane(strings.result, { class: "result" }, shown);
  const text = pane(strings.noteText, { class: "problem" }, own.element, help, fileButton(context));
  takeDrops(text, context);
  const refresh = async ({ note, file, locale }: State): Promise<void> => {
    if (note.trim() === "") {
      engine.cancel();
      own.underline([]);
      fill(shown, h("p", { class: "empty" }, strings.noteEmpty));
      return;
    }
    const answer = await engine.ask("proofread", { text: note, file, locale }, { limit: LIMIT });
    if (!answer) return;
    if (!answer.ok) fill(shown, faultCard(answer.fault, strings));
    else show(answer.value, own, shown, context);
  };
  return {
    element: h("div", { class: "columns even" }, text, result),
    focus: own.focus,
    update(state, before) {
      own.write(state.note);
      if (before && !changed(state, before, "note", "file")) return;
      clearTimeout(pause);
      pause = setTimeout(() => void refresh(state), before ? PAUSE : 0);
    },
  };
}

interface Placed {
  readonly finding: NoteFinding;
  readonly from: number;
  readonly to: number;
}

/** From lines and columns in characters to places in the text. */
function placed(finding: NoteFinding, text: Text): Placed {
  const at = (line: number, column: number): number => {
    const { from, text: content } = text.line(Math.min(line, text.lines));
    return from + [...content].slice(0, column - 1).join("").length;
  };
  return {
    finding,
    from: at(finding.line, finding.column),
    to: at(finding.endLine, finding.endColumn),
  };
}

function apply({ finding: { correct = "" }, from, to }: Placed, { view }: Editor): void {
  view.dispatch({ changes: { from, to, insert: correct }, userEvent: "input" });
}

const SEVERITY = { error: "error", warning: "warning", note: "info" } as const;

function show(report: NoteReport, own: Editor, shown: HTMLElement, { strings }: Context): void {
  const text = own.view.state.doc;
  const all = report.findings.map((finding) => placed(finding, text));
  own.underline(
    all.map((one): Diagnostic => {
      const { severity, why, correct } = one.finding;
      return {
        from: one.from,
        to: Math.max(one.to, one.from + 1),
        severity: SEVERITY[severity],
        message: correct === undefined ? why : `${why}\n${strings.correct}: ${correct}`,
        ...(correct !== undefined && { actions: [{ name: strings.apply, apply: () => apply(one, own) }] }),
      };
    }),
  );
  fill(
    shown,
    h("p", { class: "summary" }, filled(strings.noteSummary, report.summary)),
    all.length === 0 && h("p", { class: "empty" }, strings.noteClean),
    h(
      "ol",
      { class: "findings" },
      all.map((one) => item(one, own, strings)),
    ),
  );
}

function item(one: Placed, own: Editor, strings: Context["strings"]): HTMLElement {
  const { severity, line, rule, why, correct, latex } = one.finding;
  const goThere = (): void => {
    own.view.dispatch({ selection: { anchor: one.from, head: one.to }, scrollIntoView: true });
    own.focus();
  };
  return h(
    "li",
    { class: `finding ${severity}` },
    h(
      "p",
      { class: "where" },
      h("b", {}, severity === "note" ? strings.notUnderstood : strings[severity]),
      ` · ${strings.line} ${line} · `,
      h("code", {}, rule),
    ),
    excerpt(latex),
    h("p", {}, why),
    correct !== undefined && h("p", { class: "label" }, strings.correct),
    correct !== undefined && excerpt(correct),
    h(
      "p",
      { class: "actions" },
      correct !== undefined &&
        h("button", { type: "button", class: "apply", onclick: () => apply(one, own) }, strings.apply),
      h("button", { type: "button", class: "quiet", onclick: goThere }, strings.show),
    ),
  );
}

/** A file that is chosen becomes the note. */
async function take(file: File | null | undefined, { store }: Context): Promise<void> {
  if (!file) return;
  const ending = /\.(tex|rst|md)$/i.exec(file.name)?.[1]?.toLowerCase() ?? "md";
  store.set({ file: `note.${ending}`, note: await file.text() });
}

function fileButton(context: Context): HTMLElement {
  const input = h("input", {
    type: "file",
    class: "hidden",
    accept: ".md,.tex,.rst,.txt",
    tabindex: -1,
    "aria-label": context.strings.openFile,
    onchange: () => take(input.files?.[0], context),
  });
  const open = h(
    "button",
    { type: "button", class: "quiet", onclick: () => input.click() },
    context.strings.openFile,
  );
  return h("div", { class: "file" }, open, input);
}

function takeDrops(element: HTMLElement, context: Context): void {
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener(
    "drop",
    (event) => {
      element.classList.remove("over");
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      void take(file, context);
    },
    { capture: true },
  );
}
