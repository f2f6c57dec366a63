import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { beforeEach, expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { signingKey } from "../cloud/keys.ts";
import { applicationPath, seed } from "../cloud/seed.ts";

const world = createWorld();
const { emulator, call, reason } = world;
const { auth, app } = emulator.origins;
const REDIRECT_URI = `${app}/api/auth/callback/beyondidentity`;
const PAGE = new RegExp(
  `^${auth}/authenticator/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/authenticator-configs/${seed.hostedAuthenticatorConfig.id}/bi-authenticate\\?request=`,
);

beforeEach(() => emulator.clock.reset());

/** @returns where /authorize of an application redirects to. */
async function start({ id, clientId }: { id: string; clientId: string }): Promise<URL> {
  const query = new URLSearchParams({
    response_type: "code",
    scope: "openid",
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    state: "of the app",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const address = `${auth}${applicationPath(seed.realm.id, id)}/authorize?${query}`;
  return new URL((await call(new Request(address))).headers.get("location") ?? "");
}

const open = (address: URL) => call(new Request(address));

/** The address with another `request`. */
function withRequest(address: URL, request: string): URL {
  const changed = new URL(address);
  changed.searchParams.set("request", request);
  return changed;
}

const requestOf = (address: URL) => address.searchParams.get("request") ?? "";

test("a sign-in of a Hosted Web application leads to the page, which no cache and no other site keeps", async () => {
  const address = await start(seed.hostedApplication);
  expect(address.href).toMatch(PAGE);
  const response = await open(address);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  const policy = response.headers.get("content-security-policy");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/'unsafe-|\*/);
});

test("going back returns to the client as RFC 6749 section 4.1.2.1 says", async () => {
  const markup = await (await open(await start(seed.hostedApplication))).text();
  const back = /href="([^"]*error=[^"]*)"/.exec(markup)?.[1]?.replaceAll("&#38;", "&");
  expect(back).toBe(`${REDIRECT_URI}?error=access_denied&state=of+the+app`);
});

test("no text of the world is markup on the page", async () => {
  const realm = emulator.store.state.world.realms.find(({ id }) => id === seed.realm.id);
  if (!realm) throw new Error("the seed has a realm");
  const { display_name: before } = realm;
  realm.display_name = "<script>1</script>";
  const markup = await (await open(await start(seed.hostedApplication))).text();
  realm.display_name = before;
  expect(markup).not.toContain("<script>1");
});

async function signedByAnother(address: URL): Promise<URL> {
  const { privateKey } = await signingKey(emulator, seed.webApplication.id);
  const request = requestOf(address);
  const { alg = "", kid = "" } = decodeProtectedHeader(request);
  const forged = new SignJWT(decodeJwt(request)).setProtectedHeader({ alg, kid });
  return withRequest(address, await forged.sign(privateKey));
}

const inPath = (from: string, to: string) => async (address: URL) =>
  new URL(address.href.replace(`/${from}`, `/${to}`));

test.each<[string, (address: URL) => Promise<URL>, string]>([
  ["no request", async (address) => withRequest(address, ""), "is not one of /authorize"],
  ["another text", async (address) => withRequest(address, "a.b.c"), "is not one of /authorize"],
  ["a request that another key signed", signedByAnother, "is not signed with the key"],
  [
    "the request of an application with a page of its own",
    async (address) => withRequest(address, requestOf(await start(seed.webApplication))),
    "does not use this Hosted Web configuration",
  ],
  [
    "the id of another configuration",
    inPath(seed.hostedAuthenticatorConfig.id, seed.authenticatorConfig.id),
    "does not use this Hosted Web configuration",
  ],
  [
    "another realm",
    inPath(seed.realm.id, seed.adminRealm.id),
    "does not use this Hosted Web configuration",
  ],
  [
    "another tenant",
    inPath(seed.tenant.id, "0001000000000000"),
    "does not use this Hosted Web configuration",
  ],
])("%s is refused with a page", async (_, change, why) => {
  const response = await open(await change(await start(seed.hostedApplication)));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("<h1>There is no sign-in to answer here</h1>");
  expect(reason()).toContain(why);
});

test("a request of a sign-in that the emulator has forgotten is refused with a page", async () => {
  const address = await start(seed.hostedApplication);
  emulator.store.state.transactions = [];
  expect((await open(address)).status).toBe(400);
  expect(reason()).toContain("a transaction that does not exist");
});

test("a sign-in that took too long, or was answered already, leads back to the application", async () => {
  const late = await start(seed.hostedApplication);
  emulator.clock.advance(15 * 60 + 1);
  const used = await start(seed.hostedApplication);
  const [transaction] = emulator.store.state.transactions.slice(-1);
  if (transaction) transaction.nonce = "another challenge";
  for (const address of [late, used]) {
    const response = await open(address);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain("error=access_denied");
  }
});
