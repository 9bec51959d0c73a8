/** What every view has at hand. */

import { append, h } from "../dom.ts";
import type { Engine } from "../engine.ts";
import { filled, type Strings } from "../locales/index.ts";
import type { State, Store } from "../state.ts";
import type { Fault } from "../worker/protocol.ts";

export interface Context {
  readonly store: Store;
  readonly engine: Engine;
  readonly strings: Strings;
}

/** A mode of the page. It is made anew where the mode or the language changes. */
export interface View {
  readonly element: HTMLElement;
  /** Shows what follows from the state; `before` is absent the first time. */
  update(state: State, before?: State): void;
  focus(): void;
}

/** A part of the page with a heading. */
export function pane(
  heading: string,
  attributes: Readonly<Record<string, string>>,
  ...content: Node[]
): HTMLElement {
  const id = `heading-${heading.replace(/\W+/g, "-")}-${attributes.class ?? ""}`;
  const element = h("section", { ...attributes, "aria-labelledby": id }, h("h2", { id }, heading));
  append(element, content);
  return element;
}

/** A fault as a person reads it: the sentence, and what would be right. */
export function faultCard(fault: Fault, strings: Strings): HTMLElement {
  const message =
    fault.limit === undefined
      ? fault.message
      : filled(strings.tookTooLong, { seconds: Math.round(fault.limit / 1000) });
  return h(
    "div",
    { class: "fault", role: "alert" },
    h("strong", {}, strings.fault),
    h("p", {}, message),
    fault.hint !== undefined && h("p", { class: "hint" }, fault.hint),
  );
}
