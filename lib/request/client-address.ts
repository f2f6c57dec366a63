import "server-only";
import ipaddr from "ipaddr.js";
import { getEnv } from "@/lib/env/env";
import { logEvent } from "@/lib/log";

/** A /64 is the network of one household: a client with one IPv6 address has 2^64 of them. */
const IPV6_NETWORK_PARTS = 4;
/** A rented server can have many /64 networks, because providers assign a whole /48. */
const IPV6_SITE_PARTS = 3;
const IPV6_NETWORK_END = "::/64";

/**
 * Some proxies append the port, and write IPv6 addresses in brackets. Without brackets, colons belong to the address.
 */
const WITH_PORT = /^(?:\[(?<ipv6>[^\]]+)\]|(?<ipv4>\d+(?:\.\d+){3}))(?::\d+)?$/;

/**
 * Finds the address that a request comes from. The server itself appends the address of the connection to
 * `X-Forwarded-For` (`lib/request/connection-address.ts`), and so does every proxy. From the right, one entry is
 * skipped for each configured proxy. The client can forge every entry further left.
 *
 * @returns an IPv4 address, the network of an IPv6 address, or `unknown`
 */
export function clientAddress(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const { trustedProxies } = getEnv();
  if (hops.length > trustedProxies + 1) logUnexpectedHops(hops.length, trustedProxies);
  const address = hops.at(-1 - trustedProxies) ?? hops[0];
  return normalised(withoutPort(address?.trim() ?? ""));
}

/** @returns the /48 network that contains a client's IPv6 network, or null for any other client. */
export function ipv6SiteOf(clientAddress: string): string | null {
  if (!clientAddress.endsWith(IPV6_NETWORK_END)) return null;
  return `${clientAddress.split(":").slice(0, IPV6_SITE_PARTS).join(":")}::/48`;
}

let hasLoggedHops = false;

/**
 * A client may have forged the extra entries. But they may also come from a proxy that is not counted, and then all
 * users share one rate limit.
 */
function logUnexpectedHops(hops: number, trustedProxies: number): void {
  if (hasLoggedHops) return;
  hasLoggedHops = true;
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
