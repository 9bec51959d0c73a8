/**
 * Steps to operations in the workspace of a backend, prepared once and run often.
 *
 *     tanh over X W + 1 bᵀ  ─▶  workspace.product(…), workspace.elementwise(…) with offsets
 *
 * What a backend has no operation for works on the entries where they lie; only functions of the table by their
 * numeric column allocate.
 */
import type { Operand, Operation } from "../../backend/backend.ts";
import { ShapeError } from "../../errors.ts";
import { entryOf } from "../../functions/index.ts";
import { matrixPower } from "../../matrix/linear.ts";
import type { Node, NodeOf, Ref } from "../graph/node.ts";
import { factorization } from "./factorization.ts";
import { entriesAt, inSequence, matrixAt, offsetOf, placeOf, type Room } from "./room.ts";
import type { Step } from "./schedule.ts";

const operandOf = ({ node, transposed }: Ref, room: Room): Operand => ({
  ...placeOf(node, room),
  transposed,
});

export function operationOf(step: Step, room: Room): Operation {
  switch (step.kind) {
    case "pass": {
      const inputs = step.pass.inputs.map(({ node, replication }) => ({
        offset: offsetOf(node, room),
        replication,
      }));
      return room.workspace.elementwise({ ...step.pass, inputs, out: offsetOf(step.node, room) });
    }
    case "loop":
      return loopOperation(step.node, step.body, room);
    case "single":
      return singleOperation(step, room);
  }
}

function loopOperation(node: NodeOf<"loop">, body: readonly Step[], room: Room): Operation {
  const out = entriesAt(node, room);
  const cell = entriesAt(node.cell, room);
  const term = entriesAt(node.body, room);
  const round = inSequence(body.map((step) => operationOf(step, room)));
  return () => {
    out.fill(0);
    for (let value = 1; value <= node.count; value++) {
      cell[0] = value;
      round();
      for (let i = 0; i < out.length; i++) (out[i] as number) += term[i] as number;
    }
  };
}

function singleOperation(step: Step & { kind: "single" }, room: Room): Operation {
  const { node } = step;
  switch (node.kind) {
    case "product":
      return productOperation(node, room.storage.overwrites.has(step), room);
    case "transpose":
      return transposition(node, room);
    case "fill": {
      const out = entriesAt(node, room);
      return () => void out.fill(node.value);
    }
    case "onto-diagonal":
      return ontoDiagonal(node, room.storage.overwrites.has(step), room);
    case "diagonal": {
      const [of, out] = [entriesAt(node.of, room), entriesAt(node, room)];
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = of[i * (out.length + 1)] as number;
      };
    }
    case "row-maxima":
      return rowMaxima(node, room);
    case "kronecker":
      return kronecker(node, room);
    case "block":
      return inSequence(blockCopies(node, room));
    case "entry":
      return entry(node, room);
    case "matrix-power": {
      const [base, exponent] = [matrixAt(node.base, room), entriesAt(node.exponent, room)];
      const out = entriesAt(node, room);
      return () => out.set(matrixPower(base, exponent[0] as number).data);
    }
    case "call":
      return tableCall(node, room);
    case "factor":
    case "solve":
    case "inverse":
    case "log-determinant":
    case "determinant":
      return factorization(step, node, room);
    default:
      throw new Error(`a ${node.kind} has no step of its own`);
  }
}

function productOperation(node: NodeOf<"product">, isOver: boolean, room: Room): Operation {
  const { left, right, alpha, onto, times } = node;
  const { workspace } = room;
  const out = placeOf(node, room);
  const rows = node.rows / times;
  const inner = right.node.rows / times;
  const beta = onto ? 1 : 0;
  const operations: Operation[] = [];
  if (onto && !isOver) operations.push(copying(onto, node, room));
  for (let t = 0; t < times; t++) {
    const operand = operandOf(right, room);
    const part =
      times === 1
        ? operand
        : { ...operand, rows: inner, offset: operand.offset + t * inner * operand.stride };
    const target = times === 1 ? out : { ...out, rows, offset: out.offset + t * rows * out.stride };
    operations.push(workspace.product(operandOf(left, room), part, target, alpha, beta));
  }
  return inSequence(operations);
}

function copying(from: Node, to: Node, room: Room): Operation {
  const [source, out] = [entriesAt(from, room), entriesAt(to, room)];
  return () => out.set(source);
}

/** Tiles of this many rows and columns stay in the first cache. */
const TILE = 16;

function transposition(node: NodeOf<"transpose">, room: Room): Operation {
  const { rows, cols } = node.of;
  const [source, out] = [entriesAt(node.of, room), entriesAt(node, room)];
  return () => {
    for (let top = 0; top < rows; top += TILE) {
      const bottom = Math.min(rows, top + TILE);
      for (let j = 0; j < cols; j++) {
        for (let i = top; i < bottom; i++) out[j * rows + i] = source[i * cols + j] as number;
      }
    }
  };
}

function ontoDiagonal(node: NodeOf<"onto-diagonal">, isOver: boolean, room: Room): Operation {
  const { vector, onto, rows } = node;
  const [v, out] = [entriesAt(vector, room), entriesAt(node, room)];
  const base = onto && entriesAt(onto, room);
  const step = v.length === 1 ? 0 : 1;
  return () => {
    if (!base) out.fill(0);
    else if (!isOver) out.set(base);
    for (let i = 0; i < rows; i++) (out[i * (rows + 1)] as number) += v[i * step] as number;
  };
}

function rowMaxima(node: NodeOf<"row-maxima">, room: Room): Operation {
  const [of, out] = [entriesAt(node.of, room), entriesAt(node, room)];
  const { rows, cols } = node.of;
  return () => {
    for (let i = 0, at = 0; i < rows; i++) {
      let top = Number.NEGATIVE_INFINITY;
      for (const end = at + cols; at < end; at++) {
        const value = of[at] as number;
        if (!(value <= top)) top = value; // NaN stays
      }
      out[i] = top;
    }
  };
}

function kronecker(node: NodeOf<"kronecker">, room: Room): Operation {
  const { left, right, cols } = node;
  const [a, b, out] = [entriesAt(left, room), entriesAt(right, room), entriesAt(node, room)];
  return () => {
    for (let i = 0; i < left.rows; i++) {
      for (let k = 0; k < right.rows; k++) {
        let to = (i * right.rows + k) * cols;
        for (let j = 0; j < left.cols; j++) {
          const x = a[i * left.cols + j] as number;
          for (let l = 0; l < right.cols; l++) out[to++] = x * (b[k * right.cols + l] as number);
        }
      }
    }
  };
}

function blockCopies(node: NodeOf<"block">, room: Room): Operation[] {
  const out = entriesAt(node, room);
  const copies: Operation[] = [];
  let top = 0;
  for (const line of node.cells) {
    let left = 0;
    for (const cell of line) {
      const source = entriesAt(cell, room);
      const { rows, cols } = cell;
      const start = top * node.cols + left;
      copies.push(() => {
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < cols; j++) out[start + i * node.cols + j] = source[i * cols + j] as number;
        }
      });
      left += cols;
    }
    top += line[0]?.rows ?? 0;
  }
  return copies;
}

function entry(node: NodeOf<"entry">, room: Room): Operation {
  const [of, out] = [entriesAt(node.of, room), entriesAt(node, room)];
  const [row, column] = [entriesAt(node.row, room), entriesAt(node.column, room)];
  const { rows, cols } = node.of;
  return () => {
    const [i, j] = [row[0] as number, column[0] as number];
    if (!(i >= 1 && i <= rows && j >= 1 && j <= cols && Number.isInteger(i) && Number.isInteger(j))) {
      throw new ShapeError(`there is no entry (${i}, ${j}) in a ${rows}×${cols} matrix`);
    }
    out[0] = of[(i - 1) * cols + j - 1] as number;
  };
}

function tableCall(node: NodeOf<"call">, room: Room): Operation {
  const { call, sizes, rows, cols } = node;
  const args = node.args.map((a) => matrixAt(a, room));
  const out = entriesAt(node, room);
  const { numeric } = entryOf(call.fn);
  return () => {
    const value = numeric(args, sizes, [rows, cols]);
    if (value.rows !== rows || value.cols !== cols) {
      throw new Error(`${call.fn.name} gave ${value.rows}×${value.cols}, its shape is ${rows}×${cols}`);
    }
    out.set(value.data);
  };
}
