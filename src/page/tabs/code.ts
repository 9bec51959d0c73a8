/** The derivative as a function in a language. */
import type { Target } from "../../index.ts";
import { choice, h } from "../dom.ts";
import type { Strings } from "../locales/index.ts";
import { TARGETS } from "../state.ts";
import { written } from "./copy.ts";

const NAMES: Readonly<Record<Target, string>> = {
  numpy: "NumPy",
  jax: "JAX",
  torch: "PyTorch",
  julia: "Julia",
  octave: "Octave / MATLAB",
  js: "JavaScript",
};

export const targetChoice = (
  target: Target,
  strings: Strings,
  choose: (target: Target) => void,
): HTMLElement =>
  choice(
    strings.target,
    TARGETS.map((name) => [name, NAMES[name]] as const),
    target,
    choose,
  );

export function codeOf(code: string, target: Target, strings: Strings): HTMLElement {
  const said = h("span", { role: "status", class: "said" });
  const copy = async (): Promise<void> => {
    const isDone = await written(Promise.resolve(code)).catch(() => false);
    said.textContent = isDone ? strings.copied.replace("{what}", NAMES[target]) : strings.copyFailed;
  };
  return h(
    "div",
    { class: "code" },
    h("pre", { tabindex: 0, role: "region", "aria-label": NAMES[target] }, h("code", {}, code)),
    h(
      "div",
      { class: "copy" },
      h("button", { type: "button", class: "quiet", onclick: copy }, strings.copyCode),
      said,
    ),
  );
}
