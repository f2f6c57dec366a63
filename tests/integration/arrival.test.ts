import { expect, test } from "vitest";
import { GET } from "@/app/api/arrival/route";
import { createArrivalToken } from "@/lib/arrival/arrival-token";
import { APP_ORIGIN, ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";

standInForTheCloud();

const SECRET = ENVIRONMENT.AUTH_SECRET;
const ask = (token: string | null, hops = "203.0.113.7") =>
  GET(
    new Request(`${APP_ORIGIN}/api/arrival`, {
      headers: {
        "x-forwarded-for": hops,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    }),
  );

test("who knows the secret learns how many proxies there are", async () => {
  const response = await ask(await createArrivalToken(SECRET, APP_ORIGIN), "203.0.113.7, 10.0.0.1");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ proxies: 1, trusted_proxies: 0 });
});

test("for everyone else there is nothing at this address", async () => {
  const minuteAgo = Date.now() - 61_000;
  const hourAhead = Date.now() + 3_600_000;
  const tokens = [
    null,
    "",
    "nonsense",
    await createArrivalToken("another-secret-of-at-least-32-letters", APP_ORIGIN),
    await createArrivalToken(SECRET, "https://other.example"),
    await createArrivalToken(SECRET, APP_ORIGIN, minuteAgo),
    await createArrivalToken(SECRET, APP_ORIGIN, hourAhead),
  ];
  for (const token of tokens) {
    const response = await ask(token);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("proxies");
  }
});
