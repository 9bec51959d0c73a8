/**
 * Where each value lies in the one workspace of a plan, and when its place is free again.
 *
 *     A B (step 1), tanh of it (step 2), its sum (step 3)  ─▶  tanh over A B; after step 3 both are free
 *
 * Inputs, constants and results keep their places. A value that is read for the last time by an entry-wise pass,
 * a product that is added onto it or a factorization, is overwritten by it.
 */
import { entriesOf, type Node } from "../graph/node.ts";
import { isGiven, type Step, sourceOf } from "./schedule.ts";

export interface Storage {
  /** In doubles, by the value whose memory it is (see sourceOf). */
  readonly offsets: ReadonlyMap<Node, number>;
  /** Room that a step needs while it runs. */
  readonly scratch: ReadonlyMap<Step, number>;
  /** Of what each step overwrites, if anything. */
  readonly overwrites: ReadonlyMap<Step, Node>;
  /** Doubles in all, and of them those of inputs. */
  readonly entries: number;
  readonly inputs: number;
}

/** Offsets are whole cache lines. */
const LINE = 8;
const lines = (entries: number): number => Math.ceil(entries / LINE) * LINE;

interface Hole {
  readonly from: number;
  readonly to: number;
}

/** Room by best fit: of the holes that are large enough the smallest one, else at the end. */
class Room {
  holes: Hole[] = [];
  end = 0;

  take(entries: number): number {
    const size = lines(entries);
    const fitting = this.holes.filter((h) => h.to - h.from >= size);
    const best = fitting.reduce<Hole | undefined>(
      (a, b) => (a && a.to - a.from <= b.to - b.from ? a : b),
      undefined,
    );
    if (best) {
      this.holes = this.holes.filter((h) => h !== best);
      if (best.to - best.from > size) this.holes.push({ from: best.from + size, to: best.to });
      return best.from;
    }
    const last = this.holes.find((h) => h.to === this.end);
    const from = last ? last.from : this.end;
    if (last) this.holes = this.holes.filter((h) => h !== last);
    this.end = from + size;
    return from;
  }

  give(from: number, entries: number): void {
    let hole: Hole = { from, to: from + lines(entries) };
    for (const other of this.holes.filter((h) => h.to === hole.from || h.from === hole.to)) {
      this.holes = this.holes.filter((h) => h !== other);
      hole = { from: Math.min(hole.from, other.from), to: Math.max(hole.to, other.to) };
    }
    this.holes.push(hole);
  }
}

/** The inverse from Cholesky's factor takes a copy of it. */
const scratchOf = ({ node }: Step): number =>
  node.kind === "inverse" && node.factor.symmetric ? entriesOf(node) : 0;

/** Room for the value of each step, and for what it needs beside. */
export function allocate(steps: readonly Step[], inputs: readonly Node[], targets: readonly Node[]): Storage {
  const room = new Room();
  const offsets = new Map<Node, number>();
  const scratch = new Map<Step, number>();
  const overwrites = new Map<Step, Node>();
  const place = (node: Node): void => {
    if (!offsets.has(node)) offsets.set(node, room.take(entriesOf(node)));
  };
  inputs.forEach(place);
  const inputEntries = room.end;
  const given = [...steps].flatMap(givenIn);
  for (const node of [...given, ...targets.map(sourceOf).filter(isGiven)]) place(node);
  const kept = new Set(targets.map(sourceOf));
  const lastUse = lastUses(steps);
  const isFree = (node: Node, step: Step) => lastUse.get(node) === step && !kept.has(node) && !isGiven(node);
  const run = (list: readonly Step[]): void => {
    for (const step of list) {
      const { node } = step;
      if (step.kind === "loop") {
        place(node);
        run(step.body);
      } else {
        const over = overwritable(step, (n) => isFree(n, step));
        if (over) {
          overwrites.set(step, over);
          offsets.set(node, offsets.get(over) as number);
        } else offsets.set(node, room.take(entriesOf(node)));
        const extra = scratchOf(step);
        if (extra > 0) {
          const from = room.take(extra);
          scratch.set(step, from);
          room.give(from, extra);
        }
      }
      for (const read of new Set(step.reads)) {
        if (isFree(read, step) && overwrites.get(step) !== read)
          room.give(offsets.get(read) as number, entriesOf(read));
      }
      if (!lastUse.has(node) && !kept.has(node)) room.give(offsets.get(node) as number, entriesOf(node));
    }
  };
  run(steps);
  return { offsets, scratch, overwrites, entries: room.end, inputs: inputEntries };
}

const givenIn = (step: Step): Node[] => [
  ...step.reads.filter(isGiven),
  ...(step.kind === "loop" ? [step.node.cell, ...step.body.flatMap(givenIn)] : []),
];

/** The last step that reads a value; for one from outside a loop, that is the loop. */
function lastUses(steps: readonly Step[]): Map<Node, Step> {
  const last = new Map<Node, Step>();
  const visit = (list: readonly Step[]): void => {
    for (const step of list) {
      if (step.kind === "loop") visit(step.body);
      for (const read of step.reads) last.set(read, step);
    }
  };
  visit(steps);
  return last;
}

/** A value of the result's size that the step may write over. */
function overwritable(step: Step, isFree: (node: Node) => boolean): Node | undefined {
  const { node } = step;
  if (step.kind === "pass") {
    if (step.pass.result !== "entries") return undefined;
    const inputs = step.pass.inputs.filter((i) => i.replication === "none").map((i) => sourceOf(i.node));
    return inputs.find((n) => isFree(n) && entriesOf(n) === entriesOf(node));
  }
  if (node.kind === "product" && node.onto) {
    const onto = sourceOf(node.onto);
    const isOperand = onto === sourceOf(node.left.node) || onto === sourceOf(node.right.node);
    return isFree(onto) && !isOperand ? onto : undefined;
  }
  if (node.kind === "onto-diagonal" && node.onto) {
    const onto = sourceOf(node.onto);
    return isFree(onto) && onto !== sourceOf(node.vector) ? onto : undefined;
  }
  if (node.kind === "solve") {
    const right = sourceOf(node.right);
    return isFree(right) && right !== node.factor ? right : undefined;
  }
  return undefined;
}
