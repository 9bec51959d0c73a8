/**
 * Functions that are written above Julia code where its libraries have none.
 */
import { helpersIn } from "../../functions/code.ts";
import { FUNCTIONS } from "../../functions/index.ts";
import { JULIA_PATTERNS } from "./patterns.ts";

export const JULIA_HELPERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...Object.fromEntries([...JULIA_PATTERNS, ...helpersIn(FUNCTIONS, "julia")]),
    relu: "relu(x) = max(x, zero(x))",
    sigmoid: "sigmoid(x) = 1 / (1 + exp(-x))",
    softplus: "softplus(x) = max(x, 0) + log1p(exp(-abs(x)))",
    softmax: `function softmax(x)
    weights = exp.(x .- maximum(x))
    return weights ./ sum(weights)
end`,
    softmax_rows: `function softmax_rows(x)
    weights = exp.(x .- maximum(x, dims=2))
    return weights ./ sum(weights, dims=2)
end`,
    logsumexp: `function logsumexp(x)
    top = maximum(x)
    return top + log(sum(exp.(x .- top)))
end`,
    logsumexp_rows: `function logsumexp_rows(x)
    top = maximum(x, dims=2)
    return top .+ log.(sum(exp.(x .- top), dims=2))
end`,
    single: "single(i, j, m, n) = [Float64(r == i && c == j) for r in 1:m, c in 1:n]",
    kron_left: `# the inner products of the m by n blocks of g with y
function kron_left(g, y, m, n)
    p, q = size(y)
    return [sum(g[(i-1)*p+1:i*p, (j-1)*q+1:j*q] .* y) for i in 1:m, j in 1:n]
end`,
    kron_right: `# the sum of the p by q blocks of g, weighted by the entries of x
function kron_right(g, x, p, q)
    m, n = size(x)
    return sum(x[i, j] * g[(i-1)*p+1:i*p, (j-1)*q+1:j*q] for i in 1:m, j in 1:n)
end`,
    eigval: `# the k-th largest eigenvalue of a symmetric matrix
eigval(x, k) = eigvals(Symmetric((x + x') / 2))[end-Int(k)+1]`,
    eigvec: `# its unit eigenvector, the largest entry positive
function eigvec(x, k)
    v = eigvecs(Symmetric((x + x') / 2))[:, end-Int(k)+1:end-Int(k)+1]
    return v * sign(v[argmax(abs.(v))])
end`,
    rightsingular: "rightsingular(x, k) = eigvec(x' * x, k)",
    leftsingular: `function leftsingular(x, k)
    u = x * eigvec(x' * x, k)
    return u / norm(u)
end`,
    polar: `function polar(x)
    s = svd(x)
    return s.U * s.Vt
end`,
    expm_frechet: `# derivative of the matrix exponential at x in the direction e
function expm_frechet(x, e)
    n = size(x, 1)
    scale = iszero(e) ? one(eltype(e)) : norm(e)  # a large direction would take the digits of x
    return scale * exp([x e/scale; zero(x) x])[1:n, n+1:end]
end`,
  }),
);
