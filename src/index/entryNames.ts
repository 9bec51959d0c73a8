/**
 * Names for the entries of matrices that are written out.
 *
 *     W 2×2  ─▶  w_11 w_12; w_21 w_22    with a comma a_1_1    transposed w_11 w_21; w_12 w_22    letters a b; c d
 *
 * A subscript is spelt as the text grammar has it: w_12 is printed w_{12}, a_1_1 is printed a_{1,1}.
 */
import { UnsupportedError } from "../errors.ts";

export interface EntryNaming {
  /** Letters run on over all matrices that have them, in reading order. Indexed unless given. */
  readonly style?: "indexed" | "letters";
  /** What stands before the subscript; the name in lower case unless given. */
  readonly base?: string;
  /** a_{1,1} rather than a_{11}. */
  readonly comma?: boolean;
  /** The entry in row 1, column 2 is called w_21. */
  readonly transposed?: boolean;
  /** The first row's and column's numbers, 1 unless given. */
  readonly firstRow?: 0 | 1;
  readonly firstColumn?: 0 | 1;
}

export interface NamedShape {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly naming: EntryNaming;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The names of all entries, by rows, of each matrix in turn; all different, and none of the taken ones. */
export function entryNames(matrices: readonly NamedShape[], taken: ReadonlySet<string>): string[][][] {
  const used = new Set(taken);
  const bases = basesOf(matrices);
  const named = matrices.map((m): string[][] | undefined =>
    m.naming.style === "letters" ? undefined : indexedNames(m, bases.get(m) as string),
  );
  for (const name of named.flatMap((rows) => rows?.flat() ?? [])) used.add(name);
  let next = 0;
  const letter = (): string => {
    while (next < LETTERS.length && used.has(LETTERS[next] as string)) next += 1;
    const found = LETTERS[next];
    if (found === undefined) {
      throw new UnsupportedError("there are more entries than letters", undefined, "use indexed names");
    }
    used.add(found);
    return found;
  };
  return matrices.map(
    (m, n) =>
      named[n] ?? Array.from({ length: m.rows }, () => Array.from({ length: m.cols }, () => letter())),
  );
}

/** The name in lower case; X as it stands where x is another matrix. */
function basesOf(matrices: readonly NamedShape[]): Map<NamedShape, string> {
  const lower = (name: string) => name.toLowerCase();
  const bases = new Map<NamedShape, string>();
  for (const m of matrices) {
    const clash = matrices.some((o) => o !== m && o.name !== m.name && lower(o.name) === lower(m.name));
    bases.set(m, m.naming.base ?? (clash ? m.name : lower(m.name)));
  }
  return bases;
}

function indexedNames({ rows, cols, naming }: NamedShape, base: string): string[][] {
  const { firstRow = 1, firstColumn = 1, transposed = false } = naming;
  const separator = naming.comma || Math.max(rows + firstRow, cols + firstColumn) > 10 ? "_" : "";
  // the rows of a vector are numbered, and so are the columns of a row
  const vector = rows === 1 || cols === 1;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_unused, j) => {
      const [row, column] = [i + firstRow, j + firstColumn];
      if (vector) return `${base}_${cols === 1 ? row : column}`;
      return `${base}_${transposed ? column : row}${separator}${transposed ? row : column}`;
    }),
  );
}
