/** Addresses of the page's own scripts; the policy of the page lets no others, and no markup from text, through. */
interface Policy {
  createScriptURL(address: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
/** Where this script is from: the page itself, or what an element for other pages was loaded from. */
const home = new URL(/* @vite-ignore */ ".", import.meta.url);

function own(address: string): string {
  const { origin, href } = new URL(address, home);
  if (origin !== home.origin) throw new TypeError(`${href} is not of this page`);
  return href;
}

let policy: Policy | undefined;

/** For a worker from a script of ours; from another host it is started by a script of the page's own that loads it. */
export function scriptAddress(address: string): string {
  policy ??= factory?.createPolicy("matgrad", {
    createScriptURL: (text) => (text.startsWith("blob:") ? text : own(text)),
  });
  const full = own(address);
  const isHere = new URL(full).origin === location.origin;
  const started = isHere
    ? full
    : URL.createObjectURL(new Blob([`import ${JSON.stringify(full)};`], { type: "text/javascript" }));
  return policy ? policy.createScriptURL(started) : started;
}
