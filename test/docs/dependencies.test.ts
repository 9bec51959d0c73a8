/** Every package that the build puts into files has its row. Needs the build. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

it("the page on dependencies has a row for each package that is built in", () => {
  const { devDependencies, dependencies } = JSON.parse(read("package.json"));
  const notices = read("dist/licences.txt") + read("dist/playground/licences.txt");
  const builtIn = [...notices.matchAll(/^(\S+) [\d.]+ \(.+\)$/gm)].map(([, name]) => name as string);
  const direct = new Set(builtIn.filter((name) => name in devDependencies));
  const rows = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)`/gm)].map(
    ([, name]) => name as string,
  );
  // the service worker is built apart
  expect(rows.sort()).toEqual([...direct, "workbox-precaching"].sort());
  expect(Object.keys(dependencies)).toEqual(["@types/mdast"]);
});

it("every package in the files has its licence there", () => {
  const notices = (read("dist/licences.txt") + read("dist/playground/licences.txt")).split("-".repeat(40));
  expect(notices.filter((notice) => !/MIT|ISC|BSD/.test(notice))).toEqual([]);
});
