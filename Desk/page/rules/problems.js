import m from "mithril";
import { say, told } from "../parts/language.js";
import { button } from "../parts/ui.js";
import { Answers } from "./answers.js";
import { problemsOf, showAt } from "./editor.js";
import { openFile } from "./room.js";
import { allDiagnostics, places, rulesRoom } from "./state.js";

// What is wrong with the texts, each with what to write instead.

export const Problems = {
  view() {
    const file = rulesRoom.file();
    const items = allDiagnostics().sort((a, b) => Number(b.path === file.path) - Number(a.path === file.path) || Number(a.severity === "warning") - Number(b.severity === "warning"));
    if (!items.length) return m("p.soft", rulesRoom.checkedText === null ? say("改动后立即检查全部规则和案例。", "All rules and cases are checked as soon as something changes.") : say("没有问题。", "No problems."));
    const placed = problemsOf(file);
    return m("ul.diagnostics", items.slice(0, 60).map((item) => {
      const place = placed.find((other) => other.start === item.start && other.code === item.code && other.path === item.path);
      return m("li", { class: item.severity }, [
        m("p", [
          m("b", item.code === "case-failed" ? say("案例", "Case") : item.severity === "error" ? say("错误", "Error") : say("提醒", "Warning")), " ",
          button(item.path === file.path ? say(`第 ${item.line} 行`, `line ${item.line}`) : `${item.path.split("/").slice(-2).join("/")} ${say(`第 ${item.line} 行`, `line ${item.line}`)}`, () => show(item, place), { class: "link" }),
          " ", m("span.message", told(item.message)),
        ]),
        item.hint ? m("p.hint", told(item.hint)) : null,
        place && item.code !== "case-failed" ? m(Answers, { item, place, file }) : null,
      ]);
    }));
  },
};

function show(item, place) {
  if (place) { showAt(place.from, place.to); return; }
  openFile(item.path);
  m.redraw();
  const file = rulesRoom.texts.find((other) => other.path === item.path);
  requestAnimationFrame(() => { const [at] = places(file.text, [item]); showAt(at.from, at.to); });
}
