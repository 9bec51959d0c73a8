/**
 * Pictures of the gallery's notes: each problem as the program's LaTeX, set by pdflatex, its first page as far as
 * it is printed on.
 *
 *     tsx docs/pictures.ts          docs/gallery/least-squares.matgrad  ─▶  docs/gallery/pictures/least-squares.png
 *
 * Needs pdflatex with CJKutf8, and poppler's pdftotext and pdftocairo.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../src/cli/run.ts";

const GALLERY = fileURLToPath(new URL("gallery/", import.meta.url));
/** Dots to an inch. */
const RESOLUTION = 84;
/** In points: what stands below is the page's number. */
const FOOT = 755;
const MARGIN = 60;

const pixels = (points: number): string => `${Math.round((points * RESOLUTION) / 72)}`;

/** How wide the first page is and where its last line ends, in points. */
function sizeOfText(folder: string): readonly [number, number] {
  const words = execFileSync("pdftotext", ["-bbox", "-l", "1", "note.pdf", "-"], {
    cwd: folder,
    encoding: "utf8",
  });
  const ends = [...words.matchAll(/yMax="([\d.]+)"/g)].map((match) => Number(match[1]));
  const width = Number(/page width="([\d.]+)"/.exec(words)?.[1]);
  return [width, Math.max(...ends.filter((y) => y < FOOT))];
}

async function picture(name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "picture-"));
  let text = "";
  const out = (part: string): void => {
    text += part;
  };
  await run(["derive", "--file", `${GALLERY}${name}.matgrad`, "--format", "latex"], { out, error: out });
  writeFileSync(join(folder, "note.tex"), text);
  execFileSync("pdflatex", ["-interaction=batchmode", "-halt-on-error", "note.tex"], { cwd: folder });
  const [width, end] = sizeOfText(folder);
  const place = ["-x", pixels(MARGIN), "-y", pixels(MARGIN)];
  const area = [...place, "-W", pixels(width - 2 * MARGIN), "-H", pixels(end - MARGIN + 16)];
  const file = join(GALLERY, "pictures", name);
  execFileSync(
    "pdftocairo",
    ["-png", "-gray", "-r", `${RESOLUTION}`, "-singlefile", ...area, "note.pdf", file],
    {
      cwd: folder,
    },
  );
  rmSync(folder, { recursive: true });
}

mkdirSync(join(GALLERY, "pictures"), { recursive: true });
const names = readdirSync(GALLERY).flatMap((name) => /^(.*)\.matgrad$/.exec(name)?.[1] ?? []);
for (const name of names) await picture(name);
