/**
 * Loaded into the app's server (`NODE_OPTIONS=--import`) during the browser tests. It writes everything that the server
 * sends to browsers or prints to files that the taint test searches afterwards.
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { Server, ServerResponse } from "node:http";
import { join } from "node:path";

/** No page is nearly as long, but the tests of the proxy's limits transfer hundreds of megabytes. */
const MAX_BODY_BYTES = 128 * 1024;

const folder = process.env.TAINT_FOLDER;
const port = Number(process.env.TAINT_PORT);
/** The sent parts of unfinished responses. */
const recordings = new WeakMap();

if (folder) {
  mkdirSync(folder, { recursive: true });
  watchRequests();
  watchBodies();
  recordOutput(process.stdout);
  recordOutput(process.stderr);
}

function watchRequests() {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (event, request, response, ...others) {
    if (event === "request") {
      // Bodies are searched as text. What was built before any secret existed is not searched.
      if (!isBuilt(request)) delete request.headers["accept-encoding"];
      if (request.socket.localPort === port) begin(request, response);
    }
    return emit.call(this, event, request, response, ...others);
  };
}

function begin(request, response) {
  if (isBuilt(request)) return;
  recordings.set(response, { chunks: [], size: 0, whole: true });
  // This event also follows responses that break off.
  response.once("close", () => save(request, response));
}

function isBuilt({ url }) {
  return url.startsWith("/_next/static/");
}

function watchBodies() {
  const { write, end } = ServerResponse.prototype;
  ServerResponse.prototype.write = function (chunk, encoding, callback) {
    keep(this, chunk, encoding);
    return write.call(this, chunk, encoding, callback);
  };
  ServerResponse.prototype.end = function (chunk, encoding, callback) {
    keep(this, chunk, encoding);
    return end.call(this, chunk, encoding, callback);
  };
}

function keep(response, chunk, encoding) {
  const recording = recordings.get(response);
  if (!recording || chunk === null || chunk === undefined || typeof chunk === "function") return;
  const room = MAX_BODY_BYTES - recording.size;
  if (room === 0) {
    recording.whole = false;
    return;
  }
  const bytes = Buffer.from(chunk, typeof encoding === "string" ? encoding : undefined);
  const kept = bytes.subarray(0, room);
  recording.chunks.push(kept);
  recording.size += kept.length;
  if (kept.length < bytes.length) recording.whole = false;
}

function save(request, response) {
  const { chunks, whole } = recordings.get(response);
  const record = {
    method: request.method,
    path: request.url.split("?")[0],
    headers: JSON.stringify(response.getHeaders()),
    body: Buffer.concat(chunks).toString("utf8"),
    whole,
  };
  appendFileSync(join(folder, "responses.ndjson"), `${JSON.stringify(record)}\n`);
}

function recordOutput(stream) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...others) => {
    appendFileSync(join(folder, "output.log"), chunk);
    return write(chunk, ...others);
  };
}
