import { entriesOf, unpackEntry } from "./workbook.js";

// ZIP archives of texts: APPNOTE 6.3.3, stored without compression, names in UTF-8.

const table = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const sumOf = (bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
};

/** @param {{path: string, text: string}[]} files @returns {Blob} */
export function zipOf(files) {
  const encoder = new TextEncoder();
  const pieces = [];
  const directory = [];
  let at = 0;
  for (const { path, text } of files) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const head = new DataView(new ArrayBuffer(30));
    const entry = new DataView(new ArrayBuffer(46));
    head.setUint32(0, 0x04034b50, true);
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(4, 20, true);
    // From the version that is needed on, both say the same.
    /** @type {[DataView, number][]} */
    const both = [[head, 4], [entry, 6]];
    for (const [view, start] of both) {
      view.setUint16(start, 20, true);
      view.setUint16(start + 2, 0x0800, true);
      view.setUint16(start + 8, 0x21, true);
      view.setUint32(start + 10, sumOf(content), true);
      view.setUint32(start + 14, content.length, true);
      view.setUint32(start + 18, content.length, true);
      view.setUint16(start + 22, name.length, true);
    }
    entry.setUint32(42, at, true);
    pieces.push(head.buffer, name, content);
    directory.push(entry.buffer, name);
    at += 30 + name.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Blob([...pieces, ...directory, end.buffer], { type: "application/zip" });
}

/** The files of an archive. @returns {Promise<{path: string, bytes: Uint8Array}[]>} */
export async function readZip(bytes) {
  const files = [];
  for (const [path, entry] of entriesOf(bytes)) {
    if (path.endsWith("/") || path.split("/").includes("..")) continue;
    files.push({ path, bytes: await unpackEntry(bytes, entry, path) });
  }
  return files;
}
