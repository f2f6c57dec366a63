import { PGlite } from "@electric-sql/pglite";
import { afterAll, inject, vi } from "vitest";
import { withOneCallPerQuery } from "./one-call-per-query.ts";
import { emptyTables } from "./rows.ts";

declare global {
  var sharedPGlite: Promise<PGlite> | undefined;
}

// The embedded database, in memory and shared by all files. Its folder and lock have their own test.
vi.mock(import("@/lib/database/embedded"), async (original) => {
  const actual = await original();
  const create = async () =>
    withOneCallPerQuery(await PGlite.create({ loadDataDir: new Blob([inject("emptyDatabase")]) }));
  return {
    ...actual,
    openEmbedded: async () => {
      globalThis.sharedPGlite ??= create();
      return actual.migrated(await globalThis.sharedPGlite);
    },
  };
});

afterAll(emptyTables);
