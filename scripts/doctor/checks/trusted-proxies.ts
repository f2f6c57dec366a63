import { z } from "zod";
import { type Check, fail, inapplicable, pass } from "../check.ts";
import { jsonOf } from "../cloud/ask.ts";

const arrivalSchema = z.object({ proxies: z.number(), trusted_proxies: z.number() });

export const trustedProxies: Check = {
  id: "trusted-proxies",
  title: "TRUSTED_PROXIES is the number of proxies in front of the app",
  why: "With fewer, all users share one rate limit. With more, clients choose the address that the limits count.",
  needs: ["app-answers"],
  reads: ["AUTH_SECRET"],
  async run({ app }) {
    const answer = await app.arrival();
    if (answer.status === null) return inapplicable("the app does not run at AUTH_URL");
    const arrival = arrivalSchema.safeParse(jsonOf(answer)).data;
    if (!arrival) {
      return inapplicable("the running app does not tell: it has another AUTH_SECRET or version");
    }
    const { proxies, trusted_proxies: trusted } = arrival;
    const saw = `${proxies} proxies append to X-Forwarded-For`;
    return proxies === trusted
      ? pass(saw)
      : fail(
          `${saw}, and the app trusts ${trusted}`,
          `Set TRUSTED_PROXIES to ${proxies}, or have each proxy append the address that it sees.`,
        );
  },
};
