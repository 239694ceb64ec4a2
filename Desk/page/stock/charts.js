import m from "mithril";
import { language, say } from "../parts/language.js";
import { decisions } from "../parts/ui.js";
import { desk } from "../review/state.js";
import { rulesRoom } from "../rules/state.js";
import { counted, setFilter, shown, totals } from "./shown.js";

// What the stock comes to: bars that filter the table when they are pressed.

const order = ["refuse", "suspend", "supplement", "conditional", "approve", "rejected"];

const Bars = {
  oninit({ state }) { state.all = false; },
  view({ attrs: { title, filter, name = (text) => text, sorted }, state }) {
    const groups = counted(filter);
    if (!groups.length) return null;
    if (sorted) groups.sort(sorted);
    const some = state.all ? groups : groups.slice(0, 6);
    const most = Math.max(...groups.map((group) => group.total));
    return m("section", [
      m("h2", title),
      m("ul.bars", some.map((group) => m("li", { key: group.name }, m("button", {
        type: "button", "aria-pressed": String(shown.filters[filter] === group.name), onclick: () => setFilter(filter, group.name),
      }, [m("span.line", [m("span", name(group.name)), m("span.figure", group.total)]), bar(group, most)])))),
      groups.length > 6 ? m("button.link", { type: "button", onclick: () => { state.all = !state.all; } },
        state.all ? say("只看前 6 个", "the first 6") : say(`全部 ${groups.length} 个`, `all ${groups.length}`)) : null,
    ]);
  },
};

function bar(group, most) {
  let at = 0;
  return m("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, [
    m("rect.track", { width: 100, height: 8 }),
    order.filter((kind) => group.by[kind]).map((kind) => {
      const width = (100 * group.by[kind]) / most;
      const rect = m(`rect.${kind}`, { x: at, width, height: 8 });
      at += width;
      return rect;
    }),
  ]);
}

/** What a fact is called. */
export const labelOf = (path) => {
  const field = desk.vocabulary.field(path);
  if (field) return desk.vocabulary.label(field, language.now);
  if (path.startsWith("param.")) {
    const [, name, key] = /^param\.([^[]*)(?:\[(.*)\])?$/.exec(path) || ["", path, ""];
    const parameter = desk.vocabulary.parameters.find((item) => item.name.en === name);
    return `${parameter ? parameter.label : name}${key ? `（${key}）` : ""}`;
  }
  const list = desk.vocabulary.containers.find((container) => container.path.en === path.replace(/\[\d*\]/g, ""));
  return list ? desk.vocabulary.groupLabel(list, language.now) : path.replace(/^param\./, "");
};

const decisionName = (name) => (name === "rejected" ? say("退回", "Rejected") : decisions[name]());

const Totals = {
  view() {
    const sums = totals();
    if (!sums.length) return null;
    return m("section", [
      m("h2", say("合计（所示项目）", "Totals of what is shown")),
      m("dl.totals", sums.slice(0, 8).map(({ path, given, low, high }) => {
        const field = desk.vocabulary.field(path);
        const unit = field && field.unit ? field.unit[language.now] : "";
        return m("div", [
          m("dt", labelOf(path)),
          m("dd", [m("b", low === high ? low : `${low || "?"}～${high || "?"}`), " ", m("span.soft", unit), m("small", say(`${given} 个项目填了`, `given by ${given}`))]),
        ]);
      })),
    ]);
  },
};

export const Charts = {
  view() {
    return m("aside.charts", { "aria-label": say("统计", "Counts") }, [
      m(Bars, { title: say("结论", "Decisions"), filter: "decision", name: decisionName, sorted: (a, b) => order.indexOf(a.name) - order.indexOf(b.name) }),
      m(Bars, { title: say("最常不符合", "Most often not met"), filter: "rule", name: (id) => rulesRoom.titleOf(id) }),
      m(Bars, { title: say("最常缺少", "Most often missing"), filter: "missing", name: labelOf }),
      m(Bars, { title: say("行业", "Trades"), filter: "trade" }),
      m(Bars, { title: say("地区", "Regions"), filter: "region" }),
      m(Totals),
    ]);
  },
};
