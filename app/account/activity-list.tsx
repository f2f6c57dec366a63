import { LocalTime } from "@/components/ui/local-time";
import type { AuditEvent } from "@/lib/audit/audit";
import type { ShownType } from "@/lib/audit/types";
import { deviceName } from "@/lib/request/device-name";

const WORDS = {
  signed_in: "Signed in",
  signed_out: "Signed out",
  session_ended: "A session was ended",
  sessions_ended: "Sessions were ended",
  session_ended_by_cloud: "Signed out by Beyond Identity",
  link_requested: "A link for a new passkey was requested",
  passkey_created: "A passkey was created",
  passkey_revoked: "A passkey was revoked",
} satisfies Record<ShownType, string>;

/** Recent events of the account, so that its owner notices what they did not do. */
export function ActivityList({ events }: { events: AuditEvent[] }) {
  return (
    <ol aria-label="Recent activity" className="divide-y divide-line border-line border-y">
      {events.map(({ id, at, type, userAgent }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-6 py-3">
          <span>{WORDS[type]}</span>
          <span className="text-muted text-sm">
            {userAgent !== null && `${deviceName(userAgent)}, `}
            <LocalTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
