/**
 * Keeps the page's files, so that it opens without a network after the first visit. The build writes the list.
 */
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

declare const FILES: { readonly url: string; readonly revision: string | null }[];

interface Lifetime {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const own = globalThis as unknown as Lifetime & typeof globalThis;

cleanupOutdatedCaches();
precacheAndRoute(FILES);
own.addEventListener("install", () => void own.skipWaiting());
own.addEventListener("activate", () => void own.clients.claim());
