import m from "mithril";
import { read, say, told } from "../parts/language.js";
import { decisionSign, decisions } from "../parts/ui.js";
import { rulesRoom } from "../rules/state.js";
import { labelOf } from "./charts.js";
import { cell, refresh, regionOf, shown } from "./shown.js";

// The table of a stock: of a hundred thousand rows those in sight are there.

const height = 40;
const headings = () => [["name", say("项目", "Project")], ["place", say("地点", "Place")], ["trade", say("行业", "Trade")], ["decision", say("结论", "Decision")], ["score", say("得分", "Score")], ["reason", say("原因", "Why")]];

const sortBy = (name) => {
  if (shown.sort !== name) { shown.sort = name; shown.isDescending = false; }
  else if (!shown.isDescending) shown.isDescending = true;
  else { shown.sort = "index"; shown.isDescending = false; }
  refresh();
};

export const Table = {
  oninit({ state }) { state.top = shown.top; },
  oncreate({ dom, state }) { dom.querySelector(".rows").scrollTop = state.top; },
  view({ attrs, state }) {
    const first = Math.max(0, Math.min(Math.floor(state.top / height) - 6, shown.rows.length - 1));
    const rows = shown.rows.slice(first, first + Math.ceil(window.innerHeight / height) + 12);
    const size = { style: { height: `${shown.rows.length * height}px` } };
    return m(".table", { role: "table", "aria-rowcount": shown.rows.length + 1, "aria-label": say("项目", "Projects") }, [
      m(".head", { role: "row" }, headings().map(([name, text]) => m("span", {
        role: "columnheader", "aria-sort": shown.sort === name ? (shown.isDescending ? "descending" : "ascending") : "none",
      }, m("button.heading", { type: "button", onclick: () => sortBy(name) }, [text, m("span.order", { "aria-hidden": "true" }, shown.sort === name ? (shown.isDescending ? "▼" : "▲") : "")])))),
      m(".rows", { tabindex: 0, role: "rowgroup", onscroll: (e) => { state.top = e.target.scrollTop; shown.top = state.top; } },
        m(".space", { oncreate: ({ dom }) => { dom.style.height = size.style.height; }, onupdate: ({ dom }) => { dom.style.height = size.style.height; } },
          rows.map((row, index) => m(Line, { key: row.position, row, at: first + index, open: attrs.open }))),
        shown.rows.length ? null : m("p.soft.nothing", say("没有这样的项目；去掉一个筛选再看。", "No such project; remove a filter."))),
    ]);
  },
};

/** What fails; where nothing does, what is missing. */
function why(row) {
  if (row.rejected) return read(row.rejected[0].message);
  if (row.result.notMet.length) return row.result.notMet.map((id) => rulesRoom.titleOf(id)).join(say("、", ", "));
  const missing = row.missing || [];
  return missing.length ? say(`缺 ${missing.map(labelOf).join("、")}`, `lacks ${missing.map(labelOf).join(", ")}`) : "";
}

const place = ({ dom, attrs }) => { dom.style.top = `${attrs.at * height}px`; };

const Line = {
  oncreate: place,
  onupdate: place,
  view({ attrs: { row, at, open } }) {
    const name = cell("name", row);
    const reasons = why(row);
    const { low, high } = row.result ? row.result.score : { low: "", high: "" };
    return m(".line", { role: "row", "aria-rowindex": at + 2, class: row.decision || "rejected", onclick: () => { if (!row.rejected) open(row); } }, [
      m("span.name", { role: "cell" }, row.rejected ? name : m("button.link", { type: "button", title: name }, name)),
      m("span.place", { role: "cell" }, cell("place", row)), m("span.trade", { role: "cell" }, told(row.trade)),
      m("span.decided", { role: "cell" }, row.rejected ? say("退回", "rejected") : [decisionSign(row.decision), decisions[row.decision](), row.isHeld ? m("span.mark", { title: say("来源与其他项目冲突", "its sources clash with others") }, say("来源", "source")) : null]),
      m("span.score", { role: "cell" }, row.result ? (low === high ? low : `${low}～${high}`) : ""),
      m("span.reason", { role: "cell", title: reasons }, reasons),
    ]);
  },
};
