import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import { Dialogue } from "../../outside-clients/support/parties.ts";
import { type MeasuredProvider, startMeasured } from "./support/measured-provider.ts";

const TURNS = 30;
const WARM_UP = 10;
const LOGINS = 5;
/** Measured: 1.0 to 1.3 times. */
const MOST = 1.5;

/**
 * Five requests each, one after the other. The emulator: /authorize, the keys, the passkey's answer, /token, /userinfo.
 * oidc-provider: /auth, its interaction, the return from it, /token, /me. Only the emulator verifies a passkey, and it
 * signs three tokens where oidc-provider signs one.
 *
 * @returns processor time of the provider for one login
 */
async function msPerLogin(provider: MeasuredProvider): Promise<number> {
  const dialogue = new Dialogue(provider, provider.confidential);
  const before = await provider.spentMs();
  for (let login = 0; login < LOGINS; login += 1) {
    const { access_token } = await dialogue.signIn();
    const response = await dialogue.userinfo(access_token);
    expect(response.status).toBe(200);
    await response.text();
  }
  return ((await provider.spentMs()) - before) / LOGINS;
}

test("a login costs the emulator at most 1.5 times the processor time that it costs oidc-provider", async () => {
  const [emulator, reference] = await Promise.all([
    startMeasured("emulator"),
    startMeasured("oidc-provider"),
  ]);
  const spent = { own: [] as number[], other: [] as number[] };
  // In turn and a few logins at a time, so that a busy moment of the machine affects both.
  for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
    const [own, other] = [await msPerLogin(emulator), await msPerLogin(reference)];
    // A server is slow until its code has been compiled.
    if (turn < 0) continue;
    spent.own.push(own);
    spent.other.push(other);
  }
  await Promise.all([emulator.close(), reference.close()]);
  const [own, other] = [median(spent.own), median(spent.other)];
  const figures = `emulator ${own.toFixed(1)}, oidc-provider ${other.toFixed(1)}`;
  // Vitest keeps the output of a test that passes to itself.
  writeSync(1, `ms of processor time a login, median of ${TURNS} turns: ${figures}\n`);
  expect(own).toBeLessThan(other * MOST);
}, 300_000);

function median(numbers: number[]): number {
  return numbers.toSorted((one, next) => one - next)[Math.floor(numbers.length / 2)] ?? 0;
}
