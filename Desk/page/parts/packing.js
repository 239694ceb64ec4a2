// Bytes as signs that stand in a page as they are: 13 bits in two of 91 printable signs, so that 13 bytes
// take 16 signs (base64: 17.3). None of the signs means anything to HTML.

const signs = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter((sign) => !"<&\\".includes(sign)).join("");

/** @param {Uint8Array} bytes */
export function toSigns(bytes) {
  const parts = [];
  let [kept, count] = [0, 0];
  for (const byte of bytes) {
    kept |= byte << count;
    count += 8;
    if (count >= 13) {
      parts.push(signs[(kept & 8191) % 91], signs[Math.floor((kept & 8191) / 91)]);
      kept >>>= 13;
      count -= 13;
    }
  }
  // Up to six bits at the end are one sign, so that the number of signs tells that of the bytes.
  if (count) parts.push(signs[kept % 91]);
  if (count > 6) parts.push(signs[Math.floor(kept / 91)]);
  return parts.join("");
}

/** @param {string} text @returns {Uint8Array} */
export function fromSigns(text) {
  const [low, high] = [new Uint8Array(128), new Uint16Array(128)];
  for (let index = 0; index < signs.length; index += 1) {
    low[signs.charCodeAt(index)] = index;
    high[signs.charCodeAt(index)] = 91 * index;
  }
  const codes = new TextEncoder().encode(text);
  const even = codes.length & ~1;
  const bytes = new Uint8Array((13 * (even >> 1) + 6 * (codes.length & 1)) >> 3);
  let [kept, count, at] = [0, 0, 0];
  for (let index = 0; index < even; index += 2) {
    kept |= (low[codes[index]] + high[codes[index + 1]]) << count;
    count += 13;
    bytes[at] = kept;
    at += 1;
    kept >>>= 8;
    count -= 8;
    if (count >= 8) {
      bytes[at] = kept;
      at += 1;
      kept >>>= 8;
      count -= 8;
    }
  }
  if (at < bytes.length) bytes[at] = kept | (low[codes[even]] << count);
  return bytes;
}
