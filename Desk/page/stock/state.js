import m from "mithril";
import { Engine, otherRules } from "../parts/engine.js";
import { kindOf, foreign, workbookProblem } from "../parts/files.js";
import { read, say } from "../parts/language.js";
import { decode, partsOf } from "../parts/text-file.js";
import { desk } from "../review/state.js";
import { servedEngines } from "./served-engine.js";
import { settleSources } from "./sources.js";
import { refresh, unfilter } from "./shown.js";

// Many projects: files are opened by several engines at once, each of which judges pieces in turn.

/** Dossiers a call of a worker, so that a stop is quick and the page hears how far it is. */
const pieceSize = 64;
/** Of a longer file of lines an engine has a part at a time. */
const partSize = 8 * 1024 * 1024;
/** A file below it is judged by one engine while the others take the next files. */
const smallFile = 256 * 1024;
const engineCount = Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2));

/**
 * @typedef {{name: string, text?: string | Uint8Array, line?: number, isDossier?: boolean, sheets?: import("../parts/workbook.js").Sheet[], first: number, count: number}} StockFile
 * @typedef {{index: number, line: number, id?: string, name?: string, place?: string[], trade?: import("../parts/vocabulary.js").Phrase, decision?: string,
 *   result?: any, missing?: string[], totals?: {[path: string]: [string | null, string | null]}, uses?: any[], rejected?: any[], isHeld?: boolean, file: StockFile, position: number}} Row
 */
export const stock = {
  /** @type {StockFile[]} */
  files: [],
  /** @type {Row[]} */
  rows: [],
  total: 0,
  /** Of files as a whole. */
  problems: [],
  isRunning: false,
  /** What is being done behind the table. */
  step: "",
  started: 0,
  seconds: 0,
  stops: false,
  wasStopped: false,
  /** Sources that several projects use, as the ledger has them. */
  clashes: [],
  /** Which release of the rules judged it. */
  differing: "",
  /** How many programs of the server judged it; 0: the page did. */
  served: 0,
  /** What it was made of. @type {{file: File, path: string}[]} */
  entries: [],
  /** The changed rules that judged it; null: the released ones. @type {Uint8Array | null} */
  edited: null,
};

/** Whether the rules were changed since it was judged. */
export const isOutdated = () => stock.rows.length > 0 && !stock.isRunning && stock.edited !== otherRules();

/** Workers, or programs of the server. @type {any[]} */
let engines = [];

/** @param {{file: File, path: string}[]} entries */
export async function openStock(entries) {
  if (stock.isRunning) return;
  // Filters are of the stock that they were chosen for; the same one judged again keeps them.
  if (entries !== stock.entries) unfilter();
  Object.assign(stock, {
    files: [], rows: [], total: 0, problems: [], isRunning: true, step: "", started: performance.now(), seconds: 0, stops: false, wasStopped: false, clashes: [], served: 0, entries, edited: otherRules(),
  });
  refresh();
  m.redraw();
  try {
    const served = await servedEngines();
    stock.served = served.length;
    engines = served.length ? served : Array.from({ length: engineCount }, () => new Engine());
    await judgeFiles([...entries].sort((a, b) => a.path.localeCompare(b.path)));
    stock.wasStopped = stock.stops;
    stock.step = say("正在核对来源…", "Comparing sources…");
    m.redraw();
    await settleSources(engines);
  } catch (error) {
    stock.problems.push({ file: "", text: say(`没有读完：${error.message}`, `Not read to the end: ${error.message}`) });
  } finally {
    engines.forEach((engine) => engine.end());
    engines = [];
    stock.isRunning = false;
    stock.step = "";
    stock.seconds = (performance.now() - stock.started) / 1000;
    refresh();
    m.redraw();
  }
}

async function judgeFiles(entries) {
  let next = 0;
  const small = entries.filter(({ file }) => file.size < smallFile && entries.length > 1);
  await Promise.all(engines.map(async (engine) => {
    while (next < small.length && !stock.stops) {
      const entry = small[next];
      next += 1;
      for (const file of await take(entry, engine)) await judge(file, [engine]);
    }
  }));
  for (const entry of entries) {
    if (small.includes(entry) || stock.stops) continue;
    for (const file of await take(entry, engines[0])) await judge(file, engines);
  }
}

/** Reads a file; a long one of lines is judged in parts. @returns {Promise<StockFile[]>} */
async function take({ file, path }, engine) {
  const { kind, bytes } = await kindOf(file);
  if (isNoDossier(kind, bytes, path)) {
    stock.problems.push({ file: path, severity: "warning", text: noDossier() });
    return [];
  }
  switch (kind) {
    case "workbook":
      try {
        return [{ name: path, sheets: await engine.sheets(bytes), first: 0, count: 0 }];
      } catch (error) {
        stock.problems.push({ file: path, text: workbookProblem(error.message) });
        return [];
      }
    case "lines":
      return partsOf(bytes, partSize).map((part) => ({ name: path, text: decode(part.bytes), line: part.line, first: 0, count: 0 }));
    case "table": case "many":
      return [{ name: path, text: decode(bytes), first: 0, count: 0 }];
    case "dossier":
      return [{ name: path, text: decode(bytes), isDossier: true, first: 0, count: 0 }];
    default:
      stock.problems.push({ file: path, severity: "warning", text: foreign(path) });
      return [];
  }
}

const noDossier = () => say("不是卷宗：里面没有一个卷宗的键；没有算作项目", "no dossier: it has no key of one; it does not count as a project");

/** Whether a file that lies beside dossiers is none: a text of no table, a JSON of something else. */
function isNoDossier(kind, bytes, path) {
  if (kind === "table") return /\.txt$/i.test(path) && !/[,\t]/.test(String(decode(bytes)).split("\n")[0]);
  if (kind !== "dossier" && kind !== "many") return false;
  let json;
  try {
    json = JSON.parse(String(decode(bytes)));
  } catch (error) {
    // What is broken may have been one.
    return false;
  }
  const { members } = desk.vocabulary.containers[0];
  const isOther = (item) => !item || typeof item !== "object" || Array.isArray(item) || (Object.keys(item).length > 0 && !Object.keys(item).some((key) => members.has(key)));
  return Array.isArray(json) ? json.length > 0 && json.every(isOther) : isOther(json);
}

/** @param {StockFile} file */
const openIn = (engine, file) => (file.sheets
  ? engine.json("workbook", file.name, ...file.sheets.flatMap(({ name, csv, hidden }) => [name, csv, hidden ? "hidden" : "shown"]))
  : engine.json("stock", file.name, file.text, String(file.line || 1)));

/** @param {StockFile} file */
async function judge(file, workers) {
  const [{ count, problems }] = await Promise.all(workers.map((engine) => openIn(engine, file)));
  // Lines of a table that are no rows of it count as projects that are rejected.
  const broken = new Map();
  for (const problem of problems) {
    if (count && problem.severity === "error" && problem.line) broken.set(problem.line, [...broken.get(problem.line) || [], problem]);
    else stock.problems.push({ code: problem.code, file: problem.path, line: problem.line, severity: problem.severity, zh: (problem.message || {}).zh, text: read(problem.message), hint: read(problem.hint) });
  }
  Object.assign(file, { first: stock.total, count });
  stock.files.push(file);
  stock.total += count + broken.size;
  [...broken].forEach(([line, rejected], index) => keep({ index: count + index, line, rejected }, file));
  let next = 0;
  await Promise.all(workers.map(async (engine) => {
    while (next < count && !stock.stops) {
      const first = next;
      next += engine.pieceSize || pieceSize;
      for (const row of await piece(engine, file, first)) keep(row, file);
      redrawNowAndThen();
    }
  }));
}

const keep = (row, file) => { stock.rows[file.first + row.index] = { ...row, file, position: file.first + row.index }; };

async function piece(engine, file, first) {
  const size = engine.pieceSize || pieceSize;
  try {
    return await engine.json("judge-stock", String(first), String(size), String(file.first));
  } catch (error) {
    // The engine was started again and has lost the file; the piece is judged one by one.
    await openIn(engine, file);
    const rows = [];
    for (let index = first; index < Math.min(first + size, file.count); index += 1) rows.push(...await alone(engine, file, index));
    return rows;
  }
}

async function alone(engine, file, index) {
  try {
    return await engine.json("judge-stock", String(index), "1", String(file.first));
  } catch (error) {
    await openIn(engine, file);
    return [{ index, line: 0, rejected: [{ message: { zh: "引擎在这一份上停了", en: "the engine stopped at this one" } }] }];
  }
}

let drawn = 0;
function redrawNowAndThen() {
  const now = performance.now();
  // Counting and sorting cost more the more there is.
  if (now - drawn < 200 + stock.rows.length / 50) return;
  drawn = now;
  refresh();
  m.redraw();
}

/**
 * Judges some rows beside all before them that use their sources. An engine is told each use once, with the
 * first row that comes behind it; those of the rows that it judges it has itself.
 * @param {Row[]} held All that use what others use, in their order. @param {() => void} done After each.
 */
export async function judgeBeside(engine, held, from, to, done) {
  let open = null;
  let told = 0;
  for (let place = from; place < to && !stock.stops; place += 1) {
    const row = held[place];
    if (open !== row.file) await openIn(engine, (open = row.file));
    const uses = held.slice(told, place).flatMap((before) => before.uses || []);
    told = place + 1;
    const again = await engine.json("judge-beside", String(row.index), String(row.position), JSON.stringify(uses), ...(place === from ? ["begins"] : []));
    if (!again.failure) stock.rows[row.position] = { ...row, ...again, isHeld: true };
    done();
  }
}

/**
 * What the second engine says of a file. It is opened and asked in one go: other rules that come in between
 * would make it forget the file.
 * @param {StockFile} file @returns {Promise<string>}
 */
const askOf = async (file, ...call) => (await Promise.all([openIn(desk.helper, file), desk.helper.text(...call)]))[1];

/** One dossier of the stock as JSON. @param {Row} row */
export const dossierOf = (row) => askOf(row.file, "stock-dossier", String(row.index));

/** What each dossier says of a number. @returns {Promise<([string | null, string | null] | null)[]>} */
export async function valuesOf(field, engine) {
  const values = [];
  for (const file of stock.files) {
    await openIn(engine, file);
    for (let first = 0; first < file.count; first += 400) values.push(...await engine.json("stock-values", field, String(first), "400"));
  }
  return values;
}

/**
 * Judges the stock by an engine's rules, piece by piece, as long as it is wanted: those that are likely to
 * be decided otherwise first.
 * @param {(row: Row) => boolean} isLikely
 */
export async function judgeAgain(engine, wanted, isLikely, take) {
  for (const likely of [true, false]) {
    for (const file of stock.files) {
      const rows = stock.rows.slice(file.first, file.first + file.count).filter((row) => row && isLikely(row) === likely);
      if (!rows.length) continue;
      await openIn(engine, file);
      for (let first = 0; first < rows.length; first += pieceSize) {
        if (!wanted()) return false;
        const indices = rows.slice(first, first + pieceSize).map((row) => row.index).join();
        take(file, await engine.json("judge-rows", indices, String(file.first)));
      }
    }
  }
  return true;
}
