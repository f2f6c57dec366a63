import { afterEach, expect, test, vi } from "vitest";
import { exchangeBindingToken } from "./exchange-passkey-binding-token";

const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: "https://app.example/api/auth/callback/beyondidentity",
  devInboxUrl: null,
};
const REALM = "https://cloud.example/v1/tenants/T/realms/R";
const JOB = "identities/I/credential-binding-jobs/J:invokeAuthenticator?token=one-time";

afterEach(() => {
  vi.unstubAllGlobals();
});

function cloudAnswers(answer: Response | Error) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

const withLink = (link: unknown) => Response.json({ credential_binding_link: link });

test("the token goes to the cloud's own address, without cookies, and a link comes back", async () => {
  const fetch = cloudAnswers(withLink(`${REALM}/${JOB}`));
  expect(await exchangeBindingToken("secret", settings)).toBe(`${REALM}/${JOB}`);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    `${REALM}/applications/A/credential-binding-jobs`,
    expect.objectContaining({
      method: "POST",
      headers: { authorization: "Bearer secret" },
      credentials: "omit",
      redirect: "error",
    }),
  );
});

test.each([
  ["another cloud", `https://evil.example/v1/tenants/T/realms/R/${JOB}`],
  ["a cloud whose name begins alike", `https://cloud.example.evil.example/v1/tenants/T/${JOB}`],
  ["another tenant", `https://cloud.example/v1/tenants/X/realms/R/${JOB}`],
  ["another realm", `https://cloud.example/v1/tenants/T/realms/X/${JOB}`],
  ["another place by dots", `${REALM}/../../../tenants/X/realms/R/${JOB}`],
  ["another kind", `${REALM}/identities/I/credential-binding-jobs/J:revoke?token=one-time`],
  [
    "no one, for it has no token",
    `${REALM}/identities/I/credential-binding-jobs/J:invokeAuthenticator`,
  ],
  ["a script", "javascript:alert(1)"],
  ["nothing", undefined],
])("a link of %s is not followed", async (_, link) => {
  cloudAnswers(withLink(link));
  await expect(exchangeBindingToken("secret", settings)).rejects.toMatchObject({
    code: "cloud_error",
  });
});

test.each([
  [401, "offer_over"],
  [403, "offer_over"],
  [503, "cloud_error"],
])("an answer of %i means %s", async (status, code) => {
  cloudAnswers(Response.json({ credential_binding_link: `${REALM}/${JOB}` }, { status }));
  await expect(exchangeBindingToken("secret", settings)).rejects.toMatchObject({ code });
});

test("an answer that is no JSON is the cloud's trouble", async () => {
  cloudAnswers(new Response("<html>"));
  await expect(exchangeBindingToken("secret", settings)).rejects.toMatchObject({
    code: "cloud_error",
  });
});

test("a line that breaks is said so, without the token", async () => {
  cloudAnswers(new TypeError("fetch failed for secret"));
  const error = await exchangeBindingToken("secret", settings).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "cloud_unreachable", message: "cloud_unreachable" });
});

test("a token without an application causes no request", async () => {
  const fetch = cloudAnswers(withLink(`${REALM}/${JOB}`));
  const unnamed = { ...settings, applicationId: null };
  await expect(exchangeBindingToken("secret", unnamed)).rejects.toMatchObject({
    code: "offer_over",
  });
  expect(fetch).not.toHaveBeenCalled();
});
