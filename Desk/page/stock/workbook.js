// Reads XLSX: a ZIP of XML parts, of which the sheets become CSV.

/** The most that a part may come to; a workbook beyond it is no table of projects. */
const limit = 200 * 1024 * 1024;

/** @returns {Promise<{name: string, csv: string}[]>} The visible sheets that hold something. */
export async function readWorkbook(bytes) {
  const entries = directory(bytes);
  const part = async (path) => {
    const entry = entries.get(path);
    return entry ? new DOMParser().parseFromString(new TextDecoder().decode(await content(bytes, entry)), "application/xml") : null;
  };
  const book = await part("xl/workbook.xml");
  if (!book) throw new Error("no workbook");
  const relations = new Map([...(await part("xl/_rels/workbook.xml.rels")).getElementsByTagName("*")]
    .filter((node) => node.localName === "Relationship").map((node) => [node.getAttribute("Id"), node.getAttribute("Target").replace(/^\/?xl\//, "")]));
  const strings = sharedStrings(await part("xl/sharedStrings.xml"));
  const styles = dateStyles(await part("xl/styles.xml"));
  const is1904 = named(book, "workbookPr").some((node) => /^(1|true)$/.test(node.getAttribute("date1904") || ""));
  const sheets = [];
  for (const node of named(book, "sheet")) {
    if ((node.getAttribute("state") || "visible") !== "visible") continue;
    const id = [...node.attributes].find((attribute) => attribute.localName === "id" && attribute.namespaceURI);
    const target = id && relations.get(id.value);
    const sheet = target && await part(`xl/${target}`);
    if (!sheet) continue;
    const rows = named(sheet, "row").map((row) => cellsOf(row, strings, styles, is1904));
    if (rows.some((row) => row.some((cell) => cell !== ""))) {
      sheets.push({ name: node.getAttribute("name"), csv: rows.map((row) => row.map(quoted).join(",")).join("\n") });
    }
  }
  return sheets;
}

const named = (document, name) => (document ? [...document.getElementsByTagName("*")].filter((node) => node.localName === name) : []);
const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("no ZIP");
  const entries = new Map();
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("ZIP directory");
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    entries.set(name, {
      method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true), start: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

async function content(bytes, entry) {
  if (entry.size > limit) throw new Error("too large");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = entry.start + 30 + view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error("ZIP method");
  // Old engines unpack gzip alone, so the part gets a head and an end of gzip; those check size and sum, too.
  const head = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  const tail = new Uint8Array(8);
  new DataView(tail.buffer).setUint32(0, entry.crc, true);
  new DataView(tail.buffer).setUint32(4, entry.size, true);
  const stream = new Blob([head, packed, tail]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const textOf = (node) => named(node, "t").filter((text) => !hasAncestor(text, "rPh")).map((text) => text.textContent).join("");
const hasAncestor = (node, name) => { for (let at = node.parentNode; at && at.localName; at = at.parentNode) if (at.localName === name) return true; return false; };
const sharedStrings = (document) => named(document, "si").map(textOf);

/** Which cell styles show a number as a date. */
function dateStyles(document) {
  const formats = new Map(named(document, "numFmt").map((node) => [node.getAttribute("numFmtId"), node.getAttribute("formatCode")]));
  const isDate = (id) => {
    const number = Number(id);
    if ((number >= 14 && number <= 17) || number === 22 || (number >= 27 && number <= 36) || (number >= 50 && number <= 58)) return true;
    const code = (formats.get(id) || "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
    return /[yd]/i.test(code) || /年|月|日/.test(formats.get(id) || "") && /[ymd]/i.test(code);
  };
  const list = named(document, "cellXfs")[0];
  return list ? [...list.children].filter((node) => node.localName === "xf").map((node) => (isDate(node.getAttribute("numFmtId")) ? "date" : node.getAttribute("numFmtId") === "9" || node.getAttribute("numFmtId") === "10" || /%/.test(formats.get(node.getAttribute("numFmtId")) || "") ? "percent" : "")) : [];
}

function cellsOf(row, strings, styles, is1904) {
  const cells = [];
  for (const cell of [...row.children].filter((node) => node.localName === "c")) {
    const [letters] = /^[A-Z]+/.exec(cell.getAttribute("r") || "") || [""];
    const column = letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : cells.length;
    while (cells.length < column) cells.push("");
    cells[column] = valueOf(cell, strings, styles, is1904);
  }
  return cells;
}

function valueOf(cell, strings, styles, is1904) {
  const type = cell.getAttribute("t") || "n";
  if (type === "inlineStr") return textOf(cell);
  const value = [...cell.children].find((node) => node.localName === "v");
  if (!value) return "";
  const text = value.textContent;
  if (type === "s") return strings[Number(text)] || "";
  if (type === "b") return text === "1" ? "是" : "否";
  if (type !== "n") return text;
  const style = styles[Number(cell.getAttribute("s") || 0)];
  if (style === "date") return dayOf(Number(text), is1904);
  const number = plain(text);
  return style === "percent" ? `${plain(String(Number((Number(text) * 100).toPrecision(15))))}%` : number;
}

/** A number without the noise of binary fractions: 15 digits, as spreadsheets show. */
function plain(text) {
  if (!/[eE]/.test(text) && text.replace(/[-.]/g, "").replace(/^0+/, "").length <= 15) return text;
  const rounded = Number(Number(text).toPrecision(15));
  const written = String(rounded);
  return /e/i.test(written) ? rounded.toFixed(20).replace(/\.?0+$/, "") : written;
}

function dayOf(serial, is1904) {
  const days = Math.floor(serial) + (is1904 ? 1462 : 0);
  // The first of March 1900 is day 61: spreadsheets know a 29 February 1900.
  const date = new Date(Date.UTC(1899, 11, days < 61 ? 31 : 30) + days * 86400000);
  return date.toISOString().slice(0, 10);
}
