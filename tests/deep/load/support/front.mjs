/**
 * A thread that stands in front of the app's processes, as a load balancer does. It sends each request to the next process
 * of its list. It never repeats a request that a process has accepted, because the request may have changed something.
 */
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

const { port, targets } = workerData;
const listed = new Set(targets);
const counts = { passed: 0, broken: 0 };
/** How many requests each process has to answer. */
const pending = new Map(targets.map((target) => [target, 0]));
let turn = 0;

createServer(async (received, response) => {
  const body = await buffer(received);
  turn += 1;
  const target = [...listed][turn % listed.size];
  pending.set(target, pending.get(target) + 1);
  response.once("close", () => pending.set(target, pending.get(target) - 1));
  const answer = await askOf(target, received, body);
  if (answer === "broken") {
    counts.broken += 1;
    return void response.destroy();
  }
  counts.passed += 1;
  response.writeHead(answer.statusCode, answer.headers);
  answer.pipe(response);
}).listen(port, "localhost", () => parentPort.postMessage("listening"));

function askOf(target, { method, url, headers }, body) {
  return new Promise((resolve) => {
    const onward = request({
      host: "localhost",
      port: target,
      method,
      path: url,
      headers,
      agent: false,
    });
    onward.once("response", resolve);
    onward.once("error", () => resolve("broken"));
    onward.end(body);
  });
}

parentPort.on("message", async ({ take, put }) => {
  listed.delete(take);
  while (pending.get(take) > 0) await wait(20);
  if (put !== undefined) listed.add(put);
  parentPort.postMessage({ ...counts });
});
