import { z } from "zod";
import { type Check, fail, pass, unmade } from "../check.ts";
import { jsonOf, outage } from "../cloud/ask.ts";
import { COPY_ISSUER, SERVICE_DOWN } from "./words.ts";

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export const jwks: Check = {
  id: "jwks",
  title: "The issuer publishes its signing keys",
  why: "The app verifies every id token with them (RFC 7517).",
  needs: ["issuer-discovery"],
  async run({ environment, cloud }) {
    const uri = new URL((await cloud.document())?.jwks_uri ?? "");
    const { origin } = new URL(environment.issuer ?? "");
    if (uri.origin !== origin) {
      return fail(`the keys are at ${uri.origin}, and the issuer at ${origin}`, COPY_ISSUER);
    }
    const answer = await cloud.keys();
    const down = outage(answer);
    if (answer.status === null || down !== null)
      return unmade(`${uri.origin}: ${down}`, SERVICE_DOWN);
    const keys = keySetSchema.safeParse(jsonOf(answer)).data?.keys;
    const usable = keys?.filter(({ kty, use }) => kty === "RSA" && (use ?? "sig") === "sig") ?? [];
    if (usable.length > 0) return pass(`${usable.length} RSA signing keys`);
    const saw = keys ? "no RSA signing key is published" : "the answer is no key set";
    return fail(saw, `Open ${uri.href} in a browser. If it shows no keys, ask Beyond Identity.`);
  },
};
