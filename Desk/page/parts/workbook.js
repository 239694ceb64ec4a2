// Reads XLSX: a ZIP of XML parts, of which each sheet becomes CSV. It reads as the command line does
// (Sources/Spreadsheet), and without a document of the browser, so that it runs in a worker.

/** Bounds against bombs: a workbook beyond them is no table of projects. */
const limits = { part: 256 << 20, parts: 4096, cells: 20e6, rows: 1048576, columns: 16384 };

/**
 * @typedef {{name: string, hidden: boolean, csv: string, rows: number, wide: boolean}} Sheet
 * @param {Uint8Array} bytes
 * @returns {Promise<Sheet[]>} The sheets that hold something; throws an Error whose message is one of
 *   encrypted, none, large, or damaged: and the part.
 */
export async function readWorkbook(bytes) {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Error("encrypted");
  const entries = entriesOf(bytes);
  const part = async (path) => {
    const entry = entries.get(path);
    return entry ? new TextDecoder().decode(await unpackEntry(bytes, entry, path)) : null;
  };
  const main = await part("xl/workbook.xml");
  if (main === null) throw new Error("none");
  const book = [];
  let is1904 = false;
  scan(main, {
    start(name, attributes) {
      if (name === "sheet") book.push({ name: attributes.name || "", id: attributes.id, hidden: (attributes.state || "visible") !== "visible" });
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 || "");
    },
  });
  const paths = new Map();
  const kinds = new Map();
  scan((await part("xl/_rels/workbook.xml.rels")) || "", {
    start(name, { Id, Target, Type }) {
      if (name !== "Relationship" || !Id || !Target) return;
      const path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
      paths.set(Id, path);
      if (Type) kinds.set(Type.split("/").pop(), path);
    },
  });
  const named = async (kind) => {
    const path = kinds.get(kind);
    if (!path) return "";
    const text = await part(path);
    if (text === null) throw new Error(`damaged:${path}`);
    return text;
  };
  const strings = sharedStrings(await named("sharedStrings"));
  const formats = cellFormats(await named("styles"));
  const sheets = [];
  const room = { cells: limits.cells };
  for (const { name, id, hidden } of book) {
    const text = paths.has(id) ? await part(paths.get(id)) : null;
    if (text === null) throw new Error(`damaged:${name}`);
    const rows = sheetRows(text, strings, formats, is1904, room, name);
    if (rows.length) sheets.push({ name, hidden, csv: csvOf(rows), rows: rows.length, wide: rows.some(({ cells }) => cells.filter(Boolean).length > 1) });
  }
  return sheets;
}

// MARK: ZIP

/** The entries of a ZIP archive by name. */
export function entriesOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("none");
  const entries = new Map();
  let at = view.getUint32(end + 16, true);
  let count = view.getUint16(end + 10, true);
  if (count > limits.parts) throw new Error("large");
  for (; count > 0; count -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Error("damaged:ZIP");
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    entries.set(name, {
      isSecret: (view.getUint16(at + 8, true) & 1) === 1, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), start: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** What an entry holds. @returns {Promise<Uint8Array>} */
export async function unpackEntry(bytes, entry, path) {
  if (entry.isSecret) throw new Error("encrypted");
  if (entry.size > limits.part) throw new Error("large");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.start + 30 > bytes.length) throw new Error(`damaged:${path}`);
  const start = entry.start + 30 + view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error(`damaged:${path}`);
  // Old engines unpack gzip alone, so the part gets a head and an end of gzip; those check size and sum, too.
  const head = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  const tail = new Uint8Array(8);
  new DataView(tail.buffer).setUint32(0, entry.crc, true);
  new DataView(tail.buffer).setUint32(4, entry.size, true);
  const reader = new Blob([head, packed, tail]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const content = new Uint8Array(entry.size);
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (size + value.length > entry.size) throw new Error(path);
      content.set(value, size);
      size += value.length;
    }
  } catch (error) {
    throw new Error(`damaged:${path}`);
  }
  if (size !== entry.size) throw new Error(`damaged:${path}`);
  return content;
}

// MARK: XML

const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const plain = (text) => (text.includes("&") ? text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, number, name) => {
  const code = hex ? parseInt(hex, 16) : number ? Number(number) : 0;
  if (code) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  return entities[name] === undefined ? whole : entities[name];
}) : text);
const local = (name) => name.slice(name.indexOf(":") + 1);

/**
 * Goes through a text of XML; names come without their prefixes.
 * @param {string} xml
 * @param {{start?: (name: string, attributes: any) => void, end?: (name: string) => void, text?: (text: string) => void}} handler
 */
function scan(xml, { start, end, text }) {
  let at = 0;
  const attribute = /([^\s=\/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (;;) {
    const open = xml.indexOf("<", at);
    if (open < 0) return;
    if (text && open > at) text(plain(xml.slice(at, open)));
    if (xml.startsWith("<!--", open)) { at = after(xml, "-->", open); continue; }
    if (xml.startsWith("<![CDATA[", open)) {
      const close = xml.indexOf("]]>", open);
      if (close < 0) return;
      if (text) text(xml.slice(open + 9, close));
      at = close + 3;
      continue;
    }
    const close = xml.indexOf(">", open);
    if (close < 0) return;
    at = close + 1;
    if (xml[open + 1] === "?" || xml[open + 1] === "!") continue;
    if (xml[open + 1] === "/") { if (end) end(local(xml.slice(open + 2, close).trim())); continue; }
    const isEmpty = xml[close - 1] === "/";
    const inside = xml.slice(open + 1, isEmpty ? close - 1 : close);
    const stop = inside.search(/\s/);
    const name = local(stop < 0 ? inside : inside.slice(0, stop));
    const attributes = {};
    if (stop >= 0) {
      attribute.lastIndex = stop;
      for (let found = attribute.exec(inside); found; found = attribute.exec(inside)) {
        attributes[local(found[1])] = plain(found[2] === undefined ? found[3] : found[2]);
      }
    }
    if (start) start(name, attributes);
    if (isEmpty && end) end(name);
  }
}
const after = (xml, mark, from) => { const found = xml.indexOf(mark, from); return found < 0 ? xml.length : found + mark.length; };

/** The text of runs, without the phonetic ones. */
class RunningText {
  constructor() { this.raw = ""; this.isText = false; this.isPhonetic = false; }
  start(name) { if (name === "t") this.isText = true; if (name === "rPh") this.isPhonetic = true; }
  end(name) { if (name === "t") this.isText = false; if (name === "rPh") this.isPhonetic = false; }
  add(text) { if (this.isText && !this.isPhonetic) this.raw += text; }
  /** Characters that XML cannot hold (`_x000D_`) as what they are. */
  get content() {
    return this.raw.includes("_x") ? this.raw.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) : this.raw;
  }
}

function sharedStrings(xml) {
  const texts = [];
  let running = new RunningText();
  scan(xml, {
    start(name) { if (name === "si") running = new RunningText(); running.start(name); },
    end(name) { running.end(name); if (name === "si") texts.push(running.content); },
    text(more) { running.add(more); },
  });
  return texts;
}

// MARK: Numbers

/** What the numbers of each style stand for: number, percent or date. */
function cellFormats(xml) {
  const codes = new Map();
  const formats = [];
  let isInCells = false;
  scan(xml, {
    start(name, attributes) {
      if (name === "numFmt") codes.set(attributes.numFmtId, attributes.formatCode || "");
      if (name === "cellXfs") isInCells = true;
      if (name === "xf" && isInCells) {
        const id = attributes.numFmtId || "0";
        formats.push(codes.has(id) ? kindOfCode(codes.get(id)) : kindOfBuiltIn(Number(id)));
      }
    },
    end(name) { if (name === "cellXfs") isInCells = false; },
  });
  return formats;
}

const kindOfBuiltIn = (id) => {
  if (id === 9 || id === 10) return "percent";
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58) ? "date" : "number";
};

function kindOfCode(code) {
  if (code.startsWith("General") || code.startsWith("G/")) return "number";
  const signs = code.replace(/"[^"]*"?|\[[^\]]*\]?|[\\_*][^]?/g, "").split(";")[0].toLowerCase();
  const has = (sign) => signs.includes(sign);
  if (has("y") || has("d") || (has("m") && !has("h") && !has("s"))) return "date";
  return has("%") ? "percent" : "number";
}

/** A number as a spreadsheet keeps it: fifteen digits, rounded half up, without an exponent. */
function numberText(text, shift = 0) {
  const found = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!found || (!found[2] && !found[3])) return null;
  let digits = found[2] + (found[3] || "");
  let point = found[2].length + Number(found[4] || 0);
  if (Math.abs(Number(found[4] || 0)) >= 400) return null;
  const zeros = /^0*/.exec(digits)[0].length;
  digits = digits.slice(zeros);
  point -= zeros;
  if (digits.length > 15) {
    const isUp = digits[15] >= "5";
    digits = digits.slice(0, 15);
    if (isUp) {
      const raised = String(BigInt(digits) + 1n);
      if (raised.length > digits.length) point += 1;
      digits = raised;
    }
  }
  digits = digits.replace(/0+$/, "");
  if (!digits) return "0";
  point += shift;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const fraction = "0".repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  return `${found[1] === "-" ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** The day that a number counts; null for one that is no day of the calendar. */
function dayText(serial, is1904) {
  if (!(serial >= 0 && serial <= 3000000) || (serial <= 0 && !is1904)) return null;
  const counted = is1904 ? serial + 1462 : serial;
  // Spreadsheets count 1900-02-29, which there was not.
  const days = counted > 59 ? counted : counted + 1;
  const date = new Date((days - 25569) * 86400000);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
}

// MARK: Sheets

function sheetRows(xml, strings, formats, is1904, room, sheet) {
  const rows = [];
  let [number, cells, column, kind, style, value, formula, place] = [0, [], 0, "n", 0, null, null, ""];
  let inline = new RunningText();
  const damaged = () => { throw new Error(`damaged:${sheet} R${number}C${column}`); };
  const numeric = () => {
    const text = numberText(value);
    if (text === null) return value;
    const format = formats[style] || "number";
    if (format === "percent") return `${numberText(value, 2)}%`;
    if (format === "date") return dayText(Number(text.split(".")[0]), is1904) || text;
    return text;
  };
  const shown = () => {
    if (kind === "inlineStr") return inline.content;
    if (!value) return formula ? `=${formula}` : "";
    switch (kind) {
      case "s": if (strings[value] === undefined) damaged(); return strings[value];
      case "b": return value === "1" ? "是" : "否";
      case "d": return value.slice(0, 10);
      case "n": return numeric();
      default: return value;
    }
  };
  scan(xml, {
    start(name, attributes) {
      switch (name) {
        case "row": {
          const last = number;
          number = Number(attributes.r) || number + 1;
          if (number <= last) damaged();
          if (number > limits.rows) throw new Error("large");
          cells = [];
          column = 0;
          break;
        }
        case "c":
          column = columnOf(attributes.r) || column + 1;
          [kind, style, value, formula, inline] = [attributes.t || "n", Number(attributes.s || 0), null, null, new RunningText()];
          break;
        case "v": place = "value"; value = ""; break;
        case "f": place = "formula"; formula = ""; break;
        case "is": place = "inline"; break;
        default: inline.start(name);
      }
    },
    end(name) {
      switch (name) {
        case "c": {
          const text = shown();
          if (!text || column > limits.columns) break;
          room.cells -= Math.max(1, column - cells.length);
          if (room.cells < 0) throw new Error("large");
          while (cells.length < column - 1) cells.push("");
          if (cells[column - 1]) damaged();
          cells[column - 1] = text;
          break;
        }
        case "row": if (cells.some(Boolean)) rows.push({ number, cells }); break;
        case "v": case "f": case "is": place = ""; break;
        default: inline.end(name);
      }
    },
    text(more) {
      if (place === "value") value += more;
      else if (place === "formula") formula += more;
      else if (place === "inline") inline.add(more);
    },
  });
  return rows;
}

function columnOf(reference) {
  let column = 0;
  for (const letter of (/^[A-Za-z]+/.exec(reference || "") || [""])[0].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** A row stands on the line of its number; a line break inside a cell is a blank. */
function csvOf(rows) {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const quoted = (text) => (/[",\u0000-\u001f]/.test(text) ? `"${text.replace(/"/g, '""').replace(/[\n\r]/g, " ")}"` : text);
  let text = "";
  let line = 1;
  for (const { number, cells } of rows) {
    text += "\n".repeat(number - line);
    line = number + 1;
    text += `${cells.map(quoted).join(",")}${",".repeat(width - cells.length)}\n`;
  }
  return text;
}
