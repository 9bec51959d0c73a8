/**
 * The words around a formula: its sentence, with a sign in the place of every formula.
 *
 *     Let $A$ be symmetric. Then $x = A^{-1} b$ and …  ─▶  before: "Then ", after: " and "
 */
import type { Note, Passage } from "../note.ts";

/** Stands for a formula. */
export const FORMULA = "\u{fffc}";

export interface Surroundings {
  /** From the beginning of the sentence. */
  readonly before: string;
  /** To the end of the sentence. */
  readonly after: string;
  /** The sentence before in its section. */
  readonly earlier: string;
}

interface Sentence {
  text: string;
  /** Of how many headings it stands below. */
  readonly section: number;
  /** Of each formula its place in the text. */
  readonly places: Map<number, number>;
}

const END = /([.!?](?=[\s)*]|$)|[。！？；;](?!\S*=))|\n\s*\n|\n\s*(?:[-*+]|\d+[.)]|\|)\s/u;

/** The sentences of a note, and of each formula passage (by its place among the passages) the words around it. */
export function surroundingsOf({ passages }: Note): ReadonlyMap<number, Surroundings> {
  const sentences = sentencesOf(passages);
  const found = new Map<number, Surroundings>();
  sentences.forEach(({ text, places, section }, i) => {
    const last = sentences[i - 1];
    const earlier = last?.section === section ? last.text : "";
    for (const [passage, at] of places)
      found.set(passage, { before: text.slice(0, at), after: text.slice(at + FORMULA.length), earlier });
  });
  return found;
}

export function sentencesOf(passages: readonly Passage[]): Sentence[] {
  const all: Sentence[] = [];
  let section = 0;
  let current: Sentence = { text: "", section, places: new Map() };
  const close = (): void => {
    if (current.text.trim() !== "") all.push(current);
    current = { text: "", section, places: new Map() };
  };
  let end = -1;
  passages.forEach((passage, index) => {
    const { kind, text, start } = passage;
    if (kind === "heading" || kind === "break") {
      section++;
      close();
    } else if (kind === "formula") {
      current.places.set(index, current.text.length);
      current.text += FORMULA;
      if (/[.。]\s*(?:\\\\)?\s*(?:\\(?:tag|label)\{[^}]*\})?\s*(?:\\end\{[a-z*]+\}\s*)*$/.test(text)) close();
    } else {
      // paragraphs are passages of their own
      if (end >= 0 && start - end > 4 && current.text !== "" && passages[index - 1]?.kind === "prose")
        close();
      let rest = text;
      for (let cut = END.exec(rest); cut; cut = END.exec(rest)) {
        const to = cut.index + (cut[1] ? cut[0].length : 0);
        current.text += rest.slice(0, to);
        close();
        rest = rest.slice(cut.index + cut[0].length);
      }
      current.text += rest;
    }
    end = passage.end;
  });
  close();
  return all;
}
