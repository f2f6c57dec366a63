/** A process that requests a page with autocannon, and prints the result. Its argument is autocannon's options as JSON. */
import autocannon from "autocannon";

const { statusCodeStats, errors, timeouts, requests, latency, duration } = await autocannon(
  JSON.parse(process.argv[2]),
);
process.stdout.write(
  JSON.stringify({ statusCodeStats, errors, timeouts, requests, latency, duration }),
);
