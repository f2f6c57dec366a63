/**
 * A thread that asks for links and measures, so that what the emulator does in the thread of the test is not measured with
 * it. Gets `{ asks: { url, email }[], atOnce }`, posts for each what was answered and how many milliseconds it took.
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
