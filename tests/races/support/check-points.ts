import { vi } from "vitest";

// Adds a check point before and after each use of the database.
vi.mock("@/lib/database/database", async (original) => {
  const actual = await original<typeof import("@/lib/database/database")>();
  const { checkPoint } = await import("./interleaving.ts");
  return {
    ...actual,
    async inDatabase<T>(task: Parameters<typeof actual.inDatabase<T>>[0]) {
      await checkPoint();
      const result = await actual.inDatabase(task);
      await checkPoint();
      return result;
    },
  };
});
