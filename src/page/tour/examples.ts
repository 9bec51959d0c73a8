/** The gallery's problems as examples: the text of each, and which of its options the page has. */
import { type State, TABS, type Tab } from "../state.ts";

const FILES = import.meta.glob<string>("../../../docs/gallery/*.matgrad", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Example {
  readonly name: string;
  readonly state: Pick<State, "mode" | "text" | "wrt" | "tab">;
}

export const EXAMPLES: readonly Example[] = Object.entries(FILES)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([, content]) => exampleOf(content));

function exampleOf(content: string): Example {
  const [first = "", ...rest] = content.trim().split("\n");
  const title = /^# (.*)/.exec(first)?.[1];
  const lines = title === undefined ? [first, ...rest] : rest;
  const options = lines.filter((line) => line.startsWith("--")).join(" ");
  const text = lines.filter((line) => !line.startsWith("--")).join("\n");
  const wrt = (/--wrt ([^-]*)/.exec(options)?.[1] ?? "")
    .trim()
    .split(/[\s,]+/)
    .join(",");
  const style = /--style (\w+)/.exec(options)?.[1];
  const tab: Tab = TABS.find((name) => name === style) ?? "differential";
  const definitions = lines.filter((line) => /^[^:]*=/.test(line));
  return { name: title ?? definitions.slice(-2).join("; "), state: { mode: "derive", text, wrt, tab } };
}
