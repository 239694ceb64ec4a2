import { say } from "./language.js";

/** The text of a file as offices write it: UTF-8 with or without its mark, UTF-16 with one, else GB18030. */
export async function textOf(file) {
  const bytes = new Uint8Array(await read(file));
  return decode(bytes);
}

export const read = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(new Error(say(`${file.name} 读不出来`, `${file.name} cannot be read`)));
  reader.readAsArrayBuffer(file);
});

/**
 * A file of lines in parts of a size that can be handed on, each with the number of its first line; what is
 * written in UTF-16 is one part.
 * @returns {{bytes: Uint8Array, line: number}[]}
 */
export function partsOf(bytes, size) {
  const parts = [];
  let [start, line] = [0, 1];
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  while (!isWide && bytes.length - start > size) {
    // A line that is longer than a part is one by itself.
    const last = bytes.lastIndexOf(10, start + size - 1);
    const end = (last >= start ? last : bytes.indexOf(10, start + size)) + 1;
    if (end === 0) break;
    const part = bytes.subarray(start, end);
    parts.push({ bytes: part, line });
    for (const byte of part) if (byte === 10) line += 1;
    start = end;
  }
  parts.push({ bytes: bytes.subarray(start), line });
  return parts;
}

/** The same with the mark at its beginning, where it has one: written as UTF-8 it is the file to the byte. */
export function exactText(bytes) {
  const text = String(decode(bytes));
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${text}` : text;
}

export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    try {
      return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
    } catch (second) {
      // Bytes of neither go to the engine as they are, which says what is wrong with them.
      return bytes;
    }
  }
}
