/** The blocks of a LaTeX file: its environments matgrad, whose options stand in brackets. */
import type { Place } from "./places.ts";

const BEGIN = /^([ \t]*)\\begin\{matgrad\}(?:\[([^\]\n]*)\])?[ \t]*$/;
const END = /^[ \t]*\\end\{matgrad\}[ \t]*$/;
const VERBATIM = /\\(begin|end)\{(verbatim\*?|lstlisting|minted|comment|Verbatim)\}/;

export function latexPlaces(text: string): Place[] {
  const places: Place[] = [];
  let open:
    | { readonly line: number; readonly prefix: string; readonly info: string; lines: string[] }
    | undefined;
  let verbatim: string | undefined;
  let offset = 0;
  for (const [at, written] of text.split("\n").entries()) {
    offset += written.length + 1;
    const line = written.replace(/\r$/, "");
    if (open && END.test(line)) {
      const source = { text: open.lines.join("\n"), info: open.info };
      places.push({ source, line: open.line, prefix: open.prefix, end: Math.min(offset, text.length) });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (verbatim === undefined) {
      const [, prefix = "", info = ""] = BEGIN.exec(line) ?? [];
      if (BEGIN.test(line)) open = { line: at + 2, prefix, info, lines: [] };
    }
    const [, side, name] = VERBATIM.exec(line) ?? [];
    if (!open && side === "begin") verbatim ??= name;
    else if (name === verbatim) verbatim = undefined;
  }
  return places;
}
