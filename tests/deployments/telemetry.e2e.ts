import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { startOwnServers } from "../e2e/support/next-servers.ts";
import { expect, test } from "../e2e/support/test.ts";
import { completeJourney } from "./support/journey.ts";

const PORT = 3661;
const EMULATOR_PORT = 4967;
const COLLECTOR_PORT = 4968;
const ADDRESSES = {
  app: `http://localhost:${PORT}`,
  emulator: `http://localhost:${EMULATOR_PORT}`,
};

test("a collector gets the spans and counts of a journey, and no secret", async ({ page }) => {
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    bodies.push(`${request.url} ${await text(request)}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => collector.listen(COLLECTOR_PORT, "localhost", resolve));
  const servers = await startOwnServers(EMULATOR_PORT, [PORT], {
    RATE_LIMIT_MULTIPLIER: "100",
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:${COLLECTOR_PORT}`,
    OTEL_BSP_SCHEDULE_DELAY: "100",
  });
  try {
    await completeJourney(page, ADDRESSES);
    const all = () => bodies.join("\n");
    for (const name of ["begin sign-in", "finish sign-in", "call Beyond Identity", "run task"]) {
      await expect.poll(all).toContain(`"name":"${name}"`);
    }
    await expect.poll(all).toMatch(/"app\.events".*"signed_in"/s);
    const { messages } = servers.emulator.store.state;
    const secrets = [
      ...servers.emulator.issued.entries().map(({ value }) => value),
      ...messages.flatMap(({ to, link }) => (link ? [to, link] : [to])),
    ];
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter((secret) => all().includes(secret))).toEqual([]);
  } finally {
    await servers.stop();
    collector.closeAllConnections();
    collector.close();
  }
});
