import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { INVALID_RSA_SIGNATURES } from "../../tests/support/invalid-rsa-signatures.ts";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A";
const party = {
  issuer: ISSUER,
  clientId: "client",
  endpointsOnOtherHosts: false,
  accessToken: "opaque",
};
const jwks_uri = `${ISSUER}/.well-known/jwks.json`;
const server = setupServer(
  http.get(`${ISSUER}/.well-known/openid-configuration`, () =>
    HttpResponse.json({
      ...{ issuer: ISSUER, jwks_uri },
      ...{ authorization_endpoint: `${ISSUER}/authorize`, token_endpoint: `${ISSUER}/token` },
    }),
  ),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => vi.resetModules());
afterAll(() => server.close());

const rsa = (modulusLength = 2048, publicExponent = 65_537) =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent });
const good = rsa();

/** A token that is right in everything but its signature. */
function signedPart(alg = "RS256"): Buffer {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, exp: now + 300 };
  const claims = { iss: ISSUER, aud: "client", sub: "person", nonce: "n", ...times };
  const parts = [{ alg, kid: "k" }, claims];
  return Buffer.from(
    parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join("."),
  );
}

function publish(jwk: object): void {
  const keys = [{ ...jwk, kid: "k", alg: "RS256", use: "sig" }];
  server.use(http.get(jwks_uri, () => HttpResponse.json({ keys })));
}

/** A fresh module each time, so that no test finds the keys of another. */
async function verify(signed: Buffer, signature: Buffer): Promise<string> {
  const { verifyIdToken } = await import("./id-token");
  const verified = verifyIdToken(`${signed}.${signature.toString("base64url")}`, party);
  return verified.then(
    () => "accepted",
    (error: Error) => error.name,
  );
}

const jwkOf = (key: KeyObject) => key.export({ format: "jwk" });

test("the token is accepted with its valid signature", async () => {
  publish(jwkOf(good.publicKey));
  const signed = signedPart();
  expect(await verify(signed, sign("sha256", signed, good.privateKey))).toBe("accepted");
});

test.each(Object.keys(INVALID_RSA_SIGNATURES))(
  "3: an id token whose signature is %s is refused",
  async (name) => {
    publish(jwkOf(good.publicKey));
    const signed = signedPart();
    const valid = sign("sha256", signed, good.privateKey);
    const forged = INVALID_RSA_SIGNATURES[name]?.({ signed, valid, privateKey: good.privateKey });
    expect(await verify(signed, forged ?? valid)).toBe("IdTokenError");
  },
);

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
/** What PKCS #1 puts before a hash of SHA-256 (RFC 8017 section 9.2, note 1). */
const SHA256_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");

test.each<[string, () => { jwk: object; privateKey: KeyObject }]>([
  ["of 1024 bits", () => keysOf(rsa(1024))],
  ["with the exponent 3", () => keysOf(rsa(2048, 3))],
  ["with the exponent 17", () => keysOf(rsa(2048, 17))],
  ["on an elliptic curve", () => keysOf(ec)],
])("3: an id token that is signed with a key %s is refused", async (_, make) => {
  const { jwk, privateKey } = make();
  publish(jwk);
  const signed = signedPart();
  expect(await verify(signed, sign("sha256", signed, privateKey))).not.toBe("accepted");
});

function keysOf({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }) {
  return { jwk: jwkOf(publicKey), privateKey };
}

test("3: an id token that anyone could sign, because the exponent is 1, is refused", async () => {
  publish({ ...jwkOf(good.publicKey), e: "AQ" });
  const signed = signedPart();
  const digest = createHash("sha256").update(signed).digest();
  const content = Buffer.concat([SHA256_INFO, digest]);
  const filler = Buffer.alloc(256 - 3 - content.length, 0xff);
  const padded = Buffer.concat([Buffer.of(0, 1), filler, Buffer.of(0), content]);
  expect(await verify(signed, padded)).not.toBe("accepted");
});

test("3: an id token that is signed with the public key as a shared secret is refused", async () => {
  const { n = "" } = jwkOf(good.publicKey) as { n?: string };
  publish({ kty: "oct", k: n });
  const signed = signedPart("HS256");
  expect(await verify(signed, createHmac("sha256", n).update(signed).digest())).toBe(
    "IdTokenError",
  );
});
