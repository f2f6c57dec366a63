const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** So many times in so many seconds. Where there are several, each of them holds. */
export type Windows = readonly (readonly [times: number, seconds: number])[];

type Limits = { address: Windows; account?: Windows };

/** What is limited for each client address, and for each account. */
export const LIMITS = {
  register: { address: [[30, MINUTE]], account: [[10, HOUR]] },
  recover: { address: [[30, MINUTE]], account: [[10, HOUR]] },
  sign_in: { address: [[60, MINUTE]] },
  callback: { address: [[60, MINUTE]] },
  refresh: { address: [[120, MINUTE]], account: [[12, MINUTE]] },
  bind: { address: [[60, MINUTE]] },
} as const satisfies Record<string, Limits>;

/** How often one account may be signed in to, so that a stolen passkey does not keep its owner out. */
export const SIGN_IN_LIMITS = {
  /** From one client address. */
  address: [[30, 10 * MINUTE]],
  /** From all of them together. */
  account: [[300, 10 * MINUTE]],
  /** By a browser that was signed in to the account before. */
  browser: [[30, 10 * MINUTE]],
} as const satisfies Record<string, Windows>;

/** A provider gives a household an IPv6 /64 or more, and whoever rents a server a /48: 65,536 of them. */
export const IPV6_SITE_FACTOR = 4;

/** What strangers may have mailed. */
export const MAIL_LIMITS = {
  address: [
    [300, HOUR],
    [1_000, DAY],
  ],
  mailboxByHour: [[15, HOUR]],
  mailboxByDay: [[40, DAY]],
  /** What still goes through once a day's mails are spent, so that a stranger cannot take a day of recovery. */
  mailboxBeyond: [1, HOUR],
  /** A company may register all its people in a morning. */
  domain: [[600, HOUR]],
  all: [[120, MINUTE]],
} as const satisfies Record<string, Windows | Windows[number]>;

/** What signed-in people may have mailed to themselves. Strangers take nothing from it. */
export const OWN_MAIL_LIMITS = {
  mailbox: [
    [10, HOUR],
    [20, DAY],
  ],
  all: [[30, MINUTE]],
} as const satisfies Record<string, Windows>;

/** The counters that are used up when too much mail goes out for all: an alarm for whoever runs the server. */
export const MAIL_CEILING = "mail:all";
export const OWN_MAIL_CEILING = "own-mail:all";

/** What one process lets the sessions of signed-in people ask for. */
export const PROCESS_LIMITS = {
  request: { session: [300, MINUTE], account: [900, MINUTE] },
  backend: { account: [240, MINUTE] },
  /** Ends sessions, revokes a passkey or deletes the account. No other session takes anything from it. */
  closing: { session: [60, MINUTE] },
} as const satisfies Record<string, { session?: Windows[number]; account?: Windows[number] }>;

/**
 * What may reach the cloud, over all processes. Both together are what the cloud's quota has for an account: 60 in a minute,
 * and 300 in an hour. Of either, one session cannot take what the other sessions need.
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
