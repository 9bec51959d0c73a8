/** The result on the clipboard: as LaTeX, Markdown, Unicode, or as a picture. */
import { h } from "../dom.ts";
import { filled, type Strings } from "../locales/index.ts";

const TEXTS = ["LaTeX", "Markdown", "Unicode"] as const;
const PICTURES = ["SVG", "PNG"] as const;
export type CopyFormat = (typeof TEXTS)[number] | (typeof PICTURES)[number];

/** What is to be copied, when it is asked for. */
type Source = (format: CopyFormat) => Promise<string | Blob | undefined>;

export function copyBar(source: Source, strings: Strings): HTMLElement {
  const said = h("span", { role: "status", class: "said" });
  const copy = async (format: CopyFormat): Promise<void> => {
    const isDone = await written(source(format)).catch(() => false);
    said.textContent = isDone ? filled(strings.copied, { what: format }) : strings.copyFailed;
  };
  return h(
    "div",
    { class: "copy", role: "group", "aria-label": strings.copy },
    h("span", { class: "label" }, strings.copy),
    [...TEXTS, ...PICTURES].map((format) =>
      h(
        "button",
        { type: "button", class: "quiet", "data-copy": format, onclick: () => copy(format) },
        format,
      ),
    ),
    said,
  );
}

/** False where there is nothing, or the browser refuses. */
export async function written(given: Promise<string | Blob | undefined>): Promise<boolean> {
  const content = await given;
  if (content === undefined) return false;
  if (typeof content === "string") await navigator.clipboard.writeText(content);
  else await navigator.clipboard.write([new ClipboardItem({ [content.type]: content })]);
  return true;
}
