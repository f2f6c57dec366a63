const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How many times in how many seconds. If there are several, all of them apply. */
export type Windows = readonly (readonly [times: number, seconds: number])[];

type Limits = { address: Windows; account?: Windows };

/** Limits for each client address, and for each account. */
export const LIMITS = {
  register: { address: [[30, MINUTE]], account: [[10, HOUR]] },
  recover: { address: [[30, MINUTE]], account: [[10, HOUR]] },
  sign_in: { address: [[60, MINUTE]] },
  callback: { address: [[60, MINUTE]] },
  refresh: { address: [[120, MINUTE]], account: [[12, MINUTE]] },
  bind: { address: [[60, MINUTE]] },
} as const satisfies Record<string, Limits>;

/** Limits the refreshes by which the app asks, without the management API, whether a session may go on. */
export const RECHECK_LIMITS = {
  session: [[12, MINUTE]],
} as const satisfies Record<string, Windows>;

/** Limits the sign-ins to one account, so that a stolen passkey does not lock its owner out. */
export const SIGN_IN_LIMITS = {
  /** From one client address. */
  address: [[30, 10 * MINUTE]],
  /** From all client addresses together. */
  account: [[300, 10 * MINUTE]],
  /** By a browser that was signed in to the account before. */
  browser: [[30, 10 * MINUTE]],
} as const satisfies Record<string, Windows>;

/** A provider assigns a household an IPv6 /64 or more, and a rented server a /48, which contains 65,536 of them. */
export const IPV6_SITE_FACTOR = 4;

/** Limits for mail that strangers request. */
export const MAIL_LIMITS = {
  address: [
    [300, HOUR],
    [1_000, DAY],
  ],
  mailboxByHour: [[15, HOUR]],
  mailboxByDay: [[40, DAY]],
  /** Still allowed once a day's mails are used up, so that a stranger cannot block recovery for a day. */
  mailboxBeyond: [1, HOUR],
  /** A company may register all its employees in one morning. */
  domain: [[600, HOUR]],
  all: [[120, MINUTE]],
} as const satisfies Record<string, Windows | Windows[number]>;

/** Limits for mail that signed-in users send to themselves. Strangers cannot use them up. */
export const OWN_MAIL_LIMITS = {
  mailbox: [
    [10, HOUR],
    [20, DAY],
  ],
  all: [[30, MINUTE]],
} as const satisfies Record<string, Windows>;

/** The counters of all mail. When one is used up, the log alerts the operator. */
export const MAIL_CEILING = "mail:all";
export const OWN_MAIL_CEILING = "own-mail:all";

/** Limits for the requests of signed-in users, counted in each process. */
export const PROCESS_LIMITS = {
  request: { session: [300, MINUTE], account: [900, MINUTE] },
  backend: { account: [240, MINUTE] },
  /** For ending sessions, revoking a passkey or deleting the account. Other sessions cannot use it up. */
  closing: { session: [60, MINUTE] },
} as const satisfies Record<string, { session?: Windows[number]; account?: Windows[number] }>;

/**
 * Limits for requests to the cloud, over all processes. Together, the two are the cloud's quota for an account: 60 in a
 * minute, and 300 in an hour. In each, one session cannot use up the whole limit of its account.
 */
export const CLOUD_LIMITS = {
  cloud: {
    session: [
      [30, MINUTE],
      [120, HOUR],
    ],
    account: [
      [45, MINUTE],
      [220, HOUR],
    ],
  },
  revocation: {
    session: [
      [10, MINUTE],
      [30, HOUR],
    ],
    account: [
      [15, MINUTE],
      [80, HOUR],
    ],
  },
} as const satisfies Record<string, { session: Windows; account: Windows }>;
