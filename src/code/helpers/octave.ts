/**
 * Functions that are written below Octave code, in the same file, where Octave has none.
 */
import { helpersIn } from "../../functions/code.ts";
import { FUNCTIONS } from "../../functions/index.ts";
import { OCTAVE_PATTERNS } from "./patterns.ts";

export const OCTAVE_HELPERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...Object.fromEntries([...OCTAVE_PATTERNS, ...helpersIn(FUNCTIONS, "octave")]),
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
  }),
);
