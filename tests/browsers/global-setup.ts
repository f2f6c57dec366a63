import { createPreparedDatabase } from "../e2e/support/prepared-database.ts";

/** Vitest calls it once before all tests of the browsers. */
export const setup = createPreparedDatabase;
