import { type Effort, inTurn } from "../measurement.ts";
import { barePage, starterPages } from "../pages-under-load.ts";
import type { Row } from "../results.ts";
import { serveApp } from "../served-app.ts";

const WITH_A_GOAL = ["open", "protected", "home", "account"];

/** What a page costs under load with the embedded database, which runs in the process of the app. */
export async function measure({ runs, loadSeconds }: Effort): Promise<Row[]> {
  const [starter, bare] = [await serveApp("starter"), await serveApp("bare")];
  try {
    const all = await starterPages(starter, loadSeconds);
    const pages = all.filter(({ id }) => WITH_A_GOAL.includes(id));
    return await inTurn([...barePage(bare, loadSeconds), ...pages], runs);
  } finally {
    for (const app of [starter, bare]) await app.stop();
  }
}
