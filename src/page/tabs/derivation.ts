/** A derivation: what is given, steps that fold and tell their rule and check, results, remarks. */
import type { Outline, OutlineStep } from "../../index.ts";
import { h } from "../dom.ts";
import { filled, type Strings } from "../locales/index.ts";
import { block, inline } from "../math.ts";

export function derivation(outline: Outline, strings: Strings): HTMLElement {
  const { given, sections, results, remarks, closing } = outline;
  let count = 0;
  const steps = sections.map(({ title, steps: own }) =>
    h(
      "section",
      { class: "steps" },
      title.length > 0 && h("h3", {}, ...inline(title)),
      own.map((step) => stepOf(step, ++count, strings)),
    ),
  );
  return h(
    "div",
    { class: "derivation" },
    h("div", { class: "given" }, given.map(block)),
    count > 1 && foldButton(strings),
    steps,
    h("div", { class: "results" }, results.map(block)),
    remarks.length > 0 && h("div", { class: "remarks" }, remarks.map(block)),
    h("p", { class: "closing" }, ...inline(closing)),
  );
}

const figure = (x: number): string => (x === 0 ? "0" : x.toExponential(0));

function stepOf({ rule, blocks, check }: OutlineStep, count: number, strings: Strings): HTMLElement {
  const found = check
    ? filled(strings.stepCheck, { compared: check.compared, error: figure(check.largestError) })
    : strings.stepUnchecked;
  const facts = h(
    "p",
    { class: "facts", hidden: true, id: `facts-${count}` },
    `${strings.rule}: `,
    h("code", {}, rule),
    ` · ${found}`,
  );
  const tell = h(
    "button",
    { type: "button", class: "quiet tell", "aria-expanded": "false", "aria-controls": facts.id },
    check ? "✓" : "i",
    h("span", { class: "hidden" }, ` ${strings.rule} ${count}`),
  );
  const toggle = (): void => {
    facts.hidden = !facts.hidden;
    tell.setAttribute("aria-expanded", String(!facts.hidden));
  };
  tell.addEventListener("click", (event) => {
    event.preventDefault();
    toggle();
  });
  const body = h("div", { class: "step-body" }, blocks.map(block));
  // a click on the step itself does what the button does, unless it selects text
  body.addEventListener("click", () => {
    if (getSelection()?.isCollapsed !== false) toggle();
  });
  return h(
    "details",
    { class: "step", open: true },
    h("summary", {}, `${strings.step} ${count}`),
    body,
    tell,
    facts,
  );
}

/** Folds all steps, or unfolds them. */
function foldButton(strings: Strings): HTMLElement {
  const button = h("button", { type: "button", class: "quiet fold" }, strings.foldAll);
  button.addEventListener("click", () => {
    const steps = [...(button.closest(".derivation")?.querySelectorAll("details") ?? [])];
    const isFolding = steps.some((step) => step.open);
    for (const step of steps) step.open = !isFolding;
    button.textContent = isFolding ? strings.unfoldAll : strings.foldAll;
  });
  return button;
}
