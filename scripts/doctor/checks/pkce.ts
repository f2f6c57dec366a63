import { type Check, fail, pass, unmade } from "../check.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { changeApplication } from "../repairs.ts";
import { EXTERNAL_PROTOCOL } from "./words.ts";

export const pkce: Check = {
  id: "pkce",
  title: "The application demands PKCE with S256",
  why: "Without it a stolen authorization code can be redeemed (RFC 7636, RFC 9700).",
  needs: ["client-id"],
  async run({ cloud }) {
    const application = await cloud.application();
    if (application.kind !== "found" && (await cloud.signIn()).kind === "refused") {
      const saw = "not checked because of redirect-uri: no sign-in starts that would show it";
      return { status: "skip", saw, next: "Solve redirect-uri first.", cause: "redirect-uri" };
    }
    const method =
      application.kind === "found"
        ? (application.value.protocol_config.pkce ?? "disabled")
        : await probedMethod(cloud);
    if (method === null)
      return unmade("the authorization endpoint did not answer", "Run it again.");
    if (method === "s256") return pass("S256");
    return fail(
      method === "disabled" ? "a sign-in without PKCE is accepted" : `PKCE is ${method}`,
      `Set PKCE to S256 in ${EXTERNAL_PROTOCOL}.`,
      changeApplication(cloud, "set PKCE to s256", () => ({ pkce: "s256" })),
    );
  },
};

/** Tries what must be refused, for an application that cannot be read. */
async function probedMethod(cloud: Cloud): Promise<"s256" | "plain" | "disabled" | null> {
  const without = await cloud.signIn({ challenge: "none" });
  const plain = await cloud.signIn({ challenge: "plain" });
  if (without.kind === "unreachable" || plain.kind === "unreachable") return null;
  if (without.kind === "page") return "disabled";
  return plain.kind === "page" ? "plain" : "s256";
}
