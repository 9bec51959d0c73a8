/**
 * Steps with triangular factors: made once for a matrix, read by every solve, inverse and determinant of it.
 */
import type { Operation } from "../backend/backend.ts";
import { determinant, inverse, logAbsDeterminant, solve } from "../matrix/linear.ts";
import { transposed } from "../matrix/matrix.ts";
import type { NodeOf } from "./node.ts";
import { entriesAt, matrixAt, type Room } from "./prepare.ts";
import type { Step } from "./schedule.ts";

type Factorizing = NodeOf<"factor" | "solve" | "inverse" | "log-determinant" | "determinant">;

export function factorization(_step: Step, node: Factorizing, room: Room): Operation {
  const out = entriesAt(node, room);
  switch (node.kind) {
    case "factor": {
      const of = entriesAt(node.of, room);
      return () => out.set(of);
    }
    case "solve": {
      const [a, right] = [matrixAt(node.factor, room), matrixAt(node.right, room)];
      return () => out.set(solve(node.transposed ? transposed(a) : a, right).data);
    }
    case "inverse": {
      const a = matrixAt(node.factor, room);
      return () => out.set(inverse(a).data);
    }
    case "log-determinant": {
      const a = matrixAt(node.factor, room);
      return () => out.set([logAbsDeterminant(a)]);
    }
    case "determinant": {
      const a = matrixAt(node.factor, room);
      return () => out.set([determinant(a)]);
    }
  }
}
