/** The engine is started first, so that it is there when the page is. */
import { Engine } from "./engine.ts";
import { readFragment } from "./fragment.ts";
import { remembered } from "./settings.ts";
import { DEFAULTS } from "./state.ts";

const engine = new Engine();
const state = { ...DEFAULTS, ...remembered(), ...readFragment(location.hash) };
const { start } = await import("./app.ts");
start(state, engine);
await engine.answered;
if ("serviceWorker" in navigator && !import.meta.env.DEV) {
  const { scriptAddress } = await import("./trusted.ts");
  await navigator.serviceWorker
    .register(scriptAddress(new URL("./sw.js", location.href).href))
    .catch(() => undefined);
}
