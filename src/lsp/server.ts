/**
 * A language server on standard input and output: notes are proof-read as they are written, `.matgrad` files and
 * blocks are read, and what is found is answered from the last reading of a document.
 */
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { VERSION } from "../version.ts";
import { actionsAt, type Pending, withDerivation } from "./actions.ts";
import { hoverAt } from "./hover.ts";
import { definitionOf, referencesOf, sizeHints } from "./navigation.ts";
import { type Publisher, publisher } from "./publisher.ts";
import { type Reading, type Readings, readings, type SettingsFor } from "./readings.ts";
import { DEFAULTS, settingsIn } from "./settings.ts";
import { KINDS, semanticTokens } from "./tokens.ts";

const CAPABILITIES: InitializeResult["capabilities"] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  inlayHintProvider: true,
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor],
    resolveProvider: true,
  },
  semanticTokensProvider: { legend: { tokenTypes: [...KINDS], tokenModifiers: [] }, full: true },
};

/** The documents that are open, with what was read of them. */
interface Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly readings: Readings;
  readonly publisher: Publisher;
}

/** Serves until the client ends the process. `configName` is what files of settings are called. */
export function serve(settingsFor: SettingsFor, configName: string): Promise<never> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const known = readings(settingsFor);
  const session = {
    connection,
    documents,
    readings: known,
    publisher: publisher(connection, documents, known.of),
  };
  followDocuments(session);
  followSettings(session, configName);
  answer(session);
  documents.listen(connection);
  connection.listen();
  return new Promise(() => undefined);
}

function followDocuments({ documents, readings: known, publisher: told }: Session): void {
  documents.onDidChangeContent(({ document }) => told.changed(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    known.forget(uri);
    told.closed(uri);
  });
}

function followSettings(session: Session, configName: string): void {
  const { connection, documents, readings: known, publisher: told } = session;
  let settings = DEFAULTS;
  let [canWatch, canRefresh] = [false, false];
  connection.onInitialize(({ capabilities, initializationOptions }: InitializeParams) => {
    settings = settingsIn(initializationOptions, settings);
    canRefresh = capabilities.workspace?.inlayHint?.refreshSupport === true;
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return { capabilities: CAPABILITIES, serverInfo: { name: "matgrad", version: VERSION } };
  });
  connection.onInitialized(() => {
    if (!canWatch) return;
    const watchers = [{ globPattern: `**/${configName}` }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(() => {
    known.forget();
    for (const { uri } of documents.all()) told.changed(uri);
  });
  connection.onDidChangeConfiguration(({ settings: given }) => {
    settings = settingsIn(given, settings);
    if (canRefresh) void connection.languages.inlayHint.refresh();
  });
  connection.languages.inlayHint.on(({ textDocument }) =>
    settings.sizes ? readAt(session, textDocument.uri, [], ({ problems }) => sizeHints(problems)) : [],
  );
}

function answer(session: Session): void {
  const { connection } = session;
  connection.onHover(({ textDocument: { uri }, position }) =>
    readAt(session, uri, null, (reading) => hoverAt(reading, position)),
  );
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    readAt(session, uri, null, ({ problems }) => definitionOf(uri, problems, position)),
  );
  connection.onReferences(({ textDocument: { uri }, position }) =>
    readAt(session, uri, [], ({ problems }) => referencesOf(uri, problems, position)),
  );
  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    readAt(session, uri, [], (reading, document) => actionsAt(document, reading, range)),
  );
  connection.onCodeActionResolve((action) =>
    action.data === undefined
      ? action
      : readAt(session, (action.data as Pending).uri, action, (reading, document) =>
          withDerivation(document, reading, action),
        ),
  );
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    readAt(session, uri, { data: [] }, ({ problems }) => semanticTokens(problems)),
  );
}

/** What is read of an open document; `otherwise` where it is closed already. */
function readAt<T>(
  { documents, readings: known }: Session,
  uri: string,
  otherwise: T,
  find: (reading: Reading, document: TextDocument) => T,
): T {
  const document = documents.get(uri);
  return document ? find(known.of(document), document) : otherwise;
}
