import { join } from "node:path";

/** The folder of all such apps has the packages, and nothing of the starter. */
export default { turbopack: { root: join(process.cwd(), "..") } };
