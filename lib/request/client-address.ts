import "server-only";
import ipaddr from "ipaddr.js";
import { getEnv } from "@/lib/env/env";
import { logEvent } from "@/lib/log";

/** A network of one household: whoever has one IPv6 address has 2^64 of them. */
const IPV6_NETWORK_PARTS = 4;
/** Whoever rents a server has many such networks: a /48 is given out as one. */
const IPV6_SITE_PARTS = 3;
const IPV6_NETWORK_END = "::/64";

/** Some proxies write the port along, and IPv6 addresses in brackets. Without brackets, colons belong to the address. */
const WITH_PORT = /^(?:\[(?<ipv6>[^\]]+)\]|(?<ipv4>\d+(?:\.\d+){3}))(?::\d+)?$/;

/**
 * Where a request comes from. The server itself appends the address of the connection to `X-Forwarded-For`
 * (`lib/request/connection-address.ts`), and so does every proxy, so that as many entries as there are configured proxies
 * are passed over from the right; whatever stands further left, anybody can write.
 *
 * @returns an IPv4 address, the network of an IPv6 address, or `unknown`
 */
export function clientAddress(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const { trustedProxies } = getEnv();
  if (hops.length > trustedProxies + 1) tellUnexpectedHops(hops.length, trustedProxies);
  const address = hops.at(-1 - trustedProxies) ?? hops[0];
  return normalised(withoutPort(address?.trim() ?? ""));
}

/** @returns the IPv6 site that a client's network is a part of; null for any other client. */
export function ipv6SiteOf(clientAddress: string): string | null {
  if (!clientAddress.endsWith(IPV6_NETWORK_END)) return null;
  return `${clientAddress.split(":").slice(0, IPV6_SITE_PARTS).join(":")}::/48`;
}

let hasToldHops = false;

/** A client may have written them. A proxy that is not counted does it for everybody, who then share one limit. */
function tellUnexpectedHops(hops: number, trustedProxies: number): void {
  if (hasToldHops) return;
  hasToldHops = true;
  logEvent("forwarded_hops_unexpected", { hops, trustedProxies });
}

function withoutPort(text: string): string {
  const { ipv4, ipv6 } = WITH_PORT.exec(text)?.groups ?? {};
  return ipv4 ?? ipv6 ?? text;
}

function normalised(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.range() !== "loopback") {
    const network = parsed.parts.slice(0, IPV6_NETWORK_PARTS);
    return `${network.map((part) => part.toString(16)).join(":")}${IPV6_NETWORK_END}`;
  }
  return parsed.toString();
}
