/**
 * A markdown-it plugin: every fenced block whose language is matgrad becomes its derivation, as HTML with MathML, or
 * with what `render` makes of its formulas.
 *
 *     markdownit().use(markdownItMatgrad, { render: (latex, display) => katex.renderToString(latex, { displayMode: display }) })
 *
 * A block that is at fault is shown as it is, with the message below it.
 */
import katex from "katex";
import { type Mistake, madeOf, mistakeText } from "../blocks/block.ts";
import { documents } from "../blocks/documents.ts";
import { LANGUAGE } from "../blocks/markdown.ts";
import { escapeHtml } from "../derivation/documents/html.ts";
import { mathmlBy } from "../derivation/documents/mathml.ts";
import { type BlockDefaults, defaultWords } from "./options.ts";

export interface MarkdownItMatgradOptions {
  /** Options of `matgrad derive` for all blocks. */
  readonly defaults?: BlockDefaults;
  /** Turns LaTeX into markup; MathML unless given. */
  readonly render?: (latex: string, display: boolean) => string;
}

/** What is used of markdown-it, whichever version it is. */
export interface MarkdownItLike {
  readonly renderer: {
    readonly rules: {
      fence?(tokens: readonly FenceToken[], at: number, ...rest: readonly unknown[]): string;
    };
  };
}

export interface FenceToken {
  readonly info: string;
  readonly content: string;
}

export default function markdownItMatgrad(md: MarkdownItLike, options: MarkdownItMatgradOptions = {}): void {
  const { defaults, render = mathmlBy(katex) } = options;
  const outer = defaultWords(defaults);
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, at, ...rest) => {
    const token = tokens[at];
    const [language, ...info] = token?.info.trim().split(/\s+/) ?? [];
    if (!token || language !== LANGUAGE) return fence?.(tokens, at, ...rest) ?? "";
    const source = { text: token.content.replace(/\n$/, ""), info: info.join(" ") };
    const made = madeOf(
      source,
      ({ statements, request }) =>
        documents(statements, { ...request, format: "html" }, { render, page: false }),
      outer,
    );
    // v-pre: nothing in it is a template for VitePress
    return `<div class="matgrad" v-pre>\n${made.ok ? made.made : mistakeHtml(source.text, made)}\n</div>\n`;
  };
}

const mistakeHtml = (text: string, mistake: Mistake): string =>
  `<pre><code class="language-matgrad">${escapeHtml(text)}</code></pre>\n` +
  `<pre role="alert" class="matgrad-error">${escapeHtml(mistakeText(mistake, text))}</pre>`;
