/**
 * Steps with triangular factors: made once for a matrix, read by every solve, inverse and determinant of it.
 *
 *     A symmetric  ─▶  A = L Lᵀ where A is positive definite, else P A = L U as for any other
 */
import type { Operation, Place, Workspace } from "../../backend/backend.ts";
import { cholesky, choleskyInverse, choleskyLogDeterminant, choleskySolve } from "../../factor/cholesky.ts";
import {
  type LowerUpper,
  lowerUpper,
  luDeterminant,
  luInverse,
  luLogAbsDeterminant,
  luSolve,
} from "../../factor/lowerUpper.ts";
import { solveTriangular, type Triangle } from "../../factor/triangle.ts";
import type { NodeOf } from "../graph/node.ts";
import { entriesAt, type Factored, inSequence, offsetOf, placeOf, type Room } from "./room.ts";
import type { Step } from "./schedule.ts";

type Factorizing = NodeOf<"factor" | "solve" | "inverse" | "log-determinant" | "determinant">;

export function factorization(step: Step, node: Factorizing, room: Room): Operation {
  const { workspace } = room;
  if (node.kind === "factor") return factorOperation(node, room);
  const factored = room.factors.get(node.factor) as Factored;
  const place = placeOf(node.factor, room);
  const out = placeOf(node, room);
  switch (node.kind) {
    case "solve":
      return inSequence([...copied(step, node, room), solve(node, factored, place, out, workspace)]);
    case "inverse":
      return whichever(
        factored,
        () => {
          const scratch = { ...out, offset: room.storage.scratch.get(step) as number };
          return choleskyInverse(workspace, place, out, scratch);
        },
        () => luInverse(workspace, factored.lowerUpper(), out),
      );
    case "log-determinant":
      return whichever(
        factored,
        () => choleskyLogDeterminant(workspace, place, out.offset),
        () => luLogAbsDeterminant(workspace, factored.lowerUpper(), out.offset),
      );
    case "determinant":
      return whichever(
        factored,
        () => choleskyDeterminant(workspace, place, out.offset),
        () => luDeterminant(workspace, factored.lowerUpper(), out.offset),
      );
  }
}

/** The operation for Cholesky's factor or for LU; of many parts, so each is prepared when it is first met. */
function whichever(
  { isCholesky }: Factored,
  byCholesky: () => Operation,
  byLowerUpper: () => Operation,
): Operation {
  let definite: Operation | undefined;
  let general: Operation | undefined;
  return () => {
    if (isCholesky()) {
      definite ??= byCholesky();
      definite();
    } else {
      general ??= byLowerUpper();
      general();
    }
  };
}

function factorOperation(node: NodeOf<"factor">, room: Room): Operation {
  const { workspace } = room;
  const place = placeOf(node, room);
  const [of, out] = [entriesAt(node.of, room), entriesAt(node, room)];
  let lu: LowerUpper | undefined;
  let definite = false;
  const made = (): LowerUpper => {
    lu ??= lowerUpper(workspace, place);
    return lu;
  };
  room.factors.set(node, { isCholesky: () => definite, lowerUpper: made });
  let factorDefinite: Operation | undefined;
  return () => {
    out.set(of);
    if (node.symmetric) {
      factorDefinite ??= cholesky(workspace, place);
      factorDefinite();
      definite = !Number.isNaN(out[0]);
      if (definite) return;
      out.set(of);
    }
    made().factor();
  };
}

/** The right side to where it is solved in place, unless it is there. */
function copied(step: Step, node: NodeOf<"solve">, room: Room): Operation[] {
  if (offsetOf(node.right, room) === offsetOf(node, room) && room.storage.overwrites.has(step)) return [];
  const [right, out] = [entriesAt(node.right, room), entriesAt(node, room)];
  return [() => out.set(right)];
}

function solve(
  { side, transposed }: NodeOf<"solve">,
  factored: Factored,
  place: Place,
  out: Place,
  workspace: Workspace,
): Operation {
  if (side === "left") {
    return whichever(
      factored,
      () => choleskySolve(workspace, place, out),
      () => luSolve(workspace, factored.lowerUpper(), out, transposed),
    );
  }
  const lower: Triangle = { place, lower: true, unit: false };
  return whichever(
    factored,
    // X L Lᵀ = B
    () =>
      inSequence([
        solveTriangular(workspace, lower, true, out, "right"),
        solveTriangular(workspace, lower, false, out, "right"),
      ]),
    () => solveFromTheRight(workspace, factored.lowerUpper(), transposed, out),
  );
}

/** X A = B with A = Pᵀ L U, or X Aᵀ = B with Aᵀ = Uᵀ Lᵀ P, in place of B; NaN entries where A is singular. */
function solveFromTheRight(workspace: Workspace, lu: LowerUpper, transposed: boolean, out: Place): Operation {
  const lower: Triangle = { place: lu.place, lower: true, unit: true };
  const upper: Triangle = { place: lu.place, lower: false, unit: false };
  const entries = workspace.data.subarray(out.offset, out.offset + out.rows * out.cols);
  const triangles = transposed
    ? [
        () => exchangeColumns(entries, out.cols, lu.exchanges, false),
        solveTriangular(workspace, lower, true, out, "right"),
        solveTriangular(workspace, upper, true, out, "right"),
      ]
    : [
        solveTriangular(workspace, upper, false, out, "right"),
        solveTriangular(workspace, lower, false, out, "right"),
        () => exchangeColumns(entries, out.cols, lu.exchanges, true),
      ];
  const run = inSequence(triangles);
  return () => {
    if (Math.abs(lu.sign()) === 1) run();
    else entries.fill(Number.NaN);
  };
}

/** The columns in the order in which the rows of A were exchanged, or back. */
function exchangeColumns(entries: Float64Array, cols: number, exchanges: Int32Array, back: boolean): void {
  const count = exchanges.length;
  for (let row = 0; row < entries.length; row += cols) {
    for (let at = 0; at < count; at++) {
      const k = back ? count - 1 - at : at;
      const other = exchanges[k] as number;
      if (other === k) continue;
      const held = entries[row + k] as number;
      entries[row + k] = entries[row + other] as number;
      entries[row + other] = held;
    }
  }
}

/** det A = Π l_ii² */
function choleskyDeterminant({ data }: Workspace, factor: Place, out: number): Operation {
  return () => {
    let value = 1;
    for (let i = 0; i < factor.rows; i++)
      value *= (data[factor.offset + i * (factor.stride + 1)] as number) ** 2;
    data[out] = value;
  };
}
