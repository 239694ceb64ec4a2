import m from "mithril";
import { say, told } from "../parts/language.js";
import { button } from "../parts/ui.js";
import { showAt } from "./editor.js";
import { caseChecker, places, rulesRoom } from "./state.js";

// Which conditions of a rule its cases have seen true, false and open, and which limits none would notice.

export const Coverage = {
  oninit({ attrs, state }) {
    state.load = async () => {
      state.version = rulesRoom.caseVersion;
      try {
        const checking = await caseChecker();
        state.version = rulesRoom.caseVersion;
        state.told = await checking.json("coverage", attrs.rule);
      } catch (error) {
        state.told = { failure: { zh: "没有算成，请再试一次", en: "It could not be computed; try again" } };
      }
      m.redraw();
    };
    state.load();
  },
  onupdate({ state }) { if (state.version !== rulesRoom.caseVersion) state.load(); },
  view({ state }) {
    const { told: answer } = state;
    if (!answer) return m("p.soft", say("正在试每一处改动…", "Trying every change…"));
    if (answer.failure) return m("p.soft", told(answer.failure));
    const mark = (count, name) => m("td", { class: count ? "seen" : "unseen" }, [count || "—", m("span.for-readers", name)]);
    return [
      answer.conditions.length ? m(".scroll", { tabindex: 0, role: "region", "aria-label": say("条件", "Conditions") }, m("table.coverage", [
        m("thead", m("tr", [m("th", { scope: "col" }, say("条件", "Condition")), m("th", { scope: "col" }, say("真", "true")), m("th", { scope: "col" }, say("假", "false")), m("th", { scope: "col" }, say("未知", "open"))])),
        m("tbody", answer.conditions.map((condition) => m("tr", [
          m("th", { scope: "row" }, condition.path === rulesRoom.path ? button(condition.text, () => show(condition), { class: "link" }) : condition.text),
          mark(condition.true, say("次", " times")), mark(condition.false, say("次", " times")), mark(condition.open, say("次", " times")),
        ]))),
      ])) : m("p.soft", say("这条规则没有可数的条件。", "The rule has no conditions to count.")),
      m("h3", answer.unnoticed.length ? say(`没有案例会发现的改动（${answer.unnoticed.length}）`, `Changes that no case would notice (${answer.unnoticed.length})`) : say("每一处改动都有案例会发现。", "Every change would be noticed by a case.")),
      m("ul.diagnostics", answer.unnoticed.map((mutant) => m("li.warning", m("p", [
        mutant.path === rulesRoom.path ? button(say(`第 ${mutant.line} 行`, `line ${mutant.line}`), () => show(mutant), { class: "link" }) : m("span.soft", mutant.path.split("/").pop()),
        " ", m("code", mutant.text), " ", told(mutant.change),
      ])))),
    ];
  },
};

function show(place) {
  const [at] = places(rulesRoom.file().text, [place]);
  showAt(at.from, at.to);
}
