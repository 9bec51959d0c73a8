/**
 * A stand-in for VS Code's module, as much of it as a language client asks for: documents that are opened, and a
 * collection that diagnostics are put into. What is not here is a class or a function that does nothing.
 */
import { EventEmitter as Events } from "node:events";
import Module, { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export interface Editor {
  activate(): Promise<void>;
  /** Opens a document; the messages that are shown of it. */
  open(language: string, text: string): Promise<string[]>;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));
const SETTINGS: Readonly<Record<string, unknown>> = {
  command: [process.execPath, PROGRAM, "lsp"],
  sizes: false,
};

class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void = () => undefined) {
    this.dispose = dispose;
  }
}

class EventEmitter<T> {
  readonly #events = new Events();
  readonly event = (listener: (value: T) => void, self?: unknown): Disposable => {
    const bound = (value: T) => listener.call(self, value);
    this.#events.on("fired", bound);
    return new Disposable(() => void this.#events.off("fired", bound));
  };
  fire(value: T): void {
    this.#events.emit("fired", value);
  }
  dispose(): void {
    this.#events.removeAllListeners();
  }
}

class Uri {
  readonly fsPath: string;
  readonly scheme = "untitled";
  readonly path: string;
  constructor(path: string) {
    this.path = path;
    this.fsPath = path;
  }
  static parse(text: string): Uri {
    return new Uri(text.replace(/^\w+:/, ""));
  }
  static file = (path: string): Uri => new Uri(path);
  toString(): string {
    return `untitled:${this.path}`;
  }
}
class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}
class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...places: readonly (Position | number)[]) {
    const [a, b, c, d] = places as number[];
    const isPair = places.length === 2;
    this.start = isPair ? (places[0] as Position) : new Position(a as number, b as number);
    this.end = isPair ? (places[1] as Position) : new Position(c as number, d as number);
  }
}
class Diagnostic {
  readonly range: Range;
  readonly message: string;
  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}
class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel(): void {}
  dispose(): void {}
}

class CodeActionKind {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  static readonly Refactor = new CodeActionKind("refactor");
  append(part: string): CodeActionKind {
    return new CodeActionKind([this.value, part].filter((p) => p !== "").join("."));
  }
}

/** Anything else: classes to extend, enumerations, functions that give something to dispose of. */
function rest(known: object): object {
  return new Proxy(known, {
    get(target, name) {
      if (Reflect.has(target, name) || typeof name === "symbol") return Reflect.get(target, name);
      if (name === "__esModule") return true;
      if (name === "then") return undefined;
      if (/^on[A-Z]/.test(name)) return () => new Disposable();
      if (/^[A-Z]/.test(name)) return class {};
      return /^(register|create)/.test(name) ? () => rest(new Disposable()) : undefined;
    },
  });
}

export function editor(extension: string): Editor {
  const opened = new EventEmitter<object>();
  const shown = new EventEmitter<readonly Diagnostic[]>();
  const documents: object[] = [];
  const complaints: string[] = [];
  const workspace = rest({
    ...{ textDocuments: documents, notebookDocuments: [], workspaceFolders: undefined },
    ...{ onDidOpenTextDocument: opened.event, isTrusted: true },
    getConfiguration: () => ({ get: (key: string, otherwise?: unknown) => SETTINGS[key] ?? otherwise }),
    createFileSystemWatcher: () => rest(new Disposable()),
  });
  const languages = rest({
    match: (selector: readonly { language?: string }[], document: { languageId: string }) =>
      [selector].flat().some(({ language }) => language === document.languageId) ? 10 : 0,
    createDiagnosticCollection: () =>
      rest({
        set: (_: Uri, found: readonly Diagnostic[]) => shown.fire(found ?? []),
        dispose: () => undefined,
      }),
  });
  const channel = () =>
    rest({
      ...{
        name: "matgrad",
        appendLine() {},
        append() {},
        show() {},
        dispose() {},
        onDidChangeLogLevel: () => new Disposable(),
      },
      ...{ trace() {}, debug() {}, info() {}, warn() {}, error() {} },
    });
  const vscode = rest({
    ...{
      Disposable,
      EventEmitter,
      Uri,
      Position,
      Range,
      Diagnostic,
      CancellationTokenSource,
      CodeActionKind,
      workspace,
      languages,
    },
    ...{ version: "1.91.0", env: rest({ appName: "stand-in", language: "en" }), l10n: rest({}) },
    commands: rest({ registerCommand: () => new Disposable() }),
    window: rest({
      showErrorMessage: async (text: string) => void complaints.push(text),
      createOutputChannel: channel,
      visibleTextEditors: [],
      tabGroups: rest({ all: [] }),
    }),
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    extensions: rest({ all: [] }),
  });
  const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = (name, ...others) => (name === "vscode" ? vscode : load(name, ...others));
  const { activate, deactivate } = createRequire(import.meta.url)(extension) as {
    activate(context: object): Promise<void>;
    deactivate(): Promise<void> | undefined;
  };
  loader._load = load;
  return {
    activate: () =>
      activate({ subscriptions: [] }).catch((error: Error) => {
        throw new Error([error.message, ...complaints].join("; "), { cause: error });
      }),
    open(languageId, text) {
      const uri = new Uri("/note.md");
      const document = rest({
        uri,
        languageId,
        version: 1,
        getText: () => text,
        isClosed: false,
        fileName: "/note.md",
      });
      const found = new Promise<string[]>((resolve) => {
        shown.event((diagnostics) => resolve(diagnostics.map(({ message }) => message)));
      });
      documents.push(document);
      opened.fire(document);
      return found;
    },
    close: async () => void (await deactivate()),
  };
}
