import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { guardConnection } from "@/lib/database/guard-connection";
import { MIGRATIONS } from "@/lib/database/open-database";
import { EnvironmentError } from "@/lib/env/environment-error";
import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";
import type { Subject } from "../subject.ts";

const JOURNAL = join(MIGRATIONS, "meta/_journal.json");
const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });

export const database: Check = {
  id: "database",
  title: "The app can use its database",
  why: "Sessions are kept there. The server does not start without it.",
  needs: [],
  reads: ["AUTH_URL"],
  async run(subject) {
    const { environment, databases } = subject;
    const { DATABASE_URL: url } = environment.variables;
    if (url === undefined) return embeddedFolder(subject);
    const problem = problemOf(subject, url);
    if (problem) return fail(`DATABASE_URL ${problem}`, "Correct DATABASE_URL (.env.example).");
    const applied = await databases.postgres(url);
    return applied.kind === "unreachable"
      ? fail(
          `the server of DATABASE_URL: ${applied.problem}`,
          "Start the server, or correct DATABASE_URL.",
        )
      : pass("the PostgreSQL server answers");
  },
};

function problemOf({ environment }: Subject, url: string): string | null {
  const known = environment.problems.find(({ variable }) => variable === "DATABASE_URL");
  if (known) return known.problem;
  try {
    guardConnection(url);
    return null;
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems[0]?.problem ?? error.message;
    throw error;
  }
}

function embeddedFolder(subject: Subject) {
  const folder = folderOf(subject);
  try {
    accessSync(nearestFolder(folder), constants.W_OK);
    return pass(`embedded, in ${folder}, for one process`);
  } catch {
    const next = "Let the user of the app write to the folder, or set DATABASE_URL.";
    return fail(`${folder} cannot be written to`, next);
  }
}

function folderOf({ environment, machine }: Subject): string {
  const host = environment.appUrl?.host.replace(":", "-") ?? "";
  return join(machine.folder, ".data", `database-${host}`);
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

export const databaseMigrations: Check = {
  id: "database-migrations",
  title: "The database is not newer than this code",
  why: "An older version of the app could damage the data of a newer one.",
  needs: ["database"],
  async run(subject) {
    const { environment, databases } = subject;
    const { DATABASE_URL: url } = environment.variables;
    const folder = folderOf(subject);
    if (!url && !existsSync(folder)) return pass("there is no database yet, the app makes it");
    const applied = url ? await databases.postgres(url) : await databases.embedded(folder);
    if (applied.kind === "busy") return inapplicable("the running app has the database open");
    if (applied.kind === "unreachable") return unmade(applied.problem, "Run the doctor again.");
    const journal = JSON.parse(readFileSync(JOURNAL, "utf8"));
    const known = journalSchema.parse(journal).entries.map(({ when }) => when);
    const unknown = applied.times.filter((time) => !known.includes(time));
    if (unknown.length > 0) {
      return fail(
        `it has ${unknown.length} migrations that this version of the code does not`,
        "Deploy the newer version of the app again, or restore a backup from before it.",
      );
    }
    const open = known.length - applied.times.length;
    return pass(open > 0 ? `the app applies ${open} migrations when it starts` : "up to date");
  },
};
