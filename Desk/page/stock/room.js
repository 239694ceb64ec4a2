import m from "mithril";
import { say } from "../parts/language.js";
import { Fold, button, choose, decisionSign, decisions, save, tell } from "../parts/ui.js";
import { openDossier } from "../review/state.js";
import { mayLeave } from "../review/room.js";
import { readCatalogue, rulesRoom } from "../rules/state.js";
import { Charts } from "./charts.js";
import { columns, dossierOf, exported, open, refresh, stock } from "./state.js";

const accepted = ".json,.jsonl,.ndjson,.csv,.xlsx";
export const dropStock = (files) => open(files);

export const Stock = {
  oninit() { readCatalogue(); },
  view({ attrs }) {
    const choosing = () => choose(accepted, open, true);
    if (!stock.isRunning && !stock.rows.length && !stock.problems.length) {
      return m("main.stock", { id: "main" }, m(".drop", [
        m("h1", say("审查一批项目", "Review many projects")),
        m("p", say("把一个或多个文件拖到这里：NDJSON、CSV（UTF-8 或 GB18030）、XLSX、JSON。一行一个项目。",
          "Drop files here: NDJSON, CSV (UTF-8 or GB18030), XLSX or JSON; one project a row.")),
        m(".row", button(say("选择文件…", "Choose files…"), choosing, { class: "primary" })),
        m("p.soft", say("表头用字段名或标签，如 项目名称、行业、电能利用效率PUE。读不懂的行单独列出，其余照常审查。",
          "Columns are named by field or label. Rows that cannot be read are listed; the others are judged.")),
      ]));
    }
    const done = stock.rows.filter(Boolean).length;
    return m("main.stock", { id: "main" }, [
      m(".title-bar", [
        m("h1", say(`台账：${stock.total} 个项目`, `Stock: ${stock.total} projects`)),
        m(".row", [
          button(say("导出 CSV", "Export CSV"), () => save(say("审查台账.csv", "reviewed.csv"), exported(decisions), "text/csv"), { disabled: !done }),
          button(say("打开其他文件…", "Open other files…"), choosing, { class: "quiet", disabled: stock.isRunning }),
        ]),
      ]),
      stock.isRunning ? progress(done) : m("p.soft.done", { "data-done": "true" }, say(`${done} 个项目，用时 ${stock.seconds.toFixed(1)} 秒。`, `${done} projects in ${stock.seconds.toFixed(1)} s.`)),
      problems(),
      done ? m(".stock-grid", [m(Charts), m("div", [filters(), m(Table, { toReview: attrs.toReview })])]) : null,
    ]);
  },
};

function progress(done) {
  const seconds = (performance.now() - stock.started) / 1000;
  const rate = done / Math.max(seconds, 0.1);
  const left = rate > 0 ? Math.ceil((stock.total - done) / rate) : 0;
  return m(".progress", { role: "status" }, [
    m("progress", { max: Math.max(stock.total, 1), value: done, "aria-label": say("进度", "progress") }),
    m("span", say(`${done} / ${stock.total}，每秒 ${rate.toFixed(0)} 个，还要 ${left} 秒`, `${done} / ${stock.total}, ${rate.toFixed(0)} a second, ${left} s left`)),
    button(say("停止", "Stop"), () => { stock.stops = true; }),
  ]);
}

function problems() {
  const rejected = stock.rows.filter((row) => row && row.rejected);
  const lines = [
    ...stock.problems.map((problem) => ({ where: `${problem.file}${problem.line ? `:${problem.line}` : ""}`, text: problem.text, hint: problem.hint })),
    ...rejected.map((row) => ({ where: `${row.file.name}:${row.line}${row.name ? ` ${row.name}` : ""}`, text: row.rejected.map((item) => item.message[say("zh", "en")]).join("；"), hint: row.rejected[0] && row.rejected[0].hint && row.rejected[0].hint[say("zh", "en")] })),
  ];
  return lines.length ? m(Fold, {
    class: "group rejected-rows", open: !stock.rows.length, head: [m("span.title", say("退回和提醒", "Rejected rows and warnings")), m("span.count", String(lines.length))],
    body: () => m("ul", lines.slice(0, 300).map((line) => m("li", [m("span.soft", `${line.where} `), line.text, line.hint ? m("span.hint", line.hint) : null]))),
  }) : null;
}

const filters = () => m(".filters", [
  m("input.search", { type: "search", placeholder: say("查找名称、编号、地点、行业", "Search name, number, place, trade"), "aria-label": say("查找", "Search"), value: stock.word, oninput: (e) => { stock.word = e.target.value; refresh(); } }),
  [["decision", (value) => (value === "rejected" ? say("退回", "rejected") : decisions[value]())], ["trade", String], ["region", String], ["rule", (id) => rulesRoom.titleOf(id)]]
    .filter(([name]) => stock[name]).map(([name, text]) => button([text(stock[name]), " ×"], () => { stock[name] = ""; refresh(); }, { "aria-label": say("去掉筛选", "remove the filter") })),
  m("span.soft", say(`显示 ${stock.shown.length} 个`, `${stock.shown.length} shown`)),
]);

const height = 40;
const Table = {
  oninit({ state }) { state.top = 0; state.room = 900; },
  oncreate({ dom, state }) { state.room = dom.querySelector(".rows").clientHeight + 200; },
  view({ attrs, state }) {
    const first = Math.max(0, Math.floor(state.top / height) - 6);
    const rows = stock.shown.slice(first, first + Math.ceil(state.room / height) + 12);
    const head = (name, text) => m("button", {
      type: "button", "aria-sort": stock.sort === name ? (stock.isDescending ? "descending" : "ascending") : false,
      onclick: () => { stock.isDescending = stock.sort === name && !stock.isDescending; stock.sort = name; refresh(); },
    }, [text, stock.sort === name ? (stock.isDescending ? " ▼" : " ▲") : ""]);
    const openRow = async (row) => {
      if (row.rejected || !mayLeave()) return;
      try {
        const text = await dossierOf(row);
        if (openDossier(text, `${row.name || row.id || row.index + 1}.json`)) attrs.toReview();
      } catch (error) {
        tell(say("这份卷宗没有打开，请再试一次", "The dossier was not opened; try again"), "error");
      }
      m.redraw();
    };
    return m(".table", [
      m(".head", [head("name", say("项目", "Project")), head("place", say("地点", "Place")), head("trade", say("行业", "Trade")), head("decision", say("结论", "Decision")), head("score", say("得分", "Score")), head("reason", say("不符合", "Not met"))]),
      m(".rows", { tabindex: 0, role: "region", "aria-label": say("项目", "Projects"), onscroll: (e) => { state.top = e.target.scrollTop; } },
        m(".space", { oncreate: ({ dom }) => { dom.style.height = `${stock.shown.length * height}px`; }, onupdate: ({ dom }) => { dom.style.height = `${stock.shown.length * height}px`; } },
          rows.map((row, index) => m("button.line", {
            key: row.position, type: "button", class: row.decision || "rejected", onclick: () => openRow(row),
            oncreate: ({ dom }) => { dom.style.top = `${(first + index) * height}px`; }, onupdate: ({ dom }) => { dom.style.top = `${(first + index) * height}px`; },
          }, [
            m("span", { title: columns.name(row) }, columns.name(row) || say(`第 ${row.line} 行`, `line ${row.line}`)), m("span", columns.place(row)), m("span", columns.trade(row)),
            m("span.decided", row.rejected ? say("退回", "rejected") : [decisionSign(row.decision), decisions[row.decision]()]),
            m("span", row.result ? (row.result.score.low === row.result.score.high ? row.result.score.low : `${row.result.score.low}～${row.result.score.high}`) : ""),
            m("span", row.rejected ? row.rejected[0].message[say("zh", "en")] : row.result.notMet.map((id) => rulesRoom.titleOf(id)).join("、")),
          ])))),
    ]);
  },
};
