import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowsers } from "./browsers.ts";
import { openTab } from "./open-tab.ts";

const PAGE = `<!doctype html><title>Faulty</title><link rel="icon" href="data:,"><h1>Faulty</h1>
<script>
  console.error("written");
  setTimeout(() => { throw new Error("thrown"); });
  Promise.reject(new Error("rejected"));
  fetch("/missing");
  new Image().src = "http://elsewhere.invalid/picture.png";
  document.head.append(Object.assign(document.createElement("script"), { src: "/forbidden.js" }));
</script>`;
const POLICY = "default-src 'self'; script-src 'unsafe-inline'; img-src http: data:";

const server = createServer(({ url }, response) => {
  if (url !== "/") return void response.writeHead(404).end();
  response.setHeader("content-type", "text/html");
  response.setHeader("content-security-policy", POLICY);
  response.end(PAGE);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "localhost", resolve)));
afterAll(() => server.close());

for (const { browser, version } of findBrowsers().found) {
  test(`${browser.name} ${version} tells of each problem of a faulty page`, async () => {
    const tab = await openTab(browser);
    await tab.visit(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await tab.see("heading", "Faulty");
    for (const problem of [
      /^console: written/,
      /^uncaught: .*thrown/,
      /^uncaught: .*rejected/,
      /^404: .*\/missing$/,
      /^request off loopback: http:\/\/elsewhere\.invalid\/picture\.png$/,
      /^console: CSP violation: script-src-elem .*forbidden\.js$/,
    ]) {
      await expect.poll(() => tab.problems()).toContainEqual(expect.stringMatching(problem));
    }
  });
}
