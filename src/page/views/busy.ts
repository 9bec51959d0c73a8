/** The line that tells of long work, with a button that ends it. */
import { fill, h } from "../dom.ts";
import type { Busy, Engine } from "../engine.ts";
import { filled, type Strings } from "../locales/index.ts";

export function busyLine(engine: Engine, strings: Strings): HTMLElement {
  const words = h("span", {});
  const stop = (): void => {
    engine.cancel();
    fill(words, strings.cancelled);
    button.hidden = true;
    line.hidden = false;
  };
  const button = h("button", { type: "button", onclick: stop }, strings.cancel);
  const line = h("div", { class: "busy", role: "status", hidden: true }, words, button);
  let clock: ReturnType<typeof setInterval> | undefined;
  let since = 0;
  const tell = ({ done, total }: Busy): void => {
    const seconds = Math.round((performance.now() - since) / 1000);
    const text =
      done === undefined || total === undefined
        ? filled(strings.working, { seconds })
        : filled(strings.workingOf, { done, total });
    fill(words, text);
    line.hidden = false;
    button.hidden = false;
  };
  engine.watch((busy) => {
    clearInterval(clock);
    if (!busy) {
      line.hidden = true;
      since = 0;
      return;
    }
    since ||= busy.since;
    tell(busy);
    clock = setInterval(() => tell(busy), 1000);
  });
  return line;
}
