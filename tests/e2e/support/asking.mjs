/**
 * A thread that requests links and measures the time, so that the emulator's work in the thread of the test is not measured
 * too. It receives `{ asks: { url, email }[], atOnce }` and posts the response and the milliseconds of each.
 */
import { parentPort, workerData } from "node:worker_threads";

const { asks, atOnce } = workerData;
const samples = new Array(asks.length);
let next = 0;

async function ask({ url, email }) {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  const milliseconds = performance.now() - startedAt;
  const headers = [...response.headers].filter(([name]) => name !== "date");
  return {
    answer: JSON.stringify([response.status, headers, await response.text()]),
    milliseconds,
  };
}

async function work() {
  while (next < asks.length) {
    const index = next++;
    samples[index] = await ask(asks[index]);
  }
}

await Promise.all(Array.from({ length: atOnce }, work));
parentPort.postMessage(samples);
