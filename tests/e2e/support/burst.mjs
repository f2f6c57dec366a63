/**
 * A thread that sends many requests at once, so that the emulator, in the thread of the test, keeps answering: the app's
 * servers wait for it only so long. Gets `{ urls, cookie }`, posts the statuses of the answers.
 */
import { parentPort, workerData } from "node:worker_threads";

const { urls, cookie } = workerData;

async function statusOf(url) {
  const response = await fetch(url, { headers: { cookie } });
  await response.arrayBuffer();
  return response.status;
}

parentPort.postMessage(await Promise.all(urls.map(statusOf)));
