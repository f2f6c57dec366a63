import { beforeEach, expect, test, vi } from "vitest";
import { clientAddress } from "./client-address";

const env = vi.hoisted(() => ({ trustedProxies: 0 }));
vi.mock("@/lib/env", () => ({ getEnv: () => env }));

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
