/** A name under the pointer: its kind and size, whether that was declared, and a click that declares it. */
import type { Extension, Text } from "@codemirror/state";
import { type EditorView, hoverTooltip } from "@codemirror/view";
import type { NameInfo } from "../../index.ts";
import { h } from "../dom.ts";
import type { Strings } from "../locales/index.ts";

interface Names {
  readonly names: () => readonly NameInfo[];
  readonly strings: () => Strings;
}

export const hover = ({ names, strings }: Names): Extension =>
  hoverTooltip(
    (view, position) => {
      const found = nameAt(names(), view.state.doc, position);
      if (!found) return null;
      const { info, from, to } = found;
      return { pos: from, end: to, above: true, create: () => ({ dom: card(info, view, strings()) }) };
    },
    { hoverTime: 200 },
  );

function nameAt(names: readonly NameInfo[], text: Text, position: number) {
  for (const info of names) {
    for (const { start, end } of info.places) {
      const isHere = start <= position && position <= end && text.sliceString(start, end) === info.name;
      if (isHere) return { info, from: start, to: end };
    }
  }
  return undefined;
}

export const kindText = ({ kind, shape, structure }: NameInfo, strings: Strings): string =>
  `${structure ? `${structure} ` : ""}${strings[kind]}${kind === "scalar" ? "" : ` ${shape}`}`;

function card(info: NameInfo, view: EditorView, strings: Strings): HTMLElement {
  const { name, origin, declaration } = info;
  return h(
    "div",
    { class: "name-card" },
    h("strong", {}, name),
    ` ${kindText(info, strings)} · ${strings[origin]}`,
    declaration !== undefined &&
      h("button", { type: "button", onclick: () => declare(view, [declaration]) }, strings.declareOne),
  );
}

/** Declarations before everything else. */
export function declare(view: EditorView, declarations: readonly string[]): void {
  const insert = declarations.map((line) => `${line}\n`).join("");
  view.dispatch({ changes: { from: 0, insert }, userEvent: "input" });
}
