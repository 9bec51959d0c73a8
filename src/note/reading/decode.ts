/**
 * The bytes of a file → its text, and what there is to say if it is none.
 *
 * Bytes that are no UTF-8 become U+FFFD, one warning says so, and such a file is never written back.
 */
import type { Finding } from "../finding.ts";

interface Decoded {
  readonly text: string;
  readonly finding?: Finding;
}

/** A text file holds hardly any characters that are no text. */
const MOST_DAMAGE = 0.1;

export function decode(bytes: Uint8Array): Decoded {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return notText(`byte ${nul + 1} is 0`);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (isUtf8(bytes)) return { text };
  const damage = text.match(/\uFFFD/g)?.length ?? 0;
  const start = text.indexOf("\uFFFD");
  if (damage > MOST_DAMAGE * text.length) return notText(`${damage} of its characters are no UTF-8`);
  const why = `the file is not UTF-8: ${damage} characters, from here on, could not be read`;
  const place = { start, end: start + 1, latex: "\uFFFD" };
  return { text, finding: { ...place, severity: "warning", verdict: "unclear", rule: "not-utf8", why } };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function notText(reason: string): Decoded {
  const why = `this is not a text file in UTF-8: ${reason}`;
  const place = { start: 0, end: 0, latex: "" };
  return {
    text: "",
    finding: { ...place, severity: "error", verdict: "unclear", rule: "not-a-text-file", why },
  };
}
