/**
 * The engine's worker from the page's side. One task runs at a time; a newer one of the same lane takes the place of
 * an older one, and where that is still running after a moment, its worker is ended and another takes over.
 *
 *     typing "Y", "Y =", "Y = X"  ─▶  only the last is answered
 */
import { scriptAddress } from "./trusted.ts";
import type { Answer, Kind, Reply, Task, Tasks } from "./worker/protocol.ts";
import workerUrl from "./worker/worker.ts?worker&url";

/** Undefined: cancelled, or a newer question took its place. */
type Outcome<K extends Kind> = Answer<Tasks[K]["gives"]> | undefined;

export interface Busy {
  readonly since: number;
  readonly done?: number;
  readonly total?: number;
}

interface Job {
  readonly id: number;
  readonly lane: string;
  readonly task: Task;
  readonly limit: number;
  readonly settle: (answer: Answer<unknown> | undefined) => void;
}

/** A task that was overtaken may still finish in this time. */
const GRACE = 120;
/** Of a task that runs longer than this the place is got ready for another. */
const LONG = 500;
const LIMIT = 20_000;

export class Engine {
  #worker = this.#spawn();
  #spare: Worker | undefined;
  #current: Job | undefined;
  #queue: Job[] = [];
  #timers: ReturnType<typeof setTimeout>[] = [];
  #count = 0;
  #tellAnswered: (() => void) | undefined;
  /** Settled with the first answer. */
  readonly answered = new Promise<void>((resolve) => {
    this.#tellAnswered = resolve;
  });
  #watcher: (busy: Busy | undefined) => void = () => undefined;

  /** Is told of the work that runs. */
  watch(watcher: (busy: Busy | undefined) => void): void {
    this.#watcher = watcher;
  }

  ask<K extends Kind>(
    kind: K,
    asked: Tasks[K]["asks"],
    { lane = "main", limit = LIMIT }: { readonly lane?: string; readonly limit?: number } = {},
  ): Promise<Outcome<K>> {
    return new Promise((resolve) => {
      const task = { kind, ...asked } as unknown as Task;
      const settle = (answer: Answer<unknown> | undefined): void => resolve(answer as Outcome<K>);
      this.#overtake(lane);
      this.#queue.push({ id: ++this.#count, lane, task, limit, settle });
      this.#next();
    });
  }

  /** Ends all that runs or waits. */
  cancel(): void {
    for (const job of this.#queue.splice(0)) job.settle(undefined);
    if (this.#current) this.#abandon(undefined);
  }

  #overtake(lane: string): void {
    for (const job of this.#queue.filter((j) => j.lane === lane)) job.settle(undefined);
    this.#queue = this.#queue.filter((j) => j.lane !== lane);
    const running = this.#current;
    if (running?.lane !== lane) return;
    this.#timers.push(
      setTimeout(() => {
        if (this.#current === running) this.#abandon(undefined);
      }, GRACE),
    );
  }

  #next(): void {
    const job = this.#current ? undefined : this.#queue.shift();
    if (!job) return;
    this.#current = job;
    const since = performance.now();
    this.#timers.push(
      setTimeout(() => {
        this.#spare ??= this.#spawn();
        this.#watcher({ since });
      }, LONG),
      setTimeout(() => this.#abandon({ ok: false, fault: { message: "", limit: job.limit } }), job.limit),
    );
    this.#worker.postMessage({ id: job.id, task: job.task });
  }

  /** Whoever runs is not waited for. */
  #abandon(answer: Answer<unknown> | undefined): void {
    this.#worker.terminate();
    this.#worker = this.#spare ?? this.#spawn();
    this.#spare = undefined;
    this.#finish(answer);
  }

  #finish(answer: Answer<unknown> | undefined): void {
    const job = this.#current;
    this.#current = undefined;
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
    this.#watcher(undefined);
    job?.settle(answer);
    this.#tellAnswered?.();
    this.#next();
  }

  #spawn(): Worker {
    const worker = new Worker(scriptAddress(workerUrl), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      if (worker !== this.#worker || data.id !== this.#current?.id) return;
      if ("answer" in data) this.#finish(data.answer);
      else this.#watcher({ since: performance.now(), ...data.progress });
    });
    worker.addEventListener("error", () => {
      if (worker !== this.#worker) return;
      this.#abandon({ ok: false, fault: { message: "the engine could not be loaded; reload the page" } });
    });
    return worker;
  }
}
