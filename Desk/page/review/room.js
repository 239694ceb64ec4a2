import m from "mithril";
import { say } from "../parts/language.js";
import { button, choose, decisionSign, decisions } from "../parts/ui.js";
import { Decision, saveDossier } from "./decision.js";
import { Form } from "./form.js";
import { Opening, Start, openFiles } from "./opening.js";
import { Report } from "./report.js";
import { close, desk, entryOf, redo, review, undo } from "./state.js";

export const isUnsaved = () => Boolean(review.dossier) && review.version !== review.savedVersion;

/** Whether work may be left. */
export const mayLeave = () => !isUnsaved() || window.confirm(say("卷宗有改动没有保存，仍要离开吗？", "The dossier has changes that are not saved. Leave it?"));

export const Review = {
  view() {
    if (!review.dossier) return m(Start);
    const name = desk.vocabulary.name >= 0 ? entryOf(review.dossier, desk.vocabulary.name).text : "";
    return [
      m("main.review", { id: "main" }, [
        m(".title-bar", [
          m("h1", name || review.name.replace(/\.json$/i, "")),
          m(".row", [
            button(say("撤销", "Undo"), undo, { class: "quiet", disabled: !review.undo.length }),
            button(say("重做", "Redo"), redo, { class: "quiet", disabled: !review.redo.length }),
            button(say("保存", "Save"), saveDossier, { class: "quiet" }),
            button(say("打开…", "Open…"), () => { if (mayLeave()) choose(".json,application/json", openFiles); }, { class: "quiet" }),
            button(say("关闭", "Close"), () => { if (mayLeave()) close(); }, { class: "quiet" }),
          ]),
        ]),
        review.isOpening ? m(".columns.single", m(".form", m(Opening))) : m(".columns", [m(Form), m(Decision)]),
      ]),
      review.isOpening || !review.result ? null : m("a.brief", { href: "#decision", class: review.result.decision, onclick: (e) => { e.preventDefault(); document.getElementById("decision").scrollIntoView(); } }, [
        decisionSign(review.result.decision), m("b", decisions[review.result.decision]()),
        m("span", review.result.causes.length ? say(`${review.result.causes.length} 个原因`, `${review.result.causes.length} causes`)
          : review.result.asks.length ? say(`还缺 ${review.result.asks.length} 项`, `${review.result.asks.length} missing`) : ""),
      ]),
      review.report ? m(Report) : null,
    ];
  },
};
