import m from "mithril";
import { say } from "../parts/language.js";
import { decisions } from "../parts/ui.js";
import { rulesRoom } from "../rules/state.js";
import { counted, failedOf, refresh, regionsOf, stock, tradeOf } from "./state.js";

// What the stock comes to: bars that filter the table when they are pressed.

const order = ["refuse", "suspend", "supplement", "conditional", "approve", "rejected"];

function bars(title, filter, groups, name = (text) => text) {
  if (!groups.length) return null;
  const most = Math.max(...groups.map((group) => group.total));
  return m("section", [
    m("h2", title),
    m("ul.bars", groups.map((group) => m("li", m("button", {
      type: "button", "aria-pressed": String(stock[filter] === group.name),
      onclick: () => { stock[filter] = stock[filter] === group.name ? "" : group.name; refresh(); },
    }, [m("span.line", [m("span", name(group.name)), m("span.soft", group.total)]), bar(group, most)])))),
  ]);
}

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

export const Charts = {
  view() {
    const kinds = counted((row) => [row.decision || "rejected"]);
    kinds.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    return m(".charts", [
      bars(say("结论", "Decisions"), "decision", kinds, (name) => (name === "rejected" ? say("退回", "Rejected") : decisions[name]())),
      bars(say("不符合最多的规则", "Rules most often not met"), "rule", counted(failedOf), (id) => rulesRoom.titleOf(id)),
      bars(say("行业", "Trades"), "trade", counted(tradeOf)),
      bars(say("地区", "Regions"), "region", counted(regionsOf)),
    ]);
  },
};
