/**
 * Calls with a time limit: they run in a process of their own, which is given up where one takes too long.
 *
 *     const ask = limited(program);  await ask("derive", { statements: "…" })  ─▶  an outcome, in time
 */
import { type ChildProcess, fork } from "node:child_process";
import { answerOf, type Outcome } from "./tools.ts";

/** A call may take so long. */
export const SECONDS = 20;
/** And its process so much memory. */
const MEGABYTES = 1024;

interface Call {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}
type Reply = { readonly id: number; readonly outcome: Outcome };

export interface Limited {
  readonly ask: (name: string, input: unknown) => Promise<Outcome>;
  readonly stop: () => void;
}

/** `program` answers calls where it is started with `words`: it calls answerCalls(). */
export function limited(program: string, words: readonly string[], seconds = SECONDS): Limited {
  let worker: ChildProcess | undefined;
  let calls = 0;
  let before: Promise<unknown> = Promise.resolve();
  const started = (): ChildProcess => {
    worker ??= fork(program, words, {
      execArgv: [`--max-old-space-size=${MEGABYTES}`],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return worker;
  };
  const stop = (): void => {
    worker?.kill("SIGKILL");
    worker = undefined;
  };
  const one = (name: string, input: unknown): Promise<Outcome> =>
    new Promise((resolve) => {
      const process = started();
      const id = ++calls;
      const end = (outcome: Outcome): void => {
        clearTimeout(timer);
        process.off("message", replied).off("exit", left);
        resolve(outcome);
      };
      const replied = (reply: Reply): void => {
        if (reply.id === id) end(reply.outcome);
      };
      const left = (): void => {
        worker = undefined;
        end({ ok: false, text: "the problem is too large: it needs more memory than a call may take" });
      };
      const timer = setTimeout(() => {
        process.off("exit", left);
        stop();
        end({
          ok: false,
          text: `no answer within ${seconds} s: ask for less, with smaller or simpler formulas`,
        });
      }, seconds * 1000);
      process.on("message", replied).once("exit", left);
      process.send({ id, name, input } satisfies Call);
    });
  return {
    // one after the other: they share a process
    ask: (name, input) => {
      const answer = before.then(() => one(name, input));
      before = answer;
      return answer;
    },
    stop,
  };
}

/** The other side: answers the calls that come from the process that started this one, until it is gone. */
export function answerCalls(): Promise<void> {
  process.on("message", ({ id, name, input }: Call) => {
    process.send?.({ id, outcome: answerSafely(name, input) } satisfies Reply);
  });
  return new Promise((resolve) => process.once("disconnect", resolve));
}

/** A bug of ours is an answer too. */
function answerSafely(name: string, input: unknown): Outcome {
  try {
    return answerOf(name, input);
  } catch (error) {
    return { ok: false, text: `a fault of matgrad's: ${(error as Error).message}` };
  }
}
