import { afterAll, beforeAll } from "vitest";

/** Sets variables of the process for the tests of one file. The files of a worker share the process. */
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
