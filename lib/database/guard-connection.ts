import "server-only";
import { Client } from "pg";
import { z } from "zod";
import { type EnvironmentError, invalidVariable } from "@/lib/env/environment-error";
import { requireThat } from "@/lib/require-that";

const LOOPBACK = ["localhost", "127.0.0.1", "::1"];
const NAMED_MODE = /[?&]sslmode=verify-full(&|$)/;

/** Anything here that is not the driver's default could turn the check of the server off. */
const checkedSchema = z.looseObject({
  rejectUnauthorized: z.literal(true).optional(),
  checkServerIdentity: z.undefined().optional(),
});

/**
 * A database on another machine is reached with TLS, and has to prove its name: sessions and tokens travel there. The driver
 * itself is asked where it would connect to, because parts of an address can say so twice.
 *
 * @param url of a PostgreSQL server
 * @throws EnvironmentError when it is elsewhere and the connection could be read or redirected on the way
 */
export function guardConnection(url: string): void {
  const { host, ssl } = clientOf(url);
  if (isOnThisMachine(host)) return;
  const isChecked = ssl === true || checkedSchema.safeParse(ssl).success;
  requireThat(NAMED_MODE.test(url) && isChecked, () =>
    failure(
      "is on another machine without sslmode=verify-full: write it at the end of the address, with sslrootcert=FILE where your own authority signed the server's certificate",
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

/** A socket of this machine is written as its folder. */
function isOnThisMachine(host: string): boolean {
  return host.startsWith("/") || LOOPBACK.includes(host);
}

function failure(problem: string): EnvironmentError {
  return invalidVariable("DATABASE_URL", problem);
}
