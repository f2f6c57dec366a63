/** One mail service under two names. It ignores dots in an address. */
const GOOGLE = ["gmail.com", "googlemail.com"];

/** Domains in which unrelated people have their mailboxes. */
const PUBLIC_PROVIDERS = new Set([
  ...GOOGLE,
  ...["outlook.com", "hotmail.com", "live.com", "msn.com", "hotmail.co.uk", "hotmail.fr"],
  ...["outlook.fr", "outlook.de", "live.fr", "live.co.uk", "live.nl", "hotmail.it", "hotmail.de"],
  ...["yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.co.jp"],
  ...["yahoo.co.in", "yahoo.com.br", "ymail.com", "rocketmail.com", "aol.com", "aim.com"],
  ...["icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com"],
  ...["tuta.com", "fastmail.com", "zoho.com", "hey.com", "duck.com", "mail.com", "posteo.de"],
  ...["gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de"],
  ...["mailbox.org", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "libero.it"],
  ...["virgilio.it", "bluewin.ch", "seznam.cz", "wp.pl", "o2.pl", "onet.pl", "interia.pl"],
  ...["mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru"],
  ...["ukr.net", "qq.com", "163.com", "126.com", "yeah.net", "sina.com", "foxmail.com"],
  ...["naver.com", "daum.net", "hanmail.net", "rediffmail.com", "uol.com.br", "bol.com.br"],
  ...["terra.com.br", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net"],
  ...["btinternet.com", "sky.com", "telenet.be", "skynet.be", "ziggo.nl", "kpnmail.nl"],
]);

/**
 * At nearly every mail service, the part after a plus sign does not change the mailbox.
 *
 * @param email an address as `parseEmailAddress` returns it
 * @returns one address for all addresses of a mailbox
 */
export function mailboxOf(email: string): string {
  const host = domainOf(email);
  const [local = ""] = email.slice(0, -host.length - 1).split("+");
  return GOOGLE.includes(host) ? `${local.replaceAll(".", "")}@${GOOGLE[0]}` : `${local}@${host}`;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}

/** @returns whether the mailboxes of a domain belong to unrelated people. */
export function isPublicProvider(domain: string): boolean {
  return PUBLIC_PROVIDERS.has(domain);
}
