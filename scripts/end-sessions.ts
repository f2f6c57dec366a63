import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { endSessionsOf, type Whom } from "@/lib/use-cases/end-sessions-of";

const USAGE = `
Ends sessions: of one person, or of everybody.

  npm run end-sessions -- --email ada@example.com
  npm run end-sessions -- --identity 0123456789abcdef
  npm run end-sessions -- --everybody [--yes]

It reads the environment that the server reads. With DATABASE_URL the server may go on running. Stop it first where the
database is the embedded one, which one process has open at a time; what is owed is paid when the server is back.
`;
const quiet = { info() {}, error: console.error };
const [DONE, FAILED, USED_WRONGLY] = [0, 1, 2];

process.exit(await run());

async function run(): Promise<number> {
  const wish = readWish();
  if (!wish) {
    console.error(USAGE);
    return USED_WRONGLY;
  }
  if (wish.whom === "everybody" && !wish.yes && !(await isConfirmed())) {
    console.error("\nNothing was done. Say yes, or write --yes.\n");
    return USED_WRONGLY;
  }
  try {
    return await end(wish.whom);
  } catch (error) {
    console.error(`\nNot done: ${error instanceof Error ? error.message : String(error)}\n`);
    return FAILED;
  }
}

async function end(whom: Whom): Promise<number> {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== "production", quiet);
  if (getEnv().database.type === "embedded") {
    console.log("\nThe database is the embedded one. The server must be stopped meanwhile.");
  }
  console.log(`\nBeyond Identity: ${getEnv().issuer}`);
  const { accounts, sessions, isCertain } = await endSessionsOf(whom);
  await closeDatabase();
  console.log(`Accounts: ${accounts}\nSessions ended: ${sessions}\n`);
  if (isCertain) return DONE;
  console.error("Beyond Identity did not answer, so accounts without a session were not found.\n");
  return FAILED;
}

function readWish(): { whom: Whom; yes: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        email: { type: "string" },
        identity: { type: "string" },
        everybody: { type: "boolean" },
        yes: { type: "boolean", default: false },
      },
    });
    const { email, identity, everybody, yes } = values;
    const named: Whom[] = [];
    if (email) named.push({ email });
    if (identity) named.push({ identity });
    if (everybody) named.push("everybody");
    const [whom] = named;
    return whom && named.length === 1 ? { whom, yes } : null;
  } catch {
    return null;
  }
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("End the sessions of everybody? Write yes: ");
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}
