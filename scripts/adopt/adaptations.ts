/** The first segments of the pages that are copied. */
export const PAGES = [
  "account",
  "account-deleted",
  "auth-error",
  "bi-authenticate",
  "bind",
  "recover",
  "register",
  "sign-in",
];

type Adaptation = readonly [path: string, from: RegExp, to: string];

/**
 * Gives files of the starter the form that an app needs.
 *
 * @param files their contents, by path
 * @param base where the app's sources begin
 * @throws Error when a file that needs another form is not there, or has changed
 */
export function adapted(files: Map<string, Buffer>, base: string): Map<string, Buffer> {
  const result = new Map(files);
  for (const [path, from, to] of adaptations(base)) {
    const text = result.get(path)?.toString();
    if (text === undefined) throw new Error(`${path} is not among the files to copy.`);
    if (text.search(from) === -1) throw new Error(`${path} does not have: ${from}`);
    result.set(path, Buffer.from(text.replace(from, () => to)));
  }
  return result;
}

function adaptations(base: string): Adaptation[] {
  const prepared = PAGES.filter((page) => page !== "bind").join("|");
  return [
    // Other pages keep their own headers, because a page without a nonce would lose its scripts.
    ["proxy.ts", /source: "[^"]+"/, `source: "/:page(${PAGES.join("|")})/:rest*"`],
    // Only these pages are prepared before Next.js sees them.
    ["lib/proxy/prepare-pages.ts", /\(\?!api.*\|bind\$\)/, `(?=(?:${prepared})(?:\\/|$))`],
    ["lib/database/open-database.ts", /(?=lib\/database\/migrations)/, base],
    ["app/globals.css", /@source "\.\.\/app";/, '@source ".";'],
    ["app/globals.css", /@source "\.\.\/components";/, '@source "../../components";'],
  ];
}
