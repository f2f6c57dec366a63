type Parts = { header?: Buffer; payload?: Buffer; signature?: Buffer };

/** @returns a compact JWS with other parts, and everything else as it was. */
export function withParts(jws: string, changes: Parts): string {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  return [
    changes.header?.toString("base64url") ?? header,
    changes.payload?.toString("base64url") ?? payload,
    changes.signature?.toString("base64url") ?? signature,
  ].join(".");
}

/** @returns the JWS with other claims than the signed ones. */
export function withPayload(jws: string, changes: Record<string, unknown>): string {
  const [, payload = ""] = jws.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return withParts(jws, { payload: Buffer.from(JSON.stringify({ ...claims, ...changes })) });
}

/** @returns the JWS as an unsecured one (RFC 7519 section 6). */
export function withoutSignature(jws: string): string {
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" }));
  return withParts(jws, { header, signature: Buffer.alloc(0) });
}
