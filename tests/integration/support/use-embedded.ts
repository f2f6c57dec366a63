import { PGlite } from "@electric-sql/pglite";
import { afterAll, inject, vi } from "vitest";
import { closeDatabase } from "@/lib/database/database";

// The same database, kept in memory: the folder and its lock have a test of their own.
vi.mock(import("@/lib/database/embedded"), async (original) => {
  const actual = await original();
  const loadDataDir = new Blob([inject("emptyDatabase")]);
  return {
    ...actual,
    openEmbedded: async () => actual.upToDate(await PGlite.create({ loadDataDir })),
  };
});

afterAll(closeDatabase);
