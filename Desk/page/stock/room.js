import m from "mithril";
import { read, say, told } from "../parts/language.js";
import { chooseFolder } from "../parts/files.js";
import { Fold, button, choose, decisionSign, decisions, save, tell } from "../parts/ui.js";
import { readCatalogue, rulesRoom } from "../rules/state.js";
import { Charts, labelOf } from "./charts.js";
import { Table } from "./table.js";
import { exported, nameOf, refresh, setFilter, shown, unknownColumns } from "./shown.js";
import { isOutdated, openStock, stock } from "./state.js";

const accepted = ".json,.jsonl,.ndjson,.csv,.xlsx";
const chooseFiles = () => choose(accepted, (files) => openStock(files.map((file) => ({ file, path: file.name }))), true);

export const Stock = {
  oninit() { readCatalogue(); refresh(); },
  view({ attrs }) {
    if (!stock.isRunning && !stock.rows.length && !stock.problems.length) return m(Beginning);
    return m("main.stock", { id: "main" }, [
      m(".title-bar", [
        m("h1", say(`台账：${stock.total} 个项目`, `Stock: ${stock.total} projects`)),
        m(".row", [
          button([say("导出 CSV", "Export CSV"), isPart() ? say(`（${shown.rows.length} / ${shown.done} 个）`, ` (${shown.rows.length} of ${shown.done})`) : ""], writeOut, { disabled: !shown.done }),
          button(say("打开文件…", "Open files…"), chooseFiles, { class: "quiet", disabled: stock.isRunning }),
          button(say("打开文件夹…", "Open a folder…"), () => chooseFolder(openStock), { class: "quiet", disabled: stock.isRunning }),
        ]),
      ]),
      stock.isRunning ? progress() : m("p.soft.done", { "data-done": "true", role: "status" }, [
        say(`${shown.done} 个项目，用时 ${stock.seconds.toFixed(1)} 秒。`, `${shown.done} projects in ${stock.seconds.toFixed(1)} s.`),
        stock.served ? say(` 由这台电脑的 ${stock.served} 个处理器审查。`, ` Judged by ${stock.served} processors of this computer.`) : "",
        stock.wasStopped ? say(` 已停止，还有 ${stock.total - shown.done} 个没有审查。`, ` Stopped; ${stock.total - shown.done} were not judged.`) : "",
      ]),
      unread(),
      isOutdated() ? m("p.notes.outdated", { role: "status" }, [
        say("规则在审查之后改过，下面仍是按原来的规则审的。", "The rules were changed since; what stands below was judged by the rules before."), " ",
        button(say("重新审查", "Judge again"), () => openStock(stock.entries)),
      ]) : null,
      m(Problems),
      m(Clashes, { open: attrs.open }),
      shown.done ? m(".stock-grid", [m(Charts), m("div", [filters(), m(Table, { open: attrs.open })])]) : null,
    ]);
  },
};

/** Whether search and filters leave a part of what was judged. */
const isPart = () => shown.rows.length < shown.done;

function writeOut() {
  save(exportName(), exported(decisions, (id) => rulesRoom.titleOf(id), labelOf), "text/csv");
  tell(isPart() ? say(`写出筛选后的 ${shown.rows.length} 个，共 ${shown.done} 个；去掉筛选可写出全部`, `${shown.rows.length} of ${shown.done} were written, those that the filters leave; remove them to write all`)
    : say(`写出全部 ${shown.done} 个`, `All ${shown.done} were written`));
}

/** Columns that nobody reads are lost facts: they are named where everybody looks. */
function unread() {
  const columns = unknownColumns();
  if (!columns.length) return null;
  const some = columns.slice(0, 6).join(say("、", ", "));
  return m("p.notes.unread-columns", { role: "status" }, say(`有 ${columns.length} 列没有读懂，没有用上：${some}${columns.length > 6 ? "……" : ""}。表头用字段名或标签，如 项目所在省（区）。`,
    `${columns.length} columns were not understood and not used: ${some}${columns.length > 6 ? "…" : ""}. Name columns by field or label.`));
}

/** What is not the whole stock by the rules at hand says so by its name. */
const exportName = () => {
  const part = stock.wasStopped || stock.isRunning ? say("（未审完）", "-part") : "";
  const left = isPart() ? say(`（${shown.done}个中的${shown.rows.length}个）`, `-${shown.rows.length}-of-${shown.done}`) : "";
  return `${say("审查台账", "reviewed")}${part}${left}${isOutdated() ? say("（改规则前）", "-before-change") : ""}.csv`;
};

const Beginning = {
  view() {
    return m("main.stock", { id: "main" }, m(".drop", [
      m("svg.picture", { viewBox: "0 0 64 48", "aria-hidden": "true" }, [
        m("path", { d: "M6 10 h18 l4 6 h30 v26 h-52 z" }), m("path", { d: "M14 25 h36 M14 32 h24" }),
      ]),
      m("h1", say("审查一批项目", "Review many projects")),
      m("p", say("把文件或文件夹拖到这里：XLSX、CSV（UTF-8 或 GB18030）、NDJSON、JSON。",
        "Drop files or a folder here: XLSX, CSV (UTF-8 or GB18030), NDJSON or JSON.")),
      m(".row", [button(say("选择文件…", "Choose files…"), chooseFiles, { class: "primary" }), button(say("选择文件夹…", "Choose a folder…"), () => chooseFolder(openStock))]),
      m("p.soft", say("一行一个项目，表头用字段名或标签，如 项目名称、行业、电能利用效率PUE。读不懂的行单独列出，其余照常审查；同一个来源用了两次会指出来。",
        "One project a row; columns are named by field or label. Rows that cannot be read are listed and the others judged; a source offered twice is pointed out.")),
    ]));
  },
};

function progress() {
  const seconds = (performance.now() - stock.started) / 1000;
  const rate = shown.done / Math.max(seconds, 0.1);
  const left = rate > 0 ? Math.ceil((stock.total - shown.done) / rate) : 0;
  return m(".progress", { role: "status" }, [
    m("progress", { max: Math.max(stock.total, 1), value: shown.done, "aria-label": say("进度", "progress") }),
    m("span", stock.step || (stock.total
      ? say(`${shown.done} / ${stock.total}，每秒 ${rate.toFixed(0)} 个，约还要 ${left} 秒`, `${shown.done} / ${stock.total}, ${rate.toFixed(0)} a second, about ${left} s left`)
      : say("正在读文件…", "Reading…"))),
    button(say("停止", "Stop"), () => { stock.stops = true; }),
  ]);
}

const Problems = {
  view() {
    const rejected = stock.rows.filter((row) => row && row.rejected);
    const lines = [
      ...stock.problems.map((problem) => ({ where: `${problem.file}${problem.line ? say(` 第 ${problem.line} 行`, ` line ${problem.line}`) : ""}`, ...problem })),
      ...rejected.flatMap((row) => row.rejected.map((item) => ({ where: say(`${row.file.name} 第 ${item.line || row.line} 行`, `${row.file.name} line ${item.line || row.line}`), name: row.name, text: read(item.message), hint: read(item.hint) }))),
    ];
    if (!lines.length) return null;
    return m(Fold, {
      class: "group rejected-rows", level: "h2", open: !shown.done,
      head: [m("span.title", say("退回和提醒", "Rejected rows and warnings")), m("span.count", rejected.length ? say(`退回 ${rejected.length} 行`, `${rejected.length} rows rejected`) : String(lines.length))],
      body: () => [
        m("ul", lines.slice(0, 300).map((line) => m("li", [
          m("span.where", line.where), m("span", [line.name ? m("b", `${line.name}：`) : null, line.text, line.hint ? m("span.hint", line.hint) : null]),
        ]))),
        lines.length > 300 ? m("p.soft", say(`只列出前 300 条，共 ${lines.length} 条；导出的表里都有。`, `The first 300 of ${lines.length}; the export has all.`)) : null,
      ],
    });
  },
};

/** Sources that several projects use. */
const Clashes = {
  view({ attrs }) {
    if (!stock.clashes.length) return null;
    const isSure = (clash) => clash.kind === "doubleUse" || clash.kind === "overdrawn";
    const sorted = [...stock.clashes].sort((a, b) => Number(isSure(b)) - Number(isSure(a)));
    return m(Fold, {
      class: "group clashes", level: "h2",
      head: [m("span.title", say("来源用了两次", "Sources offered twice")), m("span.count", say(`${stock.clashes.length} 处`, `${stock.clashes.length}`))],
      body: () => m("ul", sorted.slice(0, 100).map((clash) => m("li", { class: isSure(clash) ? "refuse" : "supplement" }, [
        m("p", [decisionSign(isSure(clash) ? "refuse" : "supplement"), " ", read(clash.note) || clash.source]),
        m(".row", clash.rows.map((row) => button(nameOf(row), () => attrs.open(row), { class: "link" }))),
      ]))),
    });
  },
};

const filters = () => m(".filters", [
  m("input.search", { type: "search", placeholder: say("查找名称、编号、地点、行业", "Search name, number, place, trade"), "aria-label": say("查找", "Search"), value: shown.word, oninput: (e) => { shown.word = e.target.value; refresh(); } }),
  Object.entries(shown.filters).filter(([, value]) => value).map(([name, value]) => button([filterText(name, value), m("span", { "aria-hidden": "true" }, " ×")], () => setFilter(name, value), { class: "chip", "aria-label": say(`去掉筛选 ${filterText(name, value)}`, `remove the filter ${filterText(name, value)}`) })),
  m("span.soft", say(`显示 ${shown.rows.length} 个`, `${shown.rows.length} shown`)),
]);

const filterText = (name, value) => {
  switch (name) {
    case "decision": return value === "rejected" ? say("退回", "rejected") : decisions[value]();
    case "rule": return rulesRoom.titleOf(value);
    case "missing": return say(`缺 ${labelOf(value)}`, `lacks ${labelOf(value)}`);
    default: return value;
  }
};
