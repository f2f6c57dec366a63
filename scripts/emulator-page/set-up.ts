import { createEmulator } from "../../mocks/cloud/emulator.ts";
import { seedFileOf } from "../../mocks/cloud/seed-file.ts";
import type { Coverage } from "./coverage.ts";

/** What the seed file calls otherwise than the paths of the API. */
const IN_SEED: Partial<Record<string, string>> = { credentials: "passkeys", tenants: "tenant" };

/** Ways other than API and seed, each with the test that shows it. */
const OTHER_WAYS: Partial<Record<string, { way: string; test: string }>> = {
  credentials: { way: "SDK", test: "binding answers with the passkey and completes the job" },
  identities: {
    way: "sign-in by mailed code",
    test: "the right code for a new address creates an identity",
  },
  "credential-binding-jobs": {
    way: "SDK",
    test: "the token is exchanged for a link that binds a passkey to the person who signed in",
  },
  tokens: {
    way: "sign-in",
    test: "the tokens of an application are listed by principal, and never show their value",
  },
};

/**
 * @param demandTest refuses a test that does not exist
 * @returns for each operation, how the data gets in that it works on
 */
export function waysIn(
  coverage: Coverage[],
  demandTest: (statement: string, test: string) => unknown,
): Map<string, string[]> {
  const origin = "http://localhost:4400";
  const emulator = createEmulator({ origins: { auth: origin, api: origin, app: origin } });
  const seeded = Object.keys(seedFileOf(emulator));
  const emulated = new Set(
    coverage.filter(({ isEmulated }) => isEmulated).map(({ operation }) => operation),
  );
  return new Map(
    [...emulated].map((operation) => {
      const collection = collectionOf(operation);
      const name = collection.split("/").at(-1) ?? "";
      const other = OTHER_WAYS[name];
      if (other) demandTest(`${name} by ${other.way}`, other.test);
      const ways = [
        ...(emulated.has(`POST ${collection}`) ? ["API"] : []),
        ...(seeded.includes(IN_SEED[name] ?? name.replaceAll("-", "_")) ? ["seed"] : []),
        ...(other ? [other.way] : []),
      ];
      if (ways.length === 0) throw new Error(`Nothing says how the data of ${operation} gets in.`);
      return [operation, ways];
    }),
  );
}

/** @returns the path of the list that an operation's resource is in */
function collectionOf(operation: string): string {
  const path = operation
    .replace(/^\w+ /, "")
    .replace(/:\w+$/, "")
    .replace(/\/active$/, "");
  return path.replace(/\/\{\w+\}$/, "");
}
