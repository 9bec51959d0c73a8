/** A small whole number with a button on either side. */
import { h } from "../dom.ts";
import type { Strings } from "../locales/index.ts";

export function stepper(
  label: string,
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
  strings: Strings,
  choose: (value: number) => void,
): HTMLElement {
  const button = (sign: string, name: string, next: number): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": `${label}: ${name}`,
        disabled: next < least || next > most,
        onclick: () => choose(next),
      },
      sign,
    );
  return h(
    "div",
    { class: "stepper", role: "group", "aria-label": label },
    h("span", {}, label),
    button("−", strings.fewer, value - 1),
    h("output", {}, String(value)),
    button("+", strings.more, value + 1),
  );
}
