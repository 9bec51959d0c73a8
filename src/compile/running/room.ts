/**
 * The room of a plan: where its nodes lie in the workspace of a backend, and which factorizations are made.
 */

import type { Operation, Place, Workspace } from "../../backend/backend.ts";
import type { LowerUpper } from "../../factor/lowerUpper.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import { entriesOf, type Node } from "../graph/node.ts";
import { sourceOf } from "./schedule.ts";
import type { Storage } from "./storage.ts";

/** What a factorization turned out to be, at each run. */
export interface Factored {
  readonly isCholesky: () => boolean;
  readonly lowerUpper: () => LowerUpper;
}

export interface Room {
  readonly workspace: Workspace;
  readonly storage: Storage;
  /** The factorizations that are prepared already. */
  readonly factors: Map<Node, Factored>;
}

export const offsetOf = (node: Node, { storage }: Room): number =>
  storage.offsets.get(sourceOf(node)) as number;

export const placeOf = (node: Node, room: Room): Place => ({
  offset: offsetOf(node, room),
  rows: node.rows,
  cols: node.cols,
  stride: node.cols,
});

export const entriesAt = (node: Node, room: Room): Float64Array => {
  const offset = offsetOf(node, room);
  return room.workspace.data.subarray(offset, offset + entriesOf(node));
};

/** A value as the table's kernels take it, without a copy. */
export const matrixAt = (node: Node, room: Room): Matrix =>
  matrix(node.rows, node.cols, entriesAt(node, room));

export function inSequence(operations: readonly Operation[]): Operation {
  const [first, ...others] = operations;
  if (first && others.length === 0) return first;
  return () => {
    for (const operation of operations) operation();
  };
}
