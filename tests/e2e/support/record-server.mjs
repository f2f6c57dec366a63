/**
 * Loaded into the app's server (`NODE_OPTIONS=--import`) during the browser tests: writes everything that the server
 * sends to browsers, and everything that it prints, to files that the taint test searches afterwards.
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const folder = process.env.TAINT_FOLDER;
const port = Number(process.env.TAINT_PORT);

if (folder) {
  mkdirSync(folder, { recursive: true });
  recordResponses();
  recordOutput(process.stdout);
  recordOutput(process.stderr);
}

function recordResponses() {
  const { write, end } = ServerResponse.prototype;
  const bodies = new WeakMap();
  const keep = (response, chunk, encoding) => {
    if (chunk === null || chunk === undefined || typeof chunk === "function") return;
    const known = bodies.get(response) ?? [];
    known.push(Buffer.from(chunk, typeof encoding === "string" ? encoding : undefined));
    bodies.set(response, known);
  };
  ServerResponse.prototype.write = function (chunk, encoding, callback) {
    keep(this, chunk, encoding);
    return write.call(this, chunk, encoding, callback);
  };
  ServerResponse.prototype.end = function (chunk, encoding, callback) {
    keep(this, chunk, encoding);
    const result = end.call(this, chunk, encoding, callback);
    if (this.socket?.localPort === port || this.req?.socket?.localPort === port) save(this);
    return result;
  };

  function save(response) {
    const url = response.req?.url ?? "";
    // Built before any secret existed.
    if (url.startsWith("/_next/static/")) return;
    const raw = Buffer.concat(bodies.get(response) ?? []);
    const headers = JSON.stringify(response.getHeaders());
    const body = decoded(raw, String(response.getHeader("content-encoding") ?? ""));
    const method = response.req?.method;
    const record = { method, path: url.split("?")[0], headers, body: body.toString("utf8") };
    appendFileSync(join(folder, "responses.ndjson"), `${JSON.stringify(record)}\n`);
  }
}

function decoded(body, encoding) {
  if (body.length === 0) return body;
  if (encoding === "gzip") return gunzipSync(body);
  return encoding === "br" ? brotliDecompressSync(body) : body;
}

function recordOutput(stream) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...others) => {
    appendFileSync(join(folder, "output.log"), chunk);
    return write(chunk, ...others);
  };
}
