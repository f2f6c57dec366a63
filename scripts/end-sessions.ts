import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase } from "@/lib/database/database";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { type AccountSelector, endSessionsOf } from "@/lib/use-cases/end-sessions-of";

const USAGE = `
Ends the sessions of one user or of all users.

  npm run end-sessions -- --email ada@example.com
  npm run end-sessions -- --identity 0123456789abcdef
  npm run end-sessions -- --everybody [--yes]

It reads the environment of the server. With DATABASE_URL the server can keep running. With the embedded database, which
only one process can open, stop the server first. It revokes links and tokens when it is back.
`;
const quiet = { info() {}, error: console.error };
const [DONE, FAILED, USED_WRONGLY] = [0, 1, 2];

process.exit(await run());

async function run(): Promise<number> {
  if (process.argv.includes("--help")) {
    console.log(USAGE);
    return DONE;
  }
  const command = readCommand();
  if (!command) {
    console.error(USAGE);
    return USED_WRONGLY;
  }
  if (command.selector === "everybody" && !command.yes && !(await isConfirmed())) {
    console.error("\nNothing was done. Say yes, or write --yes.\n");
    return USED_WRONGLY;
  }
  try {
    return await end(command.selector);
  } catch (error) {
    console.error(`\nNot done: ${error instanceof Error ? error.message : String(error)}\n`);
    return FAILED;
  }
}

async function end(selector: AccountSelector): Promise<number> {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== "production", quiet);
  if (getEnv().database.type === "embedded") {
    console.log("\nThe database is the embedded one. The server must be stopped meanwhile.");
  }
  console.log(`\nBeyond Identity: ${getEnv().issuer}`);
  const { accounts, sessions, isCertain } = await endSessionsOf(selector);
  await closeDatabase();
  console.log(`Accounts: ${accounts}\nSessions ended: ${sessions}\n`);
  if (isCertain) return DONE;
  console.error(
    usesHostedPage()
      ? "Accounts without a session were not found: this app has no access to the management API.\n"
      : "Beyond Identity did not answer, so accounts without a session were not found.\n",
  );
  return FAILED;
}

function readCommand(): { selector: AccountSelector; yes: boolean } | null {
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
    const named: AccountSelector[] = [];
    if (email) named.push({ email });
    if (identity) named.push({ identity });
    if (everybody) named.push("everybody");
    const [selector] = named;
    return selector && named.length === 1 ? { selector, yes } : null;
  } catch {
    return null;
  }
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("End the sessions of all users? Write yes: ");
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}
