import { EndSession } from "@/app/account/end-session";
import { Badge } from "@/components/ui/badge";
import { DeviceIcon } from "@/components/ui/icons/device";
import { LocalTime } from "@/components/ui/local-time";
import { RemovalNotice } from "@/components/ui/removal-notice";
import { Row } from "@/components/ui/row";
import { deviceName } from "@/lib/request/device-name";
import type { OwnSession } from "@/lib/use-cases/own-sessions";

/** The devices that a user is signed in on. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  return (
    <>
      <RemovalNotice ids={sessions.map(({ id }) => id)} text="Signed out there." />
      <ul aria-label="Sessions" className="divide-y divide-line border-line border-y">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionRow session={session} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SessionRow({ session }: { session: OwnSession }) {
  const { id, userAgent, createdAt, lastSeenAt, isCurrent } = session;
  const aboutId = `session-${id}`;
  return (
    <Row
      icon={<DeviceIcon />}
      title={
        <>
          {deviceName(userAgent)}
          {isCurrent && <Badge>This session</Badge>}
        </>
      }
      detail={
        <>
          Signed in <LocalTime at={createdAt} />, last used <LocalTime at={lastSeenAt} />
        </>
      }
      detailId={aboutId}
      action={isCurrent ? undefined : <EndSession sessionId={id} describedBy={aboutId} />}
    />
  );
}
