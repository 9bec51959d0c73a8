/**
 * Eigenvalues and singular values of arrays of rows, by Jacobi's rotations: parts of jsHelpers.ts.
 */
export const DECOMPOSITIONS: Readonly<Record<string, string>> = {
  rotate: `/** Turns two rows of a by an angle, so that the tangent is t. */
function rotate(a, p, q, t) {
  const c = 1 / Math.hypot(1, t);
  const [x, y] = [a[p], a[q]];
  a[p] = x.map((x_j, j) => c * (x_j - t * y[j]));
  a[q] = x.map((x_j, j) => c * (t * x_j + y[j]));
}`,
  tangent: `/** Of the angle that makes the entry b of [a, b; b, d] vanish. */
function tangent(a, b, d) {
  const cotangent = (d - a) / (2 * b);
  return (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
}`,
  eigen: `/** Eigenvalues of the symmetric part, falling, and unit eigenvectors as rows, by Jacobi's rotations. */
function eigen(a) {
  let s = scale(1 / 2, add(a, transpose(a)));
  const vectors = identity(a.length);
  const least = 1e-18 * norm(s);
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < s.length; p++) {
      for (let q = p + 1; q < s.length; q++) {
        if (Math.abs(s[p][q]) <= least) continue;
        const t = tangent(s[p][p], s[p][q], s[q][q]);
        rotate(s, p, q, t);
        s = transpose(s);
        rotate(s, p, q, t);
        rotate(vectors, p, q, t);
      }
    }
  }
  const order = s.map((_, i) => i).sort((i, j) => s[j][j] - s[i][i]);
  return { values: order.map((i) => s[i][i]), vectors: order.map((i) => vectors[i]) };
}`,
  eigval: `/** The k-th largest eigenvalue of a symmetric matrix. */
const eigval = (a, k) => eigen(a).values[k - 1];`,
  eigvec: `/** Its unit eigenvector, the largest entry positive. */
function eigvec(a, k) {
  const v = eigen(a).vectors[k - 1];
  const top = v.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best));
  return v.map((x) => [x * Math.sign(top)]);
}`,
  svd: `/** Singular values, falling, with left and right vectors as rows, by one-sided rotations (Hestenes). */
function svd(a) {
  if (a.length < a[0].length) {
    const { s, u, v } = svd(transpose(a));
    return { s, u: v, v: u };
  }
  const columns = transpose(a);
  const right = identity(columns.length);
  const inner = (x, y) => x.reduce((sum, x_i, i) => sum + x_i * y[i], 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const [x, y] = [columns[p], columns[q]];
        const [xx, xy, yy] = [inner(x, x), inner(x, y), inner(y, y)];
        if (Math.abs(xy) <= 1e-16 * Math.sqrt(xx * yy)) continue;
        const t = tangent(xx, xy, yy);
        rotate(columns, p, q, t);
        rotate(right, p, q, t);
      }
    }
  }
  const length = (x) => Math.hypot(...x);
  const order = columns.map((_, i) => i).sort((i, j) => length(columns[j]) - length(columns[i]));
  return {
    s: order.map((i) => length(columns[i])),
    u: order.map((i) => columns[i].map((x) => x / (length(columns[i]) || 1))),
    v: order.map((i) => right[i]),
  };
}`,
  rightsingular: "const rightsingular = (a, k) => eigvec(multiply(transpose(a), a), k);",
  leftsingular: `function leftsingular(a, k) {
  const u = multiply(a, rightsingular(a, k));
  return scale(1 / norm(u), u);
}`,
  polar: `/** Orthonormal polar factor. */
function polar(a) {
  const { u, v } = svd(a);
  return multiply(transpose(u), v);
}`,
  pinv: `/** Moore-Penrose inverse; singular values below 1e-12 of the largest are 0. */
function pinv(a) {
  const { s, u, v } = svd(a);
  const inverses = s.map((x) => (x > 1e-12 * s[0] ? 1 / x : 0));
  return multiply(transpose(v), u.map((row, i) => row.map((x) => x * inverses[i])));
}`,
};
