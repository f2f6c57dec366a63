const LABEL = /^(?!-)[a-z\d-]{1,63}(?<!-)$/;
const TOP_LEVEL_DOMAIN = /^([a-z]{2,}|xn--[a-z\d-]+)$/;
/** These characters have a meaning in a URL and are never part of a domain. */
const WEB_SYNTAX = /[/?#:[\]\\%<>^|`{}]/;

/**
 * @param domain as typed, in any script
 * @returns the domain in lower case and in ASCII (IDNA), without a trailing dot. A domain that has no ASCII form stays
 * in its own script.
 */
export function asciiDomain(domain: string): string {
  const address = `http://${domain}`;
  const isName = !WEB_SYNTAX.test(domain) && URL.canParse(address);
  const host = isName ? new URL(address).hostname : domain.toLowerCase();
  return host.replace(/\.$/, "");
}

/** @returns a sentence for the user that says what is wrong with a mail domain, or null when nothing is wrong. */
export function domainProblem(domain: string): string | null {
  const labels = domain.split(".");
  const topLevel = labels.at(-1) ?? "";
  if (domain === "") {
    return "The part after the @ is missing. Write the address whole, like name@example.com.";
  }
  if (/^[\d.]+$/.test(domain) || domain.startsWith("[")) {
    return "The part after the @ must be a name like example.com, not numbers.";
  }
  if (domain === "localhost" || topLevel === "localhost") {
    return "Mail cannot reach localhost. Use an address like name@example.com.";
  }
  if (labels.includes("")) {
    return "The part after the @ has a dot too many. Write it like example.com.";
  }
  if (labels.length === 1) {
    return "The part after the @ has no ending. Write it whole, like name@example.com.";
  }
  if (!labels.every((label) => LABEL.test(label))) {
    return "The part after the @ is not the name of a mail server. Write it like example.com.";
  }
  return TOP_LEVEL_DOMAIN.test(topLevel)
    ? null
    : "The ending of the address is not complete. It needs at least two letters, as in name@example.com.";
}
