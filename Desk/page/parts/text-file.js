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
