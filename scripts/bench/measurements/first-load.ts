import { pageWeights } from "../../page-weights.ts";
import { builtApp } from "../builds.ts";
import type { Row } from "../results.ts";

/** Pages that only measure something. */
const OF_THE_BENCH = /^\/bench\//;

/** The id of the row with the only page of the bare app. */
const BARE_PAGE = "bare";

/** JavaScript after gzip of every page, and of a page without anything. A size needs one run. */
export async function measure(): Promise<Row[]> {
  const [starter, bare] = [await builtApp("starter"), await builtApp("bare")];
  const ofBare = pageWeights(`${bare}/.next`).filter(({ path }) => path === "/");
  const ofStarter = pageWeights(`${starter}/.next`).filter(({ path }) => !OF_THE_BENCH.test(path));
  return [
    ...ofBare.map(({ size }) => rowOf(BARE_PAGE, "a bare page of the same Next.js", size)),
    ...ofStarter.map(({ path, size }) => rowOf(path, `\`${path}\``, size)),
  ];
}

function rowOf(id: string, title: string, size: number): Row {
  return { id, title, unit: "kB", runs: [Number(size.toFixed(1))] };
}
