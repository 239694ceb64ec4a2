import { read, say, told } from "../parts/language.js";
import { stock } from "./state.js";

// What is shown of a stock: search, filters, order, and counts of what is left.

export const shown = {
  word: "",
  /** By the name of a filter; empty: all. */
  filters: { decision: "", trade: "", region: "", rule: "", missing: "" },
  sort: "index",
  isDescending: false,
  /** @type {import("./state.js").Row[]} */
  rows: [],
  done: 0,
  /** How far the table is scrolled, in pixels. */
  top: 0,
};

/** What a project is called: by its name or number, else by its file, of which it may be one of many. */
export function nameOf(row) {
  if (row.name || row.id) return row.name || row.id;
  if (row.file.isDossier) return row.file.name;
  return `${stock.files.length > 1 ? `${row.file.name} ` : ""}${say(`第 ${row.line} 行`, `line ${row.line}`)}`;
}

const unknown = () => say("地点不明", "place unknown");
/** The county, else the city or the province, with the city before it. */
export const regionOf = (row) => (row.place ? row.place.slice(1).filter(Boolean).join(" ") || row.place[0] || unknown() : unknown());

const values = {
  decision: (row) => [row.decision || "rejected"],
  trade: (row) => (row.trade ? [told(row.trade)] : []),
  region: (row) => (row.rejected ? [] : [regionOf(row)]),
  rule: (row) => (row.result ? row.result.notMet : []),
  missing: (row) => row.missing || [],
};

const columns = {
  index: (row) => row.position,
  name: nameOf,
  place: (row) => (row.rejected ? "" : regionOf(row)),
  trade: (row) => told(row.trade) || "",
  decision: (row) => ["refuse", "suspend", "supplement", "conditional", "approve"].indexOf(row.decision),
  score: (row) => (row.result ? row.result.score.low : -1),
  reason: (row) => (row.result ? row.result.notMet.length : -1),
};
export const cell = (name, row) => columns[name](row);

let filtered = new Map();

/** Applies search, filters and order. */
export function refresh() {
  const word = shown.word.trim().toLowerCase();
  let rows = stock.rows.filter(Boolean);
  shown.done = rows.length;
  if (word) rows = rows.filter((row) => `${row.name || ""} ${row.id || ""} ${(row.place || []).join(" ")} ${told(row.trade) || ""}`.toLowerCase().includes(word));
  const passes = (row, name) => !shown.filters[name] || values[name](row).includes(shown.filters[name]);
  const names = Object.keys(values);
  // A chart counts what all filters but its own leave, so that another choice stays open.
  filtered = new Map(names.map((name) => [name, shown.filters[name] || names.some((other) => shown.filters[other])
    ? rows.filter((row) => names.every((other) => other === name || passes(row, other))) : rows]));
  rows = rows.filter((row) => names.every((name) => passes(row, name)));
  const by = columns[shown.sort];
  const sign = shown.isDescending ? -1 : 1;
  if (shown.sort !== "index" || shown.isDescending) {
    const order = new Intl.Collator("zh-CN", { numeric: true });
    rows = rows.map((row) => ({ row, key: by(row) }))
      .sort((a, b) => sign * (typeof a.key === "string" ? order.compare(a.key, b.key) : a.key - b.key) || a.row.position - b.row.position)
      .map(({ row }) => row);
  }
  shown.rows = rows;
}

/** Shows all of another stock. */
export function unfilter() {
  for (const name of Object.keys(shown.filters)) shown.filters[name] = "";
  Object.assign(shown, { word: "", top: 0 });
}

/** The columns of its tables that were not understood. @returns {string[]} */
export const unknownColumns = () => [...new Set(stock.problems.filter(({ code }) => code === "unknown-key").map(({ zh }) => (/`([^`]+)`/.exec(zh || "") || ["", ""])[1]).filter(Boolean))];

export function setFilter(name, value) {
  shown.filters[name] = shown.filters[name] === value ? "" : value;
  refresh();
}

/** How often each value occurs, by decision, the most frequent first. */
export function counted(name) {
  const groups = new Map();
  for (const row of filtered.get(name) || []) {
    for (const value of values[name](row)) {
      const group = groups.get(value) || { name: value, total: 0, by: {} };
      group.total += 1;
      const kind = row.decision || "rejected";
      group.by[kind] = (group.by[kind] || 0) + 1;
      groups.set(value, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.total - a.total);
}

// MARK: Sums

/** Sums of decimals without an error of binary fractions. */
class ExactSum {
  constructor() { this.value = 0n; this.scale = 0; }
  add(text) {
    const [whole, fraction = ""] = text.split(".");
    if (fraction.length > this.scale) { this.value *= 10n ** BigInt(fraction.length - this.scale); this.scale = fraction.length; }
    this.value += BigInt(whole + fraction.padEnd(this.scale, "0"));
  }
  get text() {
    const digits = String(this.value < 0n ? -this.value : this.value).padStart(this.scale + 1, "0");
    const whole = digits.slice(0, digits.length - this.scale).replace(/\B(?=(\d{3})+$)/g, ",");
    const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, "");
    return `${this.value < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
  }
}

/** What the shown projects come to. @returns {{path: string, given: number, low: string | null, high: string | null}[]} */
export function totals() {
  const sums = new Map();
  for (const row of shown.rows) {
    for (const [path, [low, high]] of Object.entries(row.totals || {})) {
      const sum = sums.get(path) || { path, given: 0, low: new ExactSum(), high: new ExactSum() };
      sum.given += 1;
      if (low === null) sum.low = null; else if (sum.low) sum.low.add(low);
      if (high === null) sum.high = null; else if (sum.high) sum.high.add(high);
      sums.set(path, sum);
    }
  }
  return [...sums.values()].map((sum) => ({ ...sum, low: sum.low && sum.low.text, high: sum.high && sum.high.text })).sort((a, b) => b.given - a.given);
}

/** What the table shows, as CSV that spreadsheets open with the right characters. */
export function exported(decisionNames, titleOf, labelOf) {
  const text = (value) => {
    const plain = String(value === undefined || value === null ? "" : value);
    // A formula in a name stays a text.
    const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const head = [say("项目编号", "id"), say("项目名称", "name"), say("省", "province"), say("市", "city"), say("县", "county"), say("行业", "trade"), say("结论", "decision"),
    say("得分下限", "score low"), say("得分上限", "score high"), say("不符合的规则", "not met"), say("不符合的要求", "what is not met"), say("缺少的事实", "missing"), say("来源与其他项目冲突", "sources clash"),
    say("退回原因", "rejected because"), say("文件", "file"), say("行", "line")];
  const lines = shown.rows.map((row) => [
    row.id, row.name || (row.id ? "" : nameOf(row)), ...(row.place || ["", "", ""]), told(row.trade),
    row.rejected ? say("退回", "rejected") : decisionNames[row.decision](),
    row.result ? row.result.score.low : "", row.result ? row.result.score.high : "",
    row.result ? row.result.notMet.join(" ") : "", row.result ? row.result.notMet.map(titleOf).join("；") : "", (row.missing || []).map(labelOf).join("；"),
    row.isHeld ? say("是", "yes") : "", (row.rejected || []).map((item) => read(item.message)).join("；"), row.file.name, row.line,
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(text).join(",")).join("\r\n")}\r\n`;
}
