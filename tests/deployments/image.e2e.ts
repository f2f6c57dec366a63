import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { startEmulator } from "../../mocks/listener.ts";
import { filesBelow } from "../e2e/support/files-below.ts";
import { variablesAt } from "../e2e/support/next-servers.ts";
import { expect, test } from "../e2e/support/test.ts";
import { BEHIND_PROXY } from "./support/environment.ts";
import { type Image, makeImage } from "./support/image.ts";
import { completeJourney } from "./support/journey.ts";

const PORT = 3641;
const EMULATOR_PORT = 4965;
const APP = `http://localhost:${PORT}`;
/** A secret of the developer's machine, which must not get into an image. */
const SECRET = "secret-of-this-machine";
const SECRET_FILE = ".env.local";

let image: Image;

test.beforeAll(() => {
  test.setTimeout(10 * 60_000);
  if (existsSync(SECRET_FILE)) throw new Error(`Move ${SECRET_FILE} away: this test writes one.`);
  writeFileSync(SECRET_FILE, `AUTH_SECRET=${SECRET}\n`);
  image = makeImage();
});
test.afterAll(async () => {
  const { rm } = await import("node:fs/promises");
  await rm(SECRET_FILE, { force: true });
  image?.remove();
});

test("the steps of the Dockerfile make an image that serves the journey", async ({ page }) => {
  const emulator = await startEmulator({ port: EMULATOR_PORT, appOrigin: APP });
  const variables = {
    ...variablesAt(`${EMULATOR_PORT}`),
    ...BEHIND_PROXY,
    AUTH_URL: APP,
    PORT: `${PORT}`,
  };
  const server = image.start(variables);
  let printed = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  try {
    await expect.poll(() => image.checkHealth({ PORT: `${PORT}` }), { timeout: 60_000 }).toBe(0);
    await completeJourney(page, { app: APP, emulator: `http://localhost:${EMULATOR_PORT}` });
  } finally {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    await emulator.close();
  }
  expect(printed).not.toMatch(/error/i);
  expect(image.checkHealth({ PORT: `${PORT}` })).toBe(1);
});

test("no secret and no test gets into the image", () => {
  const files = filesBelow(image.root);
  expect(
    files.filter((file) =>
      /\.env|\.git\/|\.test\.|\/tests\/|\/mocks\//.test(file.replace(/node_modules.*/, "")),
    ),
  ).toEqual([]);
  expect(files.filter((file) => readFileSync(file).includes(SECRET))).toEqual([]);
});

test("compose.yaml starts this image and waits for its database", () => {
  const { services } = parse(readFileSync("compose.yaml", "utf8"));
  expect(services.app).toMatchObject({
    build: ".",
    depends_on: { database: { condition: "service_healthy" } },
  });
  expect(services.database.healthcheck.test).toContain("CMD-SHELL");
  const known = readFileSync(".env.example", "utf8");
  for (const name of Object.keys(services.app.environment)) expect(known).toContain(name);
  expect(existsSync(join(image.root, "app", "server.js"))).toBe(true);
});
