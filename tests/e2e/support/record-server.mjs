/**
 * Loaded into the app's server (`NODE_OPTIONS=--import`) during the browser tests: writes everything that the server
 * sends to browsers, and everything that it prints, to files that the taint test searches afterwards.
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { Server, ServerResponse } from "node:http";
import { join } from "node:path";

const folder = process.env.TAINT_FOLDER;
const port = Number(process.env.TAINT_PORT);

if (folder) {
  mkdirSync(folder, { recursive: true });
  answerUncompressed();
  recordResponses();
  recordOutput(process.stdout);
  recordOutput(process.stderr);
}

/** Bodies are searched as text, and compressing the vendor's SDK for each new browser would cost a third of a second. */
function answerUncompressed() {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (event, request, ...others) {
    if (event === "request") delete request.headers["accept-encoding"];
    return emit.call(this, event, request, ...others);
  };
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
    const body = Buffer.concat(bodies.get(response) ?? []).toString("utf8");
    const headers = JSON.stringify(response.getHeaders());
    const method = response.req?.method;
    const record = { method, path: url.split("?")[0], headers, body };
    appendFileSync(join(folder, "responses.ndjson"), `${JSON.stringify(record)}\n`);
  }
}

function recordOutput(stream) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...others) => {
    appendFileSync(join(folder, "output.log"), chunk);
    return write(chunk, ...others);
  };
}
