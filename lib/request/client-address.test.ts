import { beforeAll, beforeEach, expect, test, vi } from "vitest";

const env = vi.hoisted(() => ({ trustedProxies: 0 }));
vi.mock("@/lib/env/env", () => ({ getEnv: () => env }));

// Another file's tests may have loaded it with the environment that they have.
let clientAddress: typeof import("./client-address").clientAddress;
let ipv6SiteOf: typeof import("./client-address").ipv6SiteOf;
beforeAll(async () => {
  vi.resetModules();
  ({ clientAddress, ipv6SiteOf } = await import("./client-address"));
});

const via = (...hops: string[]) =>
  clientAddress(new Headers({ "x-forwarded-for": hops.join(", ") }));

beforeEach(() => {
  env.trustedProxies = 0;
});

test("without a proxy the address is the connection's, whatever the client wrote before it", () => {
  expect(via("203.0.113.7")).toBe("203.0.113.7");
  expect(via("1.2.3.4", "5.6.7.8", "203.0.113.7")).toBe("203.0.113.7");
});

test("each configured proxy is passed over, and no more", () => {
  env.trustedProxies = 2;
  expect(via("1.2.3.4", "203.0.113.7", "10.0.0.2", "10.0.0.1")).toBe("203.0.113.7");
});

test("a request that came past the proxies still has an address", () => {
  env.trustedProxies = 2;
  expect(via("203.0.113.7")).toBe("203.0.113.7");
});

test("an IPv4 address in IPv6 form is that IPv4 address", () => {
  expect(via("::ffff:203.0.113.7")).toBe("203.0.113.7");
});

test("all addresses of an IPv6 network are one", () => {
  expect(via("2001:db8:1:2:3:4:5:6")).toBe(via("2001:db8:1:2:ffff::1"));
  expect(via("2001:db8:1:2::1")).not.toBe(via("2001:db8:1:3::1"));
});

test.each([
  ["203.0.113.7:51234", "203.0.113.7"],
  ["[2001:db8:1:2::1]:443", "2001:db8:1:2::1"],
  ["[2001:db8:1:2::1]", "2001:db8:1:2::1"],
  ["[::ffff:203.0.113.7]:51234", "203.0.113.7"],
])("%s, as some proxies write it, is the address without its port", (written, address) => {
  expect(via(written)).toBe(via(address));
  expect(via(written)).not.toBe("unknown");
});

test("the end of a bare IPv6 address is not taken for a port", () => {
  expect(via("2001:db8:1:2:3:4:5:443")).toBe("2001:db8:1:2::/64");
  expect(via("2001:db8::443")).toBe("2001:db8:0:0::/64");
  expect(via("::1")).toBe("::1");
});

test.each(["", "nonsense", "<script>", "203.0.113.7:", "[2001:db8::1", "[203.0.113.7:80]"])(
  "%j is unknown",
  (text) => {
    expect(via(text)).toBe("unknown");
  },
);

test("more hops than configured are told in the log, once", async () => {
  vi.resetModules();
  const fresh = await import("./client-address");
  const log = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const ask = (hops: string) => fresh.clientAddress(new Headers({ "x-forwarded-for": hops }));
  env.trustedProxies = 1;
  ask("203.0.113.7, 10.0.0.1");
  expect(log).not.toHaveBeenCalled();
  for (const client of ["203.0.113.7", "203.0.113.8"]) ask(`${client}, 10.0.0.2, 10.0.0.1`);
  expect(log).toHaveBeenCalledOnce();
  const line = JSON.parse(String(log.mock.calls[0]?.[0]));
  expect(line).toMatchObject({ event: "forwarded_hops_unexpected", hops: 3, trustedProxies: 1 });
  log.mockRestore();
});

test("the networks of one IPv6 site are known to belong together, and other clients to no site", () => {
  const site = ipv6SiteOf(via("2001:db8:1:2::1"));
  expect(site).toBe("2001:db8:1::/48");
  expect(ipv6SiteOf(via("2001:db8:1:ffff::1"))).toBe(site);
  expect(ipv6SiteOf(via("2001:db8:2:2::1"))).not.toBe(site);
  expect([via("203.0.113.7"), via("::1"), via("nonsense")].map(ipv6SiteOf)).toEqual([
    null,
    null,
    null,
  ]);
});
