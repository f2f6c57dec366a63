import { filledText } from "./body.ts";

/** Between dots before the @, as RFC 5322 has it for a mailbox that is not quoted. */
const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";
const ENDING = "(?:[a-z]{2,63}|xn--[a-z\\d-]{0,58}[a-z\\d])";
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${ENDING}$`, "i");

/** An address that mail can reach by a name in the DNS, wherever one comes in; international names in ASCII. */
export const emailAddress = filledText.refine(
  (text) => ADDRESS.test(text) && !/\.localhost$/i.test(text),
  "not an email address",
);
