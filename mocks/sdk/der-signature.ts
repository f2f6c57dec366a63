const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Of an integer below 2^256 with its sign. A longer one would need a length in another form. */
const MOST_BYTES = 33;

/**
 * @returns whether bytes are an ECDSA signature on P-256 in DER (RFC 3279 section 2.2.3) and nothing else. The parser
 * of @simplewebauthn/server also accepts BER, and bytes after the signature.
 */
export function isDerSignature(bytes: Buffer): boolean {
  if (bytes[0] !== SEQUENCE || bytes[1] !== bytes.length - 2) return false;
  const afterR = endOfInteger(bytes, 2);
  return afterR !== undefined && endOfInteger(bytes, afterR) === bytes.length;
}

/** @returns where a positive integer ends that is in its shortest form, or undefined when there is none. */
function endOfInteger(bytes: Buffer, start: number): number | undefined {
  const [tag, length = 0, first = 0, second = 0] = bytes.subarray(start);
  const isNegative = first >= 0x80;
  const isTooLong = length > 1 && first === 0 && second < 0x80;
  const isInteger = tag === INTEGER && length > 0 && length <= MOST_BYTES;
  return isInteger && !isNegative && !isTooLong ? start + 2 + length : undefined;
}
