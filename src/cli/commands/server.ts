/**
 * The page's folder on 127.0.0.1, for `matgrad play`: files as they are, nothing above the folder, a policy that lets
 * the page load nothing from elsewhere.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../options/usage.ts";
import { reason } from "../reason.ts";

const HOST = "127.0.0.1";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const HEADERS = {
  "access-control-allow-origin": "*",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-cache",
};

/** Where the build put the page: beside the program, or in dist of the checkout. */
export function pageFolder(): string {
  const places = ["../playground", "./playground", "../../../dist/playground"];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(join(place, "index.html")));
  if (found === undefined) throw new UsageError("the page is not built: npm run build makes it");
  return found;
}

export interface Served {
  readonly address: string;
  readonly server: Server;
}

/** @throws UsageError where the port can't be had */
export function serve(folder: string, port: number): Promise<Served> {
  const server = createServer(answers(folder));
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(new UsageError(`cannot serve on port ${port}: ${portReason(error)}`));
    });
    server.listen(port, HOST, () => {
      const { port: own } = server.address() as AddressInfo;
      resolve({ address: `http://${HOST}:${own}/`, server });
    });
  });
}

const portReason = (error: NodeJS.ErrnoException): string =>
  error.code === "EADDRINUSE" ? "something else is there" : reason(error);

const answers =
  (folder: string): RequestListener =>
  async ({ url = "/", method }, response) => {
    const path = pathOf(url, folder);
    const isRead = method === "GET" || method === "HEAD";
    const content = path !== undefined && isRead ? await readFile(path).catch(() => undefined) : undefined;
    const type = TYPES[extname(path ?? "")] ?? "application/octet-stream";
    response.writeHead(content ? 200 : 404, {
      ...HEADERS,
      "content-type": content ? type : "text/plain; charset=utf-8",
    });
    response.end(content && method === "GET" ? content : content ? undefined : "there is no such file\n");
  };

/** Undefined for what is not in the folder. */
function pathOf(url: string, folder: string): string | undefined {
  try {
    const { pathname } = new URL(url, `http://${HOST}`);
    const asked = decodeURIComponent(pathname);
    const path = normalize(join(folder, asked.endsWith("/") ? `${asked}index.html` : asked));
    return path.startsWith(folder + sep) && !path.includes("\0") ? path : undefined;
  } catch {
    return undefined;
  }
}
