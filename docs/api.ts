/**
 * docs/api.md: what src/index.ts exports, with signatures and doc comments as they stand in the source.
 */
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SRC = join(ROOT, "src");

/** Rooms whose types are the engine's own: they are named, not shown. */
const ENGINE = ["compile", "derivation", "expression", "functions", "shapes", "simplify", "syntax"];

type Shown =
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ClassDeclaration
  | ts.VariableDeclaration;

const isShown = (node: ts.Node): node is Shown =>
  ts.isFunctionDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isVariableDeclaration(node);

/** The declaration as a reader needs it: a function without its body, a class by its head. */
function signature(node: Shown): string {
  if (ts.isVariableDeclaration(node)) return `const ${node.name.getText()}`;
  const text = node.getText().replace(/^export /, "");
  const end = ts.isFunctionDeclaration(node)
    ? node.body?.getStart()
    : ts.isClassDeclaration(node)
      ? node.members.pos - 1
      : undefined;
  return (
    end === undefined
      ? text
      : node
          .getSourceFile()
          .text.slice(node.getStart(), end)
          .replace(/^export /, "")
  ).trim();
}

/** What its comment says, each error that it throws in a line. */
function documentation(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const words = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const errors = symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === "throws")
    .map(({ text }) => `Throws ${ts.displayPartsToString(text).replace(/\s+/g, " ")}.`);
  return [words, ...errors].filter((part) => part !== "").join("\n\n");
}

class Api {
  readonly checker: ts.TypeChecker;
  readonly exported: readonly ts.Symbol[];

  constructor() {
    const path = join(ROOT, "tsconfig.json");
    const { config } = ts.readConfigFile(path, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const index = join(SRC, "index.ts");
    const program = ts.createProgram([index], options);
    this.checker = program.getTypeChecker();
    const module = this.checker.getSymbolAtLocation(
      program.getSourceFile(index) as ts.SourceFile,
    ) as ts.Symbol;
    this.exported = this.checker.getExportsOfModule(module).map((symbol) => this.own(symbol));
  }

  own(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  declaration(symbol: ts.Symbol): Shown {
    const found = symbol.declarations?.find(isShown);
    if (!found) throw new Error(`${symbol.name} is exported, and of a kind that the page has no place for`);
    return found;
  }

  /** The types of the project that a declaration names, but the engine's. */
  named(node: ts.Node): ts.Symbol[] {
    const found: ts.Symbol[] = [];
    const visit = (part: ts.Node): void => {
      if (ts.isBlock(part)) return;
      const name = ts.isTypeReferenceNode(part)
        ? part.typeName
        : ts.isExpressionWithTypeArguments(part)
          ? part.expression
          : undefined;
      const symbol = name && this.checker.getSymbolAtLocation(name);
      if (symbol) found.push(this.own(symbol));
      ts.forEachChild(part, visit);
    };
    visit(node);
    return found.filter((symbol) => {
      const declared = symbol.declarations?.find(
        (d) => ts.isInterfaceDeclaration(d) || ts.isTypeAliasDeclaration(d),
      );
      const [room = "", ...rest] = relative(SRC, declared?.getSourceFile().fileName ?? "..").split(sep);
      return declared !== undefined && room !== ".." && (rest.length === 0 || !ENGINE.includes(room));
    });
  }

  /** Those, and the types that they name, that are not exported themselves. */
  further(): ts.Symbol[] {
    const found = new Set<ts.Symbol>(this.exported);
    for (const symbol of found) for (const other of this.named(this.declaration(symbol))) found.add(other);
    return [...found].slice(this.exported.length);
  }

  section(title: string, symbols: readonly ts.Symbol[]): string {
    const entries = [...symbols]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((symbol) => {
        const code = `\`\`\`ts\n${signature(this.declaration(symbol))}\n\`\`\``;
        return [`### ${symbol.name}`, code, documentation(symbol, this.checker)].filter(Boolean).join("\n\n");
      });
    return [`## ${title}`, ...entries].join("\n\n");
  }
}

/** The reference of the library. */
export function apiPage(): string {
  const api = new Api();
  const of = (...kinds: ((node: ts.Node) => boolean)[]): ts.Symbol[] =>
    api.exported.filter((symbol) => kinds.some((is) => is(api.declaration(symbol))));
  return `# The library

Written from the declarations of \`src/index.ts\`. Wrong arguments are errors of the kinds below, all of them a
\`MatrixCalculusError\`; \`describeError\` puts one in words, with a picture of the place.

${[
  api.section("Verbs", of(ts.isFunctionDeclaration)),
  api.section("Options and results", of(ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration)),
  api.section("Errors", of(ts.isClassDeclaration)),
  api.section("Constants", of(ts.isVariableDeclaration)),
  api.section("Types that these are made of", api.further()),
].join("\n\n")}
`;
}
