/**
 * The python3 that has NumPy, and the environment it is compared in: one thread, and the core of OpenBLAS that it
 * chooses itself. A shell that exports OPENBLAS_CORETYPE would otherwise halve NumPy's speed unseen.
 */
import { execFileSync, spawnSync } from "node:child_process";

/** Undefined where none has NumPy. */
export const python: string | undefined = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import numpy"]).status === 0,
);

/** What OpenBLAS would take for an order of the user. */
const STEERING = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_VERBOSE"];

export function unsteered(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !STEERING.includes(name));
  const one = { OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
  return { ...Object.fromEntries(kept), ...one, ...added };
}

export interface NumPyFacts {
  readonly numpy: string;
  readonly openblas: string;
  /** Of numpy's own library; empty where numpy is linked with the system's. */
  readonly file: string;
  /** As the library names it when it is loaded with `unsteered()`. */
  readonly core: string;
}

const FACTS = `
import ctypes, glob, json, os, numpy
file = (glob.glob(os.path.join(os.path.dirname(numpy.__file__) + ".libs", "*openblas*")) or [""])[0]
core = ""
if file:
    name = getattr(ctypes.CDLL(file), "scipy_openblas_get_corename64_", None)
    if name:
        name.restype = ctypes.c_char_p
        core = name().decode()
blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
print(json.dumps({"numpy": numpy.__version__, "openblas": blas["version"], "file": file, "core": core}))
`;

export const numpyFacts = (): NumPyFacts | undefined =>
  python === undefined
    ? undefined
    : JSON.parse(execFileSync(python, ["-c", FACTS], { encoding: "utf8", env: unsteered() }));
