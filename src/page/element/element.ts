/**
 * `<matgrad-derivation>`: renders the problem that is written inside it, for blogs and course pages.
 *
 *     <script type="module" src="playground/matgrad-derivation.js"></script>
 *     <matgrad-derivation wrt="W" view="differential" lang="en">Y = X W + b</matgrad-derivation>
 *
 * Formulas are MathML, so that the page around it needs no style sheet and no fonts. While it works, and where it
 * can't, what was written stays to be read.
 */
import type { Outline, OutlineBlock } from "../../index.ts";
import { h } from "../dom.ts";
import { Engine } from "../engine.ts";
import { readFragment } from "../fragment.ts";
import { DEFAULTS, notationOf, type State, variablesOf } from "../state.ts";
import { formula } from "./formula.ts";
import { style } from "./style.ts";

/** One for all elements of a page. */
let engine: Engine | undefined;

/** Attributes, and the options of the page's address that they are. */
const ATTRIBUTES = {
  wrt: "w",
  view: "t",
  size: "n",
  lang: "lang",
  layout: "layout",
  transpose: "transpose",
  bold: "bold",
  derivative: "derivative",
} as const;

class MatgradDerivation extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES);
  readonly #root = this.attachShadow({ mode: "open" });
  readonly #changes = new MutationObserver(() => void this.#render());
  #turn = 0;

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [style];
    this.#root.replaceChildren(h("div", { class: "source" }, h("slot")));
    this.#changes.observe(this, { childList: true, characterData: true, subtree: true });
    void this.#render();
  }

  disconnectedCallback(): void {
    this.#changes.disconnect();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.#render();
  }

  /** What is written inside and said by attributes, under the same rules as in the page's address. */
  #asked(): State {
    const params = new URLSearchParams();
    for (const [attribute, key] of Object.entries(ATTRIBUTES)) {
      const given =
        attribute === "lang" ? this.closest("[lang]")?.getAttribute("lang") : this.getAttribute(attribute);
      if (given) params.set(key, attribute === "lang" ? given.slice(0, 2) : given);
    }
    const lines = (this.textContent ?? "").split("\n").map((line) => line.trim());
    return { ...DEFAULTS, tab: "differential", ...readFragment(`#${params}`), text: lines.join("\n").trim() };
  }

  async #render(): Promise<void> {
    const turn = ++this.#turn;
    const state = this.#asked();
    if (state.text === "") return;
    engine ??= new Engine();
    const { text, size, locale, tab } = state;
    const view = tab === "code" || tab === "check" || tab === "graph" ? "differential" : tab;
    const answer = await engine.ask(
      "derive",
      { text, wrt: variablesOf(state), style: view, size, locale, notation: notationOf(state) },
      { lane: `element ${lanes.get(this)}` },
    );
    if (!answer || turn !== this.#turn) return;
    const shown = answer.ok
      ? derivation(answer.value.outline)
      : h("p", { class: "fault", role: "alert" }, answer.fault.message);
    const source = answer.ok ? [] : [h("div", { class: "source" }, h("slot"))];
    this.#root.replaceChildren(...source, shown);
    this.dispatchEvent(new CustomEvent("matgrad-derived", { bubbles: true, detail: { ok: answer.ok } }));
  }
}

/** Each element has its questions overtaken by its own only. */
const lanes = {
  numbers: new WeakMap<Element, number>(),
  count: 0,
  get(element: Element): number {
    const known = this.numbers.get(element) ?? ++this.count;
    this.numbers.set(element, known);
    return known;
  },
};

function derivation({ given, sections, results, remarks, closing }: Outline): HTMLElement {
  return h(
    "div",
    { class: "derivation" },
    given.map(block),
    sections.map(({ title, steps }) => [
      title.length > 0 && h("h4", {}, ...inline(title)),
      steps.map((step) => h("div", { class: "step" }, step.blocks.map(block))),
    ]) as never,
    h("div", { class: "results" }, results.map(block)),
    remarks.map(block),
    h("p", { class: "closing" }, ...inline(closing)),
  );
}

type Inline = Extract<OutlineBlock, { kind: "paragraph" }>["content"];

const inline = (content: Inline): readonly Node[] =>
  content.map((part) =>
    part.kind === "math" ? formula(part.formula, false) : document.createTextNode(part.text),
  );

const block = (given: OutlineBlock): HTMLElement =>
  given.kind === "display" ? formula(given.latex, true) : h("p", {}, ...inline(given.content));

customElements.define("matgrad-derivation", MatgradDerivation);
