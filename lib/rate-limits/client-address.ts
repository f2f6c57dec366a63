import "server-only";
import ipaddr from "ipaddr.js";
import { getEnv } from "@/lib/env";

/** A network of one household: whoever has one IPv6 address has 2^64 of them. */
const IPV6_NETWORK_PARTS = 4;

/** Some proxies write the port along, and IPv6 addresses in brackets. Without brackets, colons belong to the address. */
const WITH_PORT = /^(?:\[(?<ipv6>[^\]]+)\]|(?<ipv4>\d+(?:\.\d+){3}))(?::\d+)?$/;

/**
 * Where a request comes from. The server itself appends the address of the connection to `X-Forwarded-For`
 * (`lib/rate-limits/connection-address.ts`), and so does every proxy, so that as many entries as there are configured proxies
 * are passed over from the right; whatever stands further left, anybody can write.
 *
 * @returns an IPv4 address, the network of an IPv6 address, or `unknown`
 */
export function clientAddress(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const address = hops.at(-1 - getEnv().trustedProxies) ?? hops[0];
  return normalised(withoutPort(address?.trim() ?? ""));
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
    return `${network.map((part) => part.toString(16)).join(":")}::/64`;
  }
  return parsed.toString();
}
