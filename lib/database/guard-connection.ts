import "server-only";
import { Client } from "pg";
import { z } from "zod";
import { type EnvironmentError, invalidVariable } from "@/lib/env/environment-error";
import { requireThat } from "@/lib/require-that";

const LOOPBACK = ["localhost", "127.0.0.1", "::1"];
const NAMED_MODE = /[?&]sslmode=verify-full(&|$)/;

/** Values other than the driver's defaults could disable the check of the server's certificate. */
const checkedSchema = z.looseObject({
  rejectUnauthorized: z.literal(true).optional(),
  checkServerIdentity: z.undefined().optional(),
});

/**
 * Requires TLS with a verified host name for a database on another machine, because sessions and tokens pass over the
 * connection. It asks the driver itself where it would connect to, because a URL can name the host twice.
 *
 * @param url of a PostgreSQL server
 * @throws EnvironmentError when the server is on another machine and the connection could be read or redirected
 */
export function guardConnection(url: string): void {
  const { host, ssl } = clientOf(url);
  if (isOnThisMachine(host)) return;
  const isChecked = ssl === true || checkedSchema.safeParse(ssl).success;
  requireThat(NAMED_MODE.test(url) && isChecked, () =>
    failure(
      "is on another machine without sslmode=verify-full. Add it to the end of the address. If your own authority signed the server's certificate, add sslrootcert=FILE too",
    ),
  );
}

function clientOf(url: string): { host: string; ssl: unknown } {
  try {
    return new Client({ connectionString: url });
  } catch {
    throw failure("cannot be read, or names a certificate file that cannot be read");
  }
}

/** A host that starts with a slash is the folder of a Unix socket. */
function isOnThisMachine(host: string): boolean {
  return host.startsWith("/") || LOOPBACK.includes(host);
}

function failure(problem: string): EnvironmentError {
  return invalidVariable("DATABASE_URL", problem);
}
