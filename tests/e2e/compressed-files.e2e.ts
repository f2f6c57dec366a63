import { readdirSync, readFileSync } from "node:fs";
import { get, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

const FOLDERS = ["chunks", "media"];
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync };

type Encoding = keyof typeof DECODERS;

const EXPECTED: [accepted: string, sent: Encoding | undefined][] = [
  ["br", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=0.8, br;q=1.0", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["brotli, gzip;q=0.000", undefined],
  ["identity", undefined],
];

for (const [type, contentType] of [
  ["js", "application/javascript; charset=UTF-8"],
  ["css", "text/css; charset=UTF-8"],
] as const) {
  test(`each ${type} file is sent as the client accepts it, from a copy of the build`, async ({
    baseURL,
  }) => {
    const names = FOLDERS.flatMap((folder) =>
      readdirSync(`.next/static/${folder}`).map((name) => `${folder}/${name}`),
    ).filter((name) => name.endsWith(`.${type}`));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const original = readFileSync(`.next/static/${name}`);
      for (const [accepted, sent] of EXPECTED) {
        const { headers, body } = await ask(`${baseURL}/_next/static/${name}`, accepted);
        expect(headers["content-encoding"], accepted).toBe(sent);
        expect(headers["content-type"]).toBe(contentType);
        expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
        expect(headers.vary).toContain("Accept-Encoding");
        // A copy has a known length. What is compressed while it is sent has none.
        expect(Number(headers["content-length"])).toBe(body.length);
        expect((sent ? DECODERS[sent](body) : body).equals(original), name).toBe(true);
      }
    }
  });
}

/** A request without the decoding of `fetch`. */
async function ask(
  url: string,
  acceptEncoding: string,
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": acceptEncoding } }, async (response) => {
      resolve({ headers: response.headers, body: await buffer(response) });
    }).on("error", reject);
  });
}
