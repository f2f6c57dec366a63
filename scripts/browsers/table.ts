import type { Found } from "../../tests/browsers/browsers.ts";
import type { Journey } from "../../tests/browsers/results.ts";

const PLACE = /(<!-- table: begin -->\n)[\s\S]*(<!-- table: end -->)/;

/**
 * @param journeys those that were completed without a problem
 * @param tried how many journeys each browser made
 * @returns the table of `docs/browsers.md`
 */
export function tableOf(found: Found[], journeys: Journey[], tried: number): string {
  const rows = found.map(({ browser: { name, driver }, version }) => {
    const own = journeys.filter((journey) => journey.browser === name);
    return [
      `${name} ${version}`,
      driver,
      `${own.length} of ${tried}`,
      range(own.map(({ seconds }) => seconds)),
      range(own.map(({ signInSeconds }) => signInSeconds)),
    ];
  });
  const head = ["browser", "driven by", "journeys", "one journey, s", "one sign-in, s"];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/**
 * @param page text of `docs/browsers.md`
 * @returns the page with another table
 */
export function withTable(page: string, table: string): string {
  if (!PLACE.test(page)) throw new Error("docs/browsers.md has no place for the table.");
  return page.replace(PLACE, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}

function range(seconds: number[]): string {
  if (seconds.length === 0) return "";
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((it) => it.toFixed(1));
  return least === most ? `${least}` : `${least} to ${most}`;
}
