/** The derivative as a function in a language. */
import type { Target } from "../../index.ts";
import { choice, h } from "../dom.ts";
import type { Strings } from "../locales/index.ts";
import type { TargetInfo, Tasks } from "../worker/protocol.ts";
import { written } from "./copy.ts";

export const targetChoice = (
  targets: readonly TargetInfo[],
  chosen: Target,
  strings: Strings,
  choose: (target: Target) => void,
): HTMLElement =>
  choice(
    strings.target,
    targets.map(({ target, title }) => [target, title] as const),
    chosen,
    choose,
  );

export function codeOf({ text, title }: Tasks["code"]["gives"], strings: Strings): HTMLElement {
  const said = h("span", { role: "status", class: "said" });
  const copy = async (): Promise<void> => {
    const isDone = await written(Promise.resolve(text)).catch(() => false);
    said.textContent = isDone ? strings.copied.replace("{what}", title) : strings.copyFailed;
  };
  return h(
    "div",
    { class: "code" },
    h("pre", { tabindex: 0, role: "region", "aria-label": title }, h("code", {}, text)),
    h(
      "div",
      { class: "copy" },
      h("button", { type: "button", class: "quiet", onclick: copy }, strings.copyCode),
      said,
    ),
  );
}
