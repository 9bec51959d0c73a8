/** The gallery's notes, read again: nothing is found in them, and hardly a claim is left open. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const FOLDER = new URL("../../docs/gallery/", import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".md") && name !== "index.md");

describe("the gallery, proof-read", () => {
  test.each(names)("%s has no finding, and nine of ten claims are judged", (name) => {
    const note = readNote(name, readFileSync(new URL(name, FOLDER), "utf8"));
    const { findings, right, claims } = judgeNote(note);
    expect(findings.map(({ why }) => why)).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(0.9 * claims);
    expect(claims).toBeGreaterThan(1);
  });
});
