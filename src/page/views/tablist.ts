/** Tabs as the authoring practices have them: one stop for the Tab key, arrows within. */
import { h } from "../dom.ts";

interface TabList<Name extends string> {
  readonly element: HTMLElement;
  choose(name: Name): void;
}

export function tabList<Name extends string>(
  label: string,
  tabs: readonly (readonly [Name, string])[],
  panel: HTMLElement,
  chosen: (name: Name) => void,
): TabList<Name> {
  const buttons = new Map(
    tabs.map(([name, text]) => [
      name,
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-controls": panel.id,
          onclick: () => chosen(name),
        },
        text,
      ),
    ]),
  );
  const element = h("div", { role: "tablist", "aria-label": label, class: "tabs" }, [...buttons.values()]);
  const names = tabs.map(([name]) => name);
  element.addEventListener("keydown", (event) => {
    const at = [...buttons.values()].indexOf(document.activeElement as HTMLButtonElement);
    const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 };
    const to = moves[event.key as keyof typeof moves];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length] as Name;
    buttons.get(name)?.focus();
    chosen(name);
  });
  return {
    element,
    choose(name) {
      for (const [other, button] of buttons) {
        button.setAttribute("aria-selected", String(other === name));
        button.tabIndex = other === name ? 0 : -1;
      }
      buttons.get(name)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      panel.setAttribute("aria-labelledby", `tab-${name}`);
    },
  };
}
