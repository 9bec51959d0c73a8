/**
 * The engine beside the page: one task after the other, each answered or refused in words. What the first result
 * doesn't need is loaded when it is asked for.
 */
import { MatrixCalculusError } from "../../index.ts";
import { derivation, named } from "./derive.ts";
import type { Answer, Fault, Kind, Reply, Request, Tasks } from "./protocol.ts";

type Progress = (done: number, total: number) => void;
type Handlers = {
  readonly [K in Kind]: (
    asked: Tasks[K]["asks"],
    progress: Progress,
  ) => Tasks[K]["gives"] | Promise<Tasks[K]["gives"]>;
};

const HANDLERS: Handlers = {
  names: named,
  derive: derivation,
  write: async (asked) => (await import("./write.ts")).written(asked),
  functions: async () => (await import("./functions.ts")).functions(),
  code: async (asked) => (await import("./code.ts")).code(asked),
  targets: async () => (await import("./code.ts")).languages(),
  check: async (asked) => (await import("./code.ts")).checked(asked),
  graph: async (asked) => (await import("./graph.ts")).graphOf(asked),
  judge: async (asked) => (await import("./claim.ts")).judged(asked),
  proofread: async (asked, progress) => (await import("./note.ts")).read(asked, progress),
};

const send = (reply: Reply): void => postMessage(reply);

async function answerTo({ id, task }: Request): Promise<Answer<unknown>> {
  const handle = HANDLERS[task.kind] as (asked: object, progress: Progress) => unknown;
  try {
    return {
      ok: true,
      value: await handle(task, (done, total) => send({ id, progress: { done, total } })),
    };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof MatrixCalculusError)) {
    return { message: `this could not be verified and is not shown: ${(error as Error).message}` };
  }
  const { message, hint, span } = error;
  return {
    message,
    ...(hint !== undefined && { hint }),
    ...(span && { start: span.start, end: span.end }),
  };
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  send({ id: data.id, answer: await answerTo(data) });
});
