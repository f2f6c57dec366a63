import { namedCheckIn } from "@/lib/auth/named-check";
import { isDevelopment } from "@/lib/env/env";

/** @param check id of the check that explains a failed sign-in, from the address. Shown in development only. */
export function DoctorHint({ check }: { check: unknown }) {
  const id = isDevelopment() ? namedCheckIn(check) : undefined;
  if (id === undefined) return null;
  return (
    <p className="text-muted text-sm">
      For developers: run <code>{`NODE_ENV=development npm run doctor -- --only ${id}`}</code> to
      see what is wrong and how to correct it. Users do not see this in production.
    </p>
  );
}
