/**
 * A long session: the server's memory stays as it is.
 *
 * MATGRAD_EDITS=10000 npx vitest run test/lsp/session.test.ts
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawn } from "../sample.ts";
import { type Client, rangeOf, start } from "./client.ts";
import { longNote } from "./longNote.ts";

const EDITS = drawn("MATGRAD_EDITS", 250, 600);
/** Edits between two times that what is said is waited for. */
const BURST = 50;
const URI = "file:///session.md";

let client: Client;
beforeAll(async () => {
  client = await start();
}, 60_000);
afterAll(() => client.stop());

/** Resident memory of the server in MB; of Linux. */
const memoryOf = (server: Client["server"]): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1024;

/** Writes other digits into a claim; every other edit takes the last one back. */
let written = "24 x$$";
function change(n: number): void {
  const next = `${n % 2 === 0 ? 24 : 25 + n} x$$`;
  client.send(URI, rangeOf(client.document(URI), written), next);
  written = next;
}

test.runIf(process.platform === "linux")(
  "edits leave the memory as it is",
  async () => {
    expect(await client.open(URI, "markdown", longNote(25))).toEqual([]);
    const samples: number[] = [];
    for (let n = 0; n < EDITS; n++) {
      change(n);
      if (n % BURST !== BURST - 1) continue;
      // 25 + n stands there now, which is wrong
      expect(await client.said(URI)).toHaveLength(1);
      samples.push(memoryOf(client.server));
    }
    const early = Math.max(...samples.slice(0, samples.length / 2));
    const late = samples.at(-1) as number;
    console.log(`${EDITS} edits: ${early.toFixed(0)} MB, then ${late.toFixed(0)} MB`);
    expect(late).toBeLessThan(1.3 * early);
  },
  600_000,
);
