/** A client of the language server, over the program's standard input and output. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));

export interface Client {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcess;
  readonly initialized: InitializeResult;
  /** Opens a document; what is said of it. */
  readonly open: (uri: string, languageId: string, text: string) => Promise<Diagnostic[]>;
  /** Changes it; what is said of that version, and no earlier one. */
  readonly edit: (uri: string, range: Range, text: string) => Promise<Diagnostic[]>;
  readonly send: (uri: string, range: Range, text: string) => void;
  readonly said: (uri: string) => Promise<Diagnostic[]>;
  readonly document: (uri: string) => TextDocument;
  /** What everything published so far was of. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly stop: () => Promise<number | null>;
}

export async function start(initializationOptions?: object): Promise<Client> {
  const server = spawn(process.execPath, [PROGRAM, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "exit");
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  );
  const open = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const go of waiting.splice(0)) go();
  });
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    ...{ processId: process.pid, rootUri: null, capabilities: {}, initializationOptions },
  });
  await connection.sendNotification("initialized", {});

  const document = (uri: string): TextDocument => open.get(uri)!;
  async function said(uri: string): Promise<Diagnostic[]> {
    for (;;) {
      const last = published.findLast((params) => params.uri === uri);
      if (last?.version === document(uri).version) return last.diagnostics;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
  function send(uri: string, range: Range, text: string): void {
    const before = document(uri);
    const version = before.version + 1;
    open.set(uri, TextDocument.update(before, [{ range, text }], version));
    void connection.sendNotification("textDocument/didChange", {
      ...{ textDocument: { uri, version }, contentChanges: [{ range, text }] },
    });
  }
  return {
    ...{ connection, server, initialized, published, document, said, send },
    open(uri, languageId, text) {
      open.set(uri, TextDocument.create(uri, languageId, 1, text));
      void connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version: 1, text },
      });
      return said(uri);
    },
    edit(uri, range, text) {
      send(uri, range, text);
      return said(uri);
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return (await ended)[0] as number | null;
    },
  };
}

/** The text with what an action changes. */
export function afterAction(document: TextDocument, { edit }: CodeAction): string {
  return TextDocument.applyEdits(document, edit?.changes?.[document.uri] as TextEdit[]);
}

/** Where a piece of a document's text stands. */
export function rangeOf(document: TextDocument, piece: string, nth = 0): Range {
  let start = -1;
  for (let k = 0; k <= nth; k++) start = document.getText().indexOf(piece, start + 1);
  if (start < 0) throw new Error(`'${piece}' is not in the text`);
  return { start: document.positionAt(start), end: document.positionAt(start + piece.length) };
}
