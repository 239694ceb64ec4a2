import m from "mithril";
import { Engine } from "../parts/engine.js";
import { say } from "../parts/language.js";
import { read, decode } from "../parts/text-file.js";
import { readWorkbook } from "./workbook.js";
import { desk } from "../review/state.js";

// Many projects: files are opened by several engines at once, each of which judges pieces in turn.

const pieceSize = 24;
const engineCount = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1 || 1));

export const stock = {
  /** @type {{name: string, text: string | Uint8Array, first: number, count: number}[]} */
  files: [],
  rows: [],
  total: 0,
  problems: [],
  isRunning: false,
  started: 0,
  seconds: 0,
  stops: false,
  /** What is shown of it. */
  word: "", decision: "", trade: "", region: "", rule: "", sort: "index", isDescending: false,
  shown: [],
};

let engines = [];

export async function open(files) {
  if (stock.isRunning) return;
  Object.assign(stock, { files: [], rows: [], total: 0, problems: [], isRunning: true, started: performance.now(), seconds: 0, stops: false, word: "", decision: "", trade: "", region: "", rule: "" });
  m.redraw();
  try {
    while (engines.length < engineCount) engines.push(new Engine());
    for (const file of [...files].sort((a, b) => a.name.localeCompare(b.name))) await take(file);
  } catch (error) {
    stock.problems.push({ file: "", text: say(`没有读完：${error.message}`, `Not read to the end: ${error.message}`) });
  } finally {
    engines.forEach((engine) => engine.end());
    engines = [];
    stock.isRunning = false;
    stock.seconds = (performance.now() - stock.started) / 1000;
    refresh();
    m.redraw();
  }
}

async function take(file) {
  if (!/\.(json|jsonl|ndjson|csv|xlsx)$/i.test(file.name)) {
    stock.problems.push({ file: file.name, text: say("不是卷宗文件；可读 JSON、NDJSON、CSV、XLSX", "no file of dossiers; JSON, NDJSON, CSV and XLSX are read") });
    return;
  }
  const bytes = new Uint8Array(await read(file));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    let sheets;
    try {
      sheets = await readWorkbook(bytes);
    } catch (error) {
      stock.problems.push({ file: file.name, text: say("工作簿读不出来；用 Excel 或 WPS 打开并重新保存，或另存为 CSV", "the workbook cannot be read; save it again, or as CSV") });
      return;
    }
    for (const sheet of sheets) await judgeAll(sheets.length > 1 ? `${file.name}[${sheet.name}].csv` : `${file.name}.csv`, sheet.csv);
  } else {
    await judgeAll(file.name, decode(bytes));
  }
}

async function judgeAll(name, text) {
  const opened = await Promise.all(engines.map((engine) => engine.json("stock", name, text)));
  const [{ count, problems }] = opened;
  for (const problem of problems) {
    stock.problems.push({ file: name, line: problem.line, severity: problem.severity, text: problem.message[say("zh", "en")], hint: problem.hint && problem.hint[say("zh", "en")] });
  }
  const file = { name, text, first: stock.total, count };
  stock.files.push(file);
  stock.total += count;
  let next = 0;
  let drawn = performance.now();
  await Promise.all(engines.map(async (engine) => {
    while (next < count && !stock.stops) {
      const first = next;
      next += pieceSize;
      let rows;
      try {
        rows = await engine.json("judge-stock", String(first), String(pieceSize));
      } catch (error) {
        // The engine was started again and has lost the file; the piece is judged one by one.
        await engine.json("stock", name, text);
        rows = [];
        for (let index = first; index < Math.min(first + pieceSize, count); index += 1) rows.push(...await alone(engine, name, text, index));
      }
      for (const row of rows) stock.rows[file.first + row.index] = { ...row, file, position: file.first + row.index };
      if (performance.now() - drawn > 150) {
        drawn = performance.now();
        refresh();
        m.redraw();
      }
    }
  }));
}

async function alone(engine, name, text, index) {
  try {
    return await engine.json("judge-stock", String(index), "1");
  } catch (error) {
    await engine.json("stock", name, text);
    return [{ index, line: 0, rejected: [{ message: { zh: "引擎在这一份上停了", en: "the engine stopped at this one" } }] }];
  }
}

/** One dossier of the stock as JSON. */
export async function dossierOf(row) {
  await desk.helper.json("stock", row.file.name, row.file.text);
  return desk.helper.text("stock-dossier", String(row.index));
}

const regionOf = (row) => (row.place ? row.place.filter(Boolean).slice(-1)[0] || say("地点不明", "place unknown") : say("地点不明", "place unknown"));
export const columns = {
  index: (row) => row.position,
  name: (row) => row.name || row.id || "",
  place: (row) => (row.place ? row.place.slice(1).filter(Boolean).join(" ") || row.place[0] : ""),
  trade: (row) => row.trade || "",
  decision: (row) => ["refuse", "suspend", "supplement", "conditional", "approve"].indexOf(row.decision),
  score: (row) => (row.result ? row.result.score.low : -1),
  reason: (row) => (row.result ? row.result.notMet.length : 0),
};

/** Applies search, filters and order. */
export function refresh() {
  const word = stock.word.trim().toLowerCase();
  let rows = stock.rows.filter(Boolean);
  stock.all = rows;
  if (word) rows = rows.filter((row) => `${row.name || ""} ${row.id || ""} ${(row.place || []).join(" ")} ${row.trade || ""}`.toLowerCase().includes(word));
  if (stock.decision) rows = rows.filter((row) => (stock.decision === "rejected" ? Boolean(row.rejected) : row.decision === stock.decision));
  if (stock.trade) rows = rows.filter((row) => row.trade === stock.trade);
  if (stock.region) rows = rows.filter((row) => regionOf(row) === stock.region);
  if (stock.rule) rows = rows.filter((row) => row.result && row.result.notMet.includes(stock.rule));
  const by = columns[stock.sort];
  const sign = stock.isDescending ? -1 : 1;
  stock.shown = [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    return sign * (typeof x === "string" ? x.localeCompare(y, "zh-CN") : x - y) || a.position - b.position;
  });
}

/** How often each value of a column occurs, by decision, the most frequent first. */
export function counted(of, limit = 8) {
  const groups = new Map();
  for (const row of stock.all || []) {
    for (const name of of(row)) {
      const group = groups.get(name) || { name, total: 0, by: {} };
      group.total += 1;
      const kind = row.decision || "rejected";
      group.by[kind] = (group.by[kind] || 0) + 1;
      groups.set(name, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.total - a.total).slice(0, limit);
}
export const tradeOf = (row) => (row.trade ? [row.trade] : []);
export const regionsOf = (row) => (row.rejected ? [] : [regionOf(row)]);
export const failedOf = (row) => (row.result ? row.result.notMet : []);

/** What the table shows, as CSV that spreadsheets open with the right characters. */
export function exported(decisionNames) {
  const cell = (value) => {
    const text = String(value === undefined || value === null ? "" : value);
    // A formula in a name stays a text.
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const head = [say("项目编号", "id"), say("项目名称", "name"), say("省", "province"), say("市", "city"), say("县", "county"), say("行业", "trade"), say("结论", "decision"), say("得分下限", "score low"), say("得分上限", "score high"), say("不符合的规则", "not met"), say("待定的规则", "undetermined"), say("文件", "file"), say("行", "line")];
  const lines = stock.shown.map((row) => [
    row.id, row.name, ...(row.place || ["", "", ""]), row.trade,
    row.rejected ? say("退回", "rejected") : decisionNames[row.decision](),
    row.result ? row.result.score.low : "", row.result ? row.result.score.high : "",
    row.result ? row.result.notMet.join(" ") : "", row.result ? row.result.undetermined.join(" ") : "", row.file.name, row.line,
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
