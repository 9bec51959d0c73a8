/** Elements from code: text stays text, and nothing is ever read as markup. */
type Child = Node | string | undefined | false | readonly Child[];
type Listener = (event: Event) => void;
type Attribute = string | number | boolean | undefined | Listener;
type Attributes = Readonly<Record<string, Attribute>>;

/**
 * An element with attributes; `onclick` and the like are listeners, false and undefined are left out.
 *
 *     h("button", { class: "quiet", onclick: cancel }, "Cancel")
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  append(element, content);
  return element;
}

export function append(element: Element, content: readonly Child[]): void {
  for (const child of content) {
    if (child === undefined || child === false) continue;
    if (typeof child === "string" || child instanceof Node) element.append(child);
    else append(element, child);
  }
}

/** The content of an element, replaced. */
export function fill(element: Element, ...content: readonly Child[]): void {
  element.replaceChildren();
  append(element, content);
}

/** One of a few values, in a labelled list. */
export function choice<Value extends string>(
  label: string,
  values: readonly (readonly [Value, string])[],
  chosen: Value,
  choose: (value: Value) => void,
): HTMLLabelElement {
  const list = h(
    "select",
    { onchange: () => choose(list.value as Value) },
    values.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  return h("label", { class: "choice" }, h("span", {}, label), list);
}
