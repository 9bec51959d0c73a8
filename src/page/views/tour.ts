/** The tour's card: what there is to see, and the way on. */
import { fill, h } from "../dom.ts";
import { filled } from "../locales/index.ts";
import { STOPS } from "../tour/stops.ts";
import type { Context } from "./context.ts";

interface Tour {
  readonly element: HTMLElement;
  start(): void;
}

/** Kept while the page is made anew, as for another mode. */
let current: number | undefined;

export function tour({ store, strings }: Context): Tour {
  const element = h("aside", { class: "tour", hidden: true, "aria-label": strings.tour });
  const show = (): void => {
    element.hidden = current === undefined;
    if (current === undefined) return;
    const stop = STOPS[current] as (typeof STOPS)[number];
    const [heading, text] = stop.words[store.state.locale];
    const step = (by: number, label: string): HTMLElement =>
      h(
        "button",
        {
          type: "button",
          disabled: STOPS[(current ?? 0) + by] === undefined,
          onclick: () => go((current ?? 0) + by),
        },
        label,
      );
    fill(
      element,
      h("p", { class: "label" }, `${current + 1} ${filled(strings.of, {})} ${STOPS.length}`),
      h("h2", {}, heading),
      h("p", {}, text),
      h(
        "div",
        { class: "actions" },
        step(-1, strings.back),
        step(1, strings.next),
        h("button", { type: "button", class: "quiet", onclick: () => go(undefined) }, strings.closeTour),
      ),
    );
  };
  const go = (to: number | undefined): void => {
    current = to;
    show();
    if (to !== undefined) store.set((STOPS[to] as (typeof STOPS)[number]).state);
  };
  show();
  return { element, start: () => go(0) };
}
