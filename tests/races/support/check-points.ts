import { vi } from "vitest";

// Whatever waits for the database comes by a check point, before and after.
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
