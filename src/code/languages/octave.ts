/**
 * GNU Octave: a function file; vectors are columns as they are.
 */
import { Level } from "../../print/part.ts";
import { columnLanguage, wholePlace } from "../pieces/infix.ts";
import { type FunctionParts, helpersFor, type Language, words } from "../pieces/language.ts";
import type { PatternLines } from "../pieces/patterns.ts";
import { alone, called, piece, within } from "../pieces/piece.ts";
import { code, joined, needsOf } from "../pieces/text.ts";

const KEYWORDS =
  "arguments break case catch classdef continue do else elseif end endfor endfunction endif endwhile for function global " +
  "enumeration events if methods otherwise parfor persistent properties spmd return switch try until unwind_protect while endswitch endparfor end_try_catch end_unwind_protect unwind_protect_cleanup " +
  "__FILE__ __LINE__ e i j pi Inf NaN eps ans";
const FUNCTIONS =
  "inv eye ones zeros floor mod diag vec reshape kron trace det lu log abs sum mean norm tril triu pinv expm " +
  "chol svd max min exp sqrt sqrtm sin cos tan sinh cosh tanh asin acos atan erf erfc sign size double eig";

/** What Octave has none of; they stand below the code, in the same file. */
const HELPERS = {
  relu: `function y = relu(x)
  y = max(x, 0);
end`,
  sigmoid: `function y = sigmoid(x)
  y = 1 ./ (1 + exp(-x));
end`,
  softplus: `function y = softplus(x)
  y = max(x, 0) + log1p(exp(-abs(x)));
end`,
  softmax: `function y = softmax(x)
  weights = exp(x - max(x));
  y = weights / sum(weights);
end`,
  softmax_rows: `function y = softmax_rows(x)
  weights = exp(x - max(x, [], 2));
  y = weights ./ sum(weights, 2);
end`,
  logsumexp: `function y = logsumexp(x)
  top = max(x);
  y = top + log(sum(exp(x - top)));
end`,
  logsumexp_rows: `function y = logsumexp_rows(x)
  top = max(x, [], 2);
  y = top + log(sum(exp(x - top), 2));
end`,
  single: `function y = single(i, j, m, n)
  y = zeros(m, n);
  y(i, j) = 1;
end`,
  sum_over: `function y = sum_over(term, n)
  y = 0;
  for k = 1:n
    y = y + term(k);
  end
end`,
  kron_left: `function y = kron_left(g, x, m, n)
  % the inner products of the m by n blocks of g with x
  [p, q] = size(x);
  y = zeros(m, n);
  for i = 1:m
    for j = 1:n
      y(i, j) = sum((g((i-1)*p+1:i*p, (j-1)*q+1:j*q) .* x)(:));
    end
  end
end`,
  kron_right: `function y = kron_right(g, x, p, q)
  % the sum of the p by q blocks of g, weighted by the entries of x
  [m, n] = size(x);
  y = zeros(p, q);
  for i = 1:m
    for j = 1:n
      y = y + x(i, j) * g((i-1)*p+1:i*p, (j-1)*q+1:j*q);
    end
  end
end`,
  eigval: `function y = eigval(x, k)
  % the k-th largest eigenvalue of a symmetric matrix
  y = sort(eig((x + x') / 2), "descend")(k);
end`,
  eigvec: `function y = eigvec(x, k)
  % the unit eigenvector of the k-th largest eigenvalue, its largest entry positive
  [v, d] = eig((x + x') / 2);
  [~, order] = sort(diag(d), "descend");
  y = v(:, order(k));
  [~, top] = max(abs(y));
  y = y * sign(y(top));
end`,
  rightsingular: `function y = rightsingular(x, k)
  y = eigvec(x' * x, k);
end`,
  leftsingular: `function y = leftsingular(x, k)
  y = x * eigvec(x' * x, k);
  y = y / norm(y);
end`,
  polar: `function y = polar(x)
  [u, ~, v] = svd(x, "econ");
  y = u * v';
end`,
  expm_frechet: `function y = expm_frechet(x, e)
  % derivative of the matrix exponential at x in the direction e
  n = rows(x);
  size = max(norm(e, "fro"), realmin);  % a large direction would take the digits of x
  y = size * expm([x, e / size; zeros(n), x])(1:n, n+1:end);
end`,
};

const pattern = ({ name, said, line, sign, isMean }: PatternLines): string =>
  [
    `% the ${said}`,
    `function y = ${name}(x)`,
    "  n = rows(x);",
    "  [j, i] = meshgrid(0:n-1);",
    `  k = ${line} + 1;`,
    `  s = ${sign ?? "1"};`,
    "  y = accumarray(k(:), vec(s .* x));",
    ...(isMean ? ["  y = y ./ max(accumarray(k(:), 1), 1);"] : []),
    "  y = s .* reshape(y(k), n, n);",
    "end",
  ].join("\n");

/** One job a line; a scalar is a 1×1 matrix. */
const DRIVER = `
warning("off", "all");
while ischar(line = fgetl(stdin))
  job = jsondecode(line);
  try
    eval(job.code);
    args = cell(size(job.args));
    for k = 1:numel(args)
      args{k} = jsondecode(job.args{k});
      if isstruct(args{k})
        order = args{k}.sine;
        args{k} = @(x) sin(x + order * pi / 2);
      end
    end
    results = cell(1, nargout(job.name));
    [results{:}] = feval(job.name, args{:});
    said = cellfun(@(r) sprintf("{\\"shape\\":[%d,%d],\\"data\\":[%s]}", size(r), ...
      strrep(strjoin(arrayfun(@(x) sprintf("%.17g", x), r.'(:)', "UniformOutput", false), ","), "Inf", "Infinity")), ...
      results, "UniformOutput", false);
    printf("[%s]\\n", strjoin(said, ","));
  catch err
    printf("%s\\n", jsonencode(err.message));
  end
end`;

export const OCTAVE: Language<"octave"> = {
  ...columnLanguage(" + ", " - "),
  target: "octave",
  title: "Octave / MATLAB",
  extension: "m",
  helpers: HELPERS,
  pattern,
  runner: {
    programs: ["octave"],
    probes: [["--version"]],
    args: ["--quiet", "--no-gui", "--eval", DRIVER],
  },
  vectors: "Vectors are columns.",
  entrywise: (name, args) => called(name, args.map(alone)),
  block: (cells) =>
    piece(
      code`[${joined(
        cells.map((row) => joined(row.map(alone), ", ")),
        "; ",
      )}]`,
    ),
  entry: (x, row, column) => piece(code`${within(x, Level.ATOM)}(${wholePlace(row)}, ${wholePlace(column)})`),
  indexedSum: (index, size, body) => called("sum_over", [code`@(${index}) ${alone(body)}`, alone(size)]),
  given: "given",
  reserved: words(`${KEYWORDS} ${FUNCTIONS}`),
  shell: functionText,
};

function functionText(
  { name, args, documentation, sizes, body, outputs }: FunctionParts,
  helpers: ReadonlyMap<string, string>,
): string {
  const results = outputs.map((o) => o.name).join(", ");
  const lines = [...sizes, ...body].map(([left, value]) => code`  ${left} = ${value};`);
  return [
    `function [${results}] = ${name}(${args.map((a) => a.name).join(", ")})`,
    ...documentation.map((line) => `  % ${line}`.trimEnd()),
    "",
    ...lines.map(({ text }) => text),
    "end",
    "",
    ...helpersFor(needsOf(lines), helpers).map((helper) => `${helper}\n`),
  ].join("\n");
}
