const PARTS = ["scheme", "host", "port", "path", "query"] as const;

type Part = (typeof PARTS)[number];

const DEFAULT_PORTS: Record<string, string> = { "http:": "80", "https:": "443" };

/**
 * @param wanted address that has to be in the list
 * @param registered list of addresses without it
 * @returns which part of the most similar address differs, in words
 */
export function differenceOf(wanted: string, registered: readonly string[]): string {
  const candidates = registered
    .map((address) => ({ address, parts: differingParts(wanted, address) }))
    .sort((one, other) => one.parts.length - other.parts.length);
  const [nearest] = candidates;
  if (!nearest) return `${wanted} is not registered, and neither is any other`;
  if (nearest.parts.length === 0) {
    return `${wanted} differs from the registered ${nearest.address} in its spelling`;
  }
  return `${wanted} differs from the registered ${nearest.address} in its ${nearest.parts.join(" and ")}`;
}

function differingParts(one: string, other: string): (Part | "slash at the end")[] {
  if (!URL.canParse(one) || !URL.canParse(other)) return [...PARTS];
  const [left, right] = [partsOf(new URL(one)), partsOf(new URL(other))];
  const differing = PARTS.filter((part) => left[part] !== right[part]);
  const isSlash = left.path.replace(/\/$/, "") === right.path.replace(/\/$/, "");
  return differing.map((part) => (part === "path" && isSlash ? "slash at the end" : part));
}

/** The port of `https://a.example` is 443, and does not differ from itself when the scheme does. */
function partsOf(url: URL): Record<Part, string> {
  const isDefault = url.port === "" || url.port === DEFAULT_PORTS[url.protocol];
  return {
    ...{ scheme: url.protocol, host: url.hostname, port: isDefault ? "" : url.port },
    ...{ path: url.pathname, query: url.search },
  };
}
