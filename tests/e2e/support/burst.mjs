/**
 * A thread that sends many requests at once, so that the emulator in the thread of the test keeps answering. The app's
 * servers wait for it only so long. The thread receives `{ urls, cookie }` and posts the statuses of the responses.
 */
import { parentPort, workerData } from "node:worker_threads";

const { urls, cookie } = workerData;

async function statusOf(url) {
  const response = await fetch(url, { headers: { cookie } });
  await response.arrayBuffer();
  return response.status;
}

parentPort.postMessage(await Promise.all(urls.map(statusOf)));
