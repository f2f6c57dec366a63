import { expect, test } from "vitest";
import { expectHealthy } from "../../../support/provision-health.ts";
import { ProvisionWorld } from "../../../support/provision-world.ts";

const FLAGS = ["--yes", "--theme", "Acme"];

/** How many calls a run on a blank tenant makes. */
async function callsOfARun(): Promise<number> {
  const tenant = new ProvisionWorld();
  await tenant.token();
  tenant.calls.length = 0;
  await tenant.run(FLAGS);
  return tenant.calls.length - 1;
}

/** What happens at one call. */
type Trouble = (
  tenant: ProvisionWorld,
  request: Request,
  stop: AbortController,
) => Promise<Response>;

const gone = () => Promise.reject(new TypeError("fetch failed"));
const status = (code: number) => async () =>
  Response.json({ code: "trouble", message: "trouble" }, { status: code });
const afterActing =
  (then: Trouble): Trouble =>
  async (tenant, request, stop) => {
    await tenant.send(request.clone() as Request);
    return then(tenant, request, stop);
  };

const TROUBLES: [string, Trouble][] = [
  ["the connection is lost before the cloud acts", gone],
  ["the connection is lost after the cloud has acted", afterActing(gone)],
  ["the cloud fails before it acts", status(503)],
  ["the cloud fails after it has acted", afterActing(status(500))],
  ["the cloud refuses", status(403)],
  ["the response is nonsense", afterActing(async () => new Response("<html>"))],
  [
    "the user presses Ctrl-C",
    (tenant, request, stop) => {
      stop.abort();
      return tenant.send(request);
    },
  ],
];

test.each(TROUBLES)("at every single call, %s: another run completes it", async (_, trouble) => {
  const calls = await callsOfARun();
  expect(calls).toBe(11);
  for (let call = 1; call <= calls; call += 1) {
    const tenant = new ProvisionWorld();
    const stop = new AbortController();
    let sent = 0;
    const send = (request: Request) => {
      sent += 1;
      return sent < call ? tenant.send(request) : trouble(tenant, request, stop);
    };
    const first = await tenant.run(FLAGS, { send, signal: stop.signal });
    // Nothing is left to stop after the last call.
    const isOver = stop.signal.aborted && call === calls;
    expect(first.code, `call ${call}`).toBe(isOver ? 0 : 1);
    expect((await tenant.run(FLAGS)).code, `call ${call}`).toBe(0);
    expectHealthy(tenant.world, tenant.text);
    const before = [JSON.stringify(tenant.world), tenant.text];
    expect((await tenant.run(FLAGS.slice(1))).report.changed).toBe(false);
    expect([JSON.stringify(tenant.world), tenant.text]).toEqual(before);
    await tenant.run(["--yes", "--teardown"]);
    expect(tenant.world.realms).toHaveLength(1);
    expect(tenant.world.applications).toHaveLength(1);
    expect(tenant.world.themes).toEqual([]);
  }
});
