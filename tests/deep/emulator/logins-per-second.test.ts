import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import { Dialogue } from "../../outside-clients/support/parties.ts";
import { type MeasuredProvider, startMeasured } from "./support/measured-provider.ts";

const RUNS = 5;
const LOGINS = 20;

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

test("a login costs the emulator at most twice the processor time that it costs oidc-provider", async () => {
  const [emulator, reference] = await Promise.all([
    startMeasured("emulator"),
    startMeasured("oidc-provider"),
  ]);
  const spent = { emulator: [] as number[], reference: [] as number[] };
  // Twice, because a server is slow until its code has been compiled.
  for (const provider of [emulator, reference, emulator, reference]) await msPerLogin(provider);
  // In turn, so that a busy moment of the machine affects both.
  for (let run = 0; run < RUNS; run += 1) {
    spent.emulator.push(await msPerLogin(emulator));
    spent.reference.push(await msPerLogin(reference));
  }
  await Promise.all([emulator.close(), reference.close()]);
  const [own, other] = [1000 / median(spent.emulator), 1000 / median(spent.reference)];
  const figures = `emulator ${own.toFixed(1)}, oidc-provider ${other.toFixed(1)}`;
  // Vitest keeps the output of a test that passes to itself.
  writeSync(1, `logins per second of processor time, median of ${RUNS} runs: ${figures}\n`);
  // Measured: 0.61 to 0.68.
  expect(own).toBeGreaterThan(other / 2);
}, 300_000);

function median(numbers: number[]): number {
  return numbers.toSorted((one, next) => one - next)[Math.floor(numbers.length / 2)] ?? 0;
}
