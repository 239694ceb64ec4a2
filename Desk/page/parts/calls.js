// A call of the engine: a list of byte strings, the first of which names a function.

const encoder = new TextEncoder();

/** @param {string | Uint8Array | null | undefined} part */
const bytesOf = (part) => (part == null ? new Uint8Array(0) : typeof part === "string" ? encoder.encode(part) : part);

/**
 * The call as the engine takes it: each part behind its length, in four bytes, little-endian.
 * @param {(string | Uint8Array | null | undefined)[]} call
 */
export function packed(call) {
  const parts = call.map(bytesOf);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const part of parts) {
    view.setUint32(offset, part.length, true);
    bytes.set(part, offset + 4);
    offset += 4 + part.length;
  }
  return bytes;
}
