/**
 * What editing costs: an edit of one formula in a note of 300 lines, read anew by a proof-reader that remembers, as it
 * is built; and `render` of a note with a hundred blocks. Times are of the processor, medians.
 *
 *     npm run bench:editing
 */
import { renderNote } from "../../src/blocks/render.ts";
import type * as library from "../../src/index.ts";
import { longNote } from "../lsp/longNote.ts";

const computing = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[times.length >> 1] as number;

const built = new URL("../../dist/index.js", import.meta.url).href;
const { proofreader } = (await import(built)) as typeof library;
const note = longNote(28);
const reader = proofreader({ file: "note.md" });
const times = Array.from({ length: 40 }, (_, k) =>
  computing(() => void reader.proofread(note.replace("24 x$$", `${24 + k} x$$`))),
);
console.log(`a note of ${note.split("\n").length} lines, first: ${Math.round(times[0] as number)} ms`);
console.log(`after an edit of one formula, warm: ${Math.round(median(times.slice(10)))} ms (at most 60)`);

const blocks = Array.from(
  { length: 100 },
  (_, k) => `# ${k}\n\n\`\`\`matgrad wrt=W detail=low\nX : m x k\nY = ${k + 1} X W\n\`\`\`\n`,
).join("\n");
const rendering = computing(() => void renderNote("note.md", blocks, []));
console.log(`render of a note with 100 blocks: ${Math.round(rendering)} ms (at most 5000)`);
