import "server-only";
import { createHash } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Client, Pool } from "pg";

/** The app has about a hundred statements. Those with lists of values have more forms. */
const MOST_STATEMENTS = 500;

/**
 * Opens the driver of PostgreSQL servers on PGlite, and makes it prepare each statement once. PGlite's own `query` plans
 * every statement anew, which takes several times as long as running it.
 *
 * @param database which runs one statement at a time, so the pool has one client
 */
export function poolOf(database: PGlite): Pool {
  const names = new Map<string, string>();
  // After an error the pool takes a new client. The statements stay prepared.
  const parsedStatements = {};
  class EmbeddedClient extends Client {
    constructor() {
      super(configOf(database, parsedStatements));
      prepareStatements(this, names);
    }
  }
  return new Pool({ Client: EmbeddedClient, max: 1, idleTimeoutMillis: 0 });
}

function configOf(database: PGlite, parsedStatements: object) {
  const config = createPgConfig(database);
  const { connection } = config;
  const parse = connection.parse.bind(connection);
  // Drizzle passes parsers of results where PGlite expects types of parameters.
  connection.parse = (statement: object) => parse({ ...statement, types: [] });
  connection.parsedStatements = parsedStatements;
  return config;
}

function prepareStatements(client: Client, names: Map<string, string>): void {
  const query = client.query.bind(client);
  const named = (statement: unknown, ...rest: unknown[]) =>
    Reflect.apply(query, client, [withName(statement, names), ...rest]);
  Object.defineProperty(client, "query", { value: named });
}

function withName(statement: unknown, names: Map<string, string>): unknown {
  if (typeof statement !== "object" || statement === null) return statement;
  if (!("text" in statement && typeof statement.text === "string")) return statement;
  const name = names.get(statement.text) ?? newName(statement.text, names);
  return name === undefined ? statement : { ...statement, name };
}

/** The name tells the text, so that the same name never means two statements. */
function newName(text: string, names: Map<string, string>): string | undefined {
  if (names.size >= MOST_STATEMENTS) return undefined;
  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}
