/**
 * A text editor. It lives in a shadow tree, where its style sheets are objects and no policy against inline styles
 * is in their way.
 */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, linter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { h } from "../dom.ts";
import { theme } from "./theme.ts";

interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly extensions?: readonly Extension[];
  readonly numbered?: boolean;
  readonly onChange: (text: string) => void;
}

export interface Editor {
  readonly element: HTMLElement;
  readonly view: EditorView;
  /** Replaces the text where it is another. */
  write(text: string): void;
  underline(diagnostics: readonly Diagnostic[]): void;
  focus(): void;
}

export function editor({ text, label, extensions = [], numbered, onChange }: EditorOptions): Editor {
  const element = h("div", { class: "editor" });
  const root = element.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root as unknown as Element,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...(numbered ? [lineNumbers()] : []),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        linter(null),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        theme,
        ...extensions,
      ],
    }),
  });
  return {
    element,
    view,
    write(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    underline: (diagnostics) => view.dispatch(setDiagnostics(view.state, diagnostics)),
    focus: () => view.focus(),
  };
}
