import { afterAll, beforeAll } from "vitest";

/** Sets variables of the process for the tests of a file; the files of a worker share them otherwise. */
export function inEnvironment(variables: Record<string, string>): void {
  const before = new Map<string, string | undefined>();
  beforeAll(() => {
    for (const [name, value] of Object.entries(variables)) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
  });
  afterAll(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
}
