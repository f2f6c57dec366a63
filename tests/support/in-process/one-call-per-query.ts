import {
  Mutex,
  type PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
  TransactionAbortedError,
} from "@electric-sql/pglite";

const { serialize } = protocol;

/**
 * Makes an embedded database take the five messages of a query in one call, as a driver sends them to a server. PGlite
 * makes six calls, because it asks for the types of the parameters first. In these tests, which make tens of thousands of
 * queries, that is a third of all processor time. The parameters are sent as text, as node-postgres sends them.
 *
 * @param client a database that nothing else uses
 */
export function withOneCallPerQuery(client: PGlite): PGlite {
  const turns = new Mutex();

  async function run<T>(text: string, values: unknown[] = [], options: QueryOptions = {}) {
    const messages = [
      serialize.parse({ text }),
      serialize.bind({ values: values.map(asText) }),
      serialize.describe({ type: "P" }),
      serialize.execute({}),
      serialize.sync(),
    ];
    const answer = await client.execProtocolStream(Buffer.concat(messages), { syncToFs: false });
    // By inheritance, because copying hundreds of them takes as long as the query.
    const parsers = Object.assign(Object.create(client.parsers), options.parsers);
    const [result] = parse.parseResults(answer, parsers, { rowMode: options.rowMode ?? "object" });
    return result as Results<T>;
  }

  async function transaction<T>(task: (tx: Transaction) => Promise<T>): Promise<T> {
    await run("BEGIN");
    try {
      const result = await task({ query: run } as Transaction);
      const { command } = await run("COMMIT");
      if (command === "ROLLBACK") throw new TransactionAbortedError();
      return result;
    } catch (error) {
      await run("ROLLBACK");
      throw error;
    }
  }

  return Object.assign(client, {
    query: <T>(...query: Parameters<typeof run>) => turns.runExclusive(() => run<T>(...query)),
    transaction: <T>(task: (tx: Transaction) => Promise<T>) =>
      turns.runExclusive(() => transaction(task)),
  });
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") throw new TypeError("a parameter must be sent as text");
  return String(value);
}
