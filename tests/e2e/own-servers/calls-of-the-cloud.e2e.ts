import { createServer, type Server } from "node:http";
import { expect, test } from "@playwright/test";
import { type Call, countCalls } from "../../../scripts/bench/calls/count-calls.ts";
import { callOf } from "../../../scripts/bench/calls/rows.ts";
import { readStates } from "../../../scripts/bench/results.ts";
import { freePort } from "../../backends/support/run-process.ts";
import { AppBrowser } from "../../support/app-browser.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";

let backend: Server;
let servers: OwnServers;

test.beforeAll(async () => {
  const [port, backendPort] = [await freePort(), await freePort()];
  backend = createServer((_, response) => void response.end("{}"));
  await new Promise<void>((resolve) => backend.listen(backendPort, "localhost", resolve));
  servers = await startOwnServers(0, [port], { BACKEND_URL: `http://localhost:${backendPort}` });
});

test.afterAll(async () => {
  await servers?.stop();
  backend?.close();
});

test("no journey makes a call of the cloud that docs/performance.md does not list (npm run bench -- --only calls)", {
  tag: "@deep",
}, async ({ browser }) => {
  const { emulator } = servers;
  const first = new AppBrowser(emulator, (request) => fetch(request, { redirect: "manual" }));
  await first.enter("first@example.com");
  const newest = readStates().findLast(({ results }) => results.has("calls"));
  const listed = newest?.results.get("calls")?.rows.map(callOf) ?? [];
  const counted = await countCalls(browser, emulator.origins.app, emulator);
  const mostOf = ({ journey, by, call }: Call) =>
    listed.find((one) => one.journey === journey && one.by === by && one.call === call)?.count ?? 0;
  // Fewer are right: a page may show the list of passkeys that the page before it had fetched.
  expect(counted.filter((one) => one.count > mostOf(one))).toEqual([]);
  expect(namesIn(counted)).toEqual(namesIn(listed));
});

/** A journey that calls nothing but lists passkeys may be missing. */
function namesIn(calls: Call[]): string[] {
  const others = calls.filter(({ call }) => !call.endsWith("/credentials"));
  return [...new Set(others.map(({ journey }) => journey))];
}
