/**
 * The operations of a text as the corpus counts them: a reader of its own, from the definition in words.
 * Binary operators and calls count one; signs, transposes, entries, blocks, constants and numbers nothing;
 * a definition `S = inv(A);` is counted where it stands.
 */
const FREE = new Set(["ones", "eye", "zeros", "commutation", "single"]);

export function countOperations(text: string): number {
  const tokens =
    text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\.\*|\.\/|\.\^|[-+*/^'()[\],;=]/g) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const chain = (operand: () => number, operators: readonly string[]): number => {
    let ops = operand();
    while (operators.includes(tokens[at] ?? "")) {
      at++;
      ops += 1 + operand();
    }
    return ops;
  };
  const sum = (): number => chain(term, ["+", "-"]);
  const term = (): number => chain(signed, ["*", "/", ".*", "./"]);
  const signed = (): number => {
    while (tokens[at] === "-" || tokens[at] === "+") at++;
    return postfix();
  };
  const list = (close: string): number => {
    let ops = sum();
    while (next() !== close) ops += sum();
    return ops;
  };
  const postfix = (): number => {
    let ops = primary();
    for (;;) {
      const operator = tokens[at];
      if (operator === "'") at++;
      else if (operator === "^" || operator === ".^") {
        at++;
        if (tokens[at] === "-") at++;
        ops += 1 + primary();
      } else if (operator === "[") {
        at++;
        list("]");
      } else return ops;
    }
  };
  const primary = (): number => {
    const token = next();
    if (token === "(") return list(")");
    if (token === "[") return list("]");
    if (tokens[at] !== "(" || !/^[A-Za-z_]/.test(token)) return 0;
    at++;
    const inside = list(")");
    return FREE.has(token) ? 0 : 1 + inside;
  };
  let total = 0;
  while (at < tokens.length) {
    if (tokens[at + 1] === "=") at += 2;
    total += sum();
    if (at < tokens.length && next() !== ";") throw new Error(`unexpected ${tokens[at - 1]} in ${text}`);
  }
  return total;
}
