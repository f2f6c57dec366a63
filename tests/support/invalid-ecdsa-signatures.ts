/** A change that makes a valid signature an invalid one, after the classes of Project Wycheproof. */
type Spoil = (r: Buffer, s: Buffer) => Buffer;

const ORDER = Buffer.from(
  "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
  "hex",
);
const ZERO = Buffer.alloc(32);
const ONE = Buffer.concat([Buffer.alloc(31), Buffer.of(1)]);
const ALL = Buffer.alloc(32, 0xff);

/** Pairs of numbers that are not the signature's, for both encodings. */
const NUMBERS: Record<string, (r: Buffer, s: Buffer) => [Buffer, Buffer]> = {
  "r and s zero": () => [ZERO, ZERO],
  "r zero": (_, s) => [ZERO, s],
  "s zero": (r) => [r, ZERO],
  "r and s one": () => [ONE, ONE],
  "r the order of the curve": (_, s) => [ORDER, s],
  "s the order of the curve": (r) => [r, ORDER],
  "r and s the order of the curve": () => [ORDER, ORDER],
  "r one more than the order": (_, s) => [plusOne(ORDER), s],
  "r and s as large as they fit": () => [ALL, ALL],
  "r and s swapped": (r, s) => [s, r],
  "r twice": (r) => [r, r],
  "r one more": (r, s) => [plusOne(r), s],
  "s one more": (r, s) => [r, plusOne(s)],
};

/** Of the 64 bytes of a JWS (RFC 7518 section 3.4). */
export const INVALID_RAW_SIGNATURES: Record<string, (valid: Buffer) => Buffer> = {
  ...spoiled(NUMBERS, (r, s) => Buffer.concat([r, s])),
  ...spoiledBytes({
    nothing: () => Buffer.alloc(0),
    "one byte": (raw) => raw.subarray(0, 1),
    "r alone": (raw) => raw.subarray(0, 32),
    "its last byte cut off": (raw) => raw.subarray(0, 63),
    "its first byte cut off": (raw) => raw.subarray(1),
    "a zero before it": (raw) => Buffer.concat([Buffer.of(0), raw]),
    "a zero after it": (raw) => Buffer.concat([raw, Buffer.of(0)]),
    "a zero before r and before s": (raw) =>
      Buffer.concat([Buffer.of(0), raw.subarray(0, 32), Buffer.of(0), raw.subarray(32)]),
    "the length of P-384": (raw) => Buffer.concat([raw, Buffer.alloc(32)]),
    "the whole twice": (raw) => Buffer.concat([raw, raw]),
    "DER in place of the raw bytes": (raw) => derOf(raw.subarray(0, 32), raw.subarray(32)),
  }),
};

/** Of the DER that WebAuthn signs with (WebAuthn section 6.5.5, RFC 3279 section 2.2.3). */
export const INVALID_DER_SIGNATURES: Record<string, (valid: Buffer) => Buffer> = {
  ...fromDer(spoiled(NUMBERS, derOf)),
  ...fromDer({
    "the raw bytes in place of DER": (raw) => raw,
    "its integers padded with zeros": (raw) => sequence(...halves(raw).map((n) => integer(pad(n)))),
    "a third integer": (raw) => sequence(...halves(raw).map(minimal), integer(Buffer.of(1))),
    "r alone": (raw) => sequence(...halves(raw).slice(0, 1).map(minimal)),
    "another tag than a sequence": (raw) => tagged(0x31, ...halves(raw).map(minimal)),
    "other tags than integers": (raw) =>
      sequence(...halves(raw).map((half) => Buffer.concat([Buffer.of(4, 32), half]))),
    "a length in the long form": (raw) => {
      const der = derOf(...pair(raw));
      return Buffer.concat([Buffer.of(0x30, 0x81, der.length - 2), der.subarray(2)]);
    },
    "an indefinite length": (raw) =>
      Buffer.concat([Buffer.of(0x30, 0x80), derOf(...pair(raw)).subarray(2), Buffer.of(0, 0)]),
    "negative integers": (raw) =>
      sequence(...halves(raw).map((half) => integer(Buffer.concat([Buffer.of(0xff), half])))),
  }),
  nothing: () => Buffer.alloc(0),
  "an empty sequence": () => Buffer.of(0x30, 0),
  "its last byte cut off": (der) => der.subarray(0, -1),
  "its first byte cut off": (der) => der.subarray(1),
  "a byte after it": (der) => Buffer.concat([der, Buffer.of(0)]),
  "a byte before it": (der) => Buffer.concat([Buffer.of(0), der]),
  "a length one too small": (der) => lengthChanged(der, -1),
  "a length one too large": (der) => lengthChanged(der, 1),
  "the whole twice": (der) => Buffer.concat([der, der]),
};

function spoiled(numbers: typeof NUMBERS, encode: Spoil): Record<string, (raw: Buffer) => Buffer> {
  const entries = Object.entries(numbers).map(([name, change]) => [
    name,
    (raw: Buffer) => encode(...change(...pair(raw))),
  ]);
  return Object.fromEntries(entries);
}

function spoiledBytes(changes: Record<string, (raw: Buffer) => Buffer>) {
  return changes;
}

function fromDer(changes: Record<string, (raw: Buffer) => Buffer>) {
  const entries = Object.entries(changes).map(([name, change]) => [
    name,
    (der: Buffer) => change(rawOf(der)),
  ]);
  return Object.fromEntries(entries);
}

function pair(raw: Buffer): [Buffer, Buffer] {
  return [raw.subarray(0, 32), raw.subarray(32)];
}

function halves(raw: Buffer): Buffer[] {
  return pair(raw);
}

function plusOne(number: Buffer): Buffer {
  const more = (BigInt(`0x${number.toString("hex")}`) + 1n).toString(16).padStart(64, "0");
  return Buffer.from(more.slice(-64), "hex");
}

function pad(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(2), number]);
}

function derOf(r: Buffer, s: Buffer): Buffer {
  return sequence(minimal(r), minimal(s));
}

/** The shortest form of a positive integer. */
function minimal(number: Buffer): Buffer {
  const first = number.findIndex((byte) => byte > 0);
  const digits = first < 0 ? Buffer.of(0) : number.subarray(first);
  return integer((digits[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

function integer(digits: Buffer): Buffer {
  return Buffer.concat([Buffer.of(2, digits.length), digits]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

function lengthChanged(der: Buffer, by: number): Buffer {
  const changed = Buffer.from(der);
  changed[1] = (changed[1] ?? 0) + by;
  return changed;
}

/** Of a valid signature, whose two integers follow one another. */
function rawOf(der: Buffer): Buffer {
  const firstEnd = 4 + (der[3] ?? 0);
  const numbers = [der.subarray(4, firstEnd), der.subarray(firstEnd + 2)];
  return Buffer.concat(numbers.map((n) => Buffer.concat([Buffer.alloc(32), n]).subarray(-32)));
}
