const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A session that nobody uses for this long is over. */
export const IDLE_LIMIT_MS = 3 * DAY;

/** No session lasts longer than this, however much it is used. */
export const ABSOLUTE_LIMIT_MS = 14 * DAY;

/** A person has a few devices. One who has more sessions than this has lost track of them. */
export const MOST_SESSIONS = 50;

/** How often the cloud is asked whether the person may still be signed in, unless `RECHECK_SECONDS` says otherwise. */
export const RECHECK_INTERVAL_MS = 5 * MINUTE;

/** How long after its last good answer a cloud that is away or busy is borne. */
export const OUTAGE_GRACE_MS = HOUR;

/** The same for one that refuses us or is not understood, which waiting does not mend. */
export const REFUSAL_GRACE_MS = 15 * MINUTE;

/** How soon it is asked again, at the latest, while a person waits outside for its answer. */
export const CLOSED_RETRY_MS = 10_000;

/** How far the clocks of two servers may differ. */
export const CLOCK_TOLERANCE_MS = MINUTE;

/** How exactly the last use of a session is kept: one write in so much time. */
export const TOUCH_INTERVAL_MS = MINUTE;

/** What changes how one can get into an account asks for a sign-in that is no older than this. */
export const FRESH_SIGN_IN_MS = 10 * MINUTE;

/** An access token this close to its end is refreshed before it is used. */
export const REFRESH_MARGIN_MS = 30_000;
