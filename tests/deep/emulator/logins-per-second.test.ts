import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import type { Client } from "../../outside-clients/support/client.ts";
import { Dialogue } from "../../outside-clients/support/parties.ts";
import { type MeasuredProvider, startMeasured } from "./support/measured-provider.ts";

const TURNS = 30;
const WARM_UP = 10;
const LOGINS = 5;
/** Measured: 0.9 times. */
const MOST = 1;
/** With one signature more. Measured: 1.0 times. */
const MOST_WITH_SIGNED_TOKEN = 1.2;

/**
 * Five requests each, one after the other. The emulator: /authorize, the keys, the passkey's answer, /token, /userinfo.
 * oidc-provider: /auth, its interaction, the return from it, /token, /me. Only the emulator verifies a passkey and signs a
 * challenge for it.
 *
 * @returns processor time of the provider for one login
 */
async function msPerLogin(provider: MeasuredProvider, client: Client): Promise<number> {
  const dialogue = new Dialogue(provider, client);
  const before = await provider.spentMs();
  for (let login = 0; login < LOGINS; login += 1) {
    const { access_token } = await dialogue.signIn();
    const response = await dialogue.userinfo(access_token);
    expect(response.status).toBe(200);
    await response.text();
  }
  return ((await provider.spentMs()) - before) / LOGINS;
}

test("a login costs the emulator no more processor time than it costs oidc-provider", async () => {
  const [emulator, reference] = await Promise.all([
    startMeasured("emulator"),
    startMeasured("oidc-provider"),
  ]);
  const parties: [string, MeasuredProvider, Client | undefined][] = [
    ["emulator", emulator, emulator.client],
    ["emulator with signed access tokens", emulator, emulator.signed],
    ["oidc-provider", reference, reference.client],
  ];
  const spent = new Map<string, number[]>(parties.map(([name]) => [name, []]));
  // In turn and a few logins at a time, so that a busy moment of the machine affects all.
  for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
    for (const [name, provider, client] of parties) {
      if (!client) throw new Error(`${name} has no client`);
      const ms = await msPerLogin(provider, client);
      // A server is slow until its code has been compiled.
      if (turn >= 0) spent.get(name)?.push(ms);
    }
  }
  await Promise.all([emulator.close(), reference.close()]);
  const [own = 0, signed = 0, other = 0] = [...spent.values()].map(median);
  const figures = [...spent].map(([name, times]) => `${name} ${median(times).toFixed(1)}`);
  // Vitest keeps the output of a test that passes to itself.
  writeSync(1, `ms of processor time a login, median of ${TURNS} turns: ${figures.join(", ")}\n`);
  expect(own).toBeLessThanOrEqual(other * MOST);
  expect(signed).toBeLessThan(other * MOST_WITH_SIGNED_TOKEN);
}, 300_000);

function median(numbers: number[]): number {
  return numbers.toSorted((one, next) => one - next)[Math.floor(numbers.length / 2)] ?? 0;
}
