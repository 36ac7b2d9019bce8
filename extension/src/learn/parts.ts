// SPDX-License-Identifier: MPL-2.0
/** A page that is larger than a frame goes to the host in parts. */

/** Bytes of UTF-8 in a part: JSON may write a character in six bytes, and a frame holds 1 MiB. */
const PART_BYTES = 160 * 1024;

/** At least one part; no character is cut in two. */
export function partsOf(text: string, bytes = PART_BYTES): string[] {
  const encoded = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let begin = 0; begin < encoded.length || parts.length === 0;) {
    let end = Math.min(begin + bytes, encoded.length);
    // Bytes 10xxxxxx continue a character (RFC 3629 section 3).
    while (end < encoded.length && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(decoder.decode(encoded.subarray(begin, end)));
    begin = end;
  }
  return parts;
}
