/**
 * Diagnostics as a document changes: when nobody has typed for a while, of the text as it is then. The while is as
 * long as the last reading took, up to a bound, so that a long note is not read at every letter.
 */
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { diagnosticsOf } from "./diagnostics.ts";
import type { Readings } from "./readings.ts";

const SHORTEST = 15;
const LONGEST = 400;

export interface Publisher {
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

export function publisher(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  read: Readings["of"],
): Publisher {
  const waiting = new Map<string, NodeJS.Timeout>();
  const took = new Map<string, number>();
  const stop = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
  };
  const publish = (uri: string): void => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (!document) return;
    const before = performance.now();
    try {
      const diagnostics = diagnosticsOf(read(document));
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      // a fault of matgrad's: the next version of the text may be without it
      connection.console.error(`${uri} was not read: ${(error as Error).message}`);
    }
    took.set(uri, performance.now() - before);
  };
  return {
    changed(uri) {
      stop(uri);
      const pause = Math.min(LONGEST, Math.max(SHORTEST, took.get(uri) ?? 0));
      waiting.set(
        uri,
        setTimeout(() => publish(uri), pause),
      );
    },
    closed(uri) {
      stop(uri);
      took.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
