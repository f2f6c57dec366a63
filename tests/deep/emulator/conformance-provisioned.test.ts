import { join } from "node:path";
import { expect, test } from "vitest";
import { targetOfEnvironment } from "../../../scripts/conformance/environment.ts";
import { record } from "../../../scripts/conformance/record.ts";
import { replay } from "../../../scripts/conformance/replay.ts";
import { networkSend } from "../../../scripts/conformance/send.ts";
import { runProvision } from "../../../scripts/provision/run.ts";
import { startBlankTenant, temporaryFolder } from "../../support/provision-process.ts";
import { managementToken } from "../../support/run-provision.ts";

const send = networkSend(new AbortController().signal);

test("a tenant that provision has set up, with its own theme and backend, equals the emulator", async () => {
  const tenant = await startBlankTenant();
  const folder = temporaryFolder();
  const file = join(folder, ".env");
  const flags = ["--resource-server", "https://api.example", "--scopes", "a", "--theme", "Acme"];
  const logo = ["--logo-url", "https://acme.example/logo.png"];
  const code = await runProvision({
    arguments: ["--yes", "--env-file", file, ...flags, ...logo],
    variables: { BEYOND_IDENTITY_API_TOKEN: await managementToken(tenant) },
    ...{ prompts: null, signal: new AbortController().signal, readInput: async () => "" },
    ...{ writeOutput: () => undefined, writeError: () => undefined },
  });
  expect(code).toBe(0);
  const { transcript } = await record(targetOfEnvironment(folder), send);
  const { differences, skipped } = await replay(transcript, send);
  expect(differences).toEqual([]);
  expect(skipped).toEqual([
    ...["read the application", "read the authenticator configuration"],
    ...["create an identity with a narrow token", "suspend the identity"],
    ...["sign in while suspended", "activate the identity"],
  ]);
});
