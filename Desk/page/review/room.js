import m from "mithril";
import { say } from "../parts/language.js";
import { Menu, button, choose, decisionSign, decisions } from "../parts/ui.js";
import { Decision } from "./decision.js";
import { DraftLine, askForDraft, mayKeepDrafts } from "./draft.js";
import { Form } from "./form.js";
import { Opening, Start } from "./opening.js";
import { Report, openReport } from "./report.js";
import { saveBundle, saveDossier, saveForm, saveParameters, savePlainDossier, saveResult, saveTable } from "./saving.js";
import { close, desk, entryOf, redo, review, undo } from "./state.js";

export const isUnsaved = () => Boolean(review.dossier) && review.version !== review.savedVersion;

/** Whether work may be left. */
export const mayLeave = () => !isUnsaved() || window.confirm(say("卷宗有改动没有保存，仍要离开吗？", "The dossier has changes that are not saved. Leave it?"));

export const accepted = ".json,.csv,.xlsx,.ndjson,.jsonl";

export const Review = {
  view({ attrs }) {
    const choosing = () => choose(accepted, (files) => attrs.take(files.map((file) => ({ file, path: file.name }))), true);
    if (!review.dossier) return m(Start, { choosing });
    const name = desk.vocabulary.name >= 0 ? entryOf(review.dossier, desk.vocabulary.name).text : "";
    return m(".room", [
      m("main.review", { id: "main" }, [
        review.origin ? m("p.back", button(say("← 返回台账", "← Back to the stock"), review.origin.back, { class: "link" })) : null,
        m(".title-bar", [
          m("h1", name || review.name.replace(/\.(desk\.)?json$/i, "")),
          m(".row", [
            button(say("撤销", "Undo"), undo, { class: "quiet", disabled: !review.undo.length }),
            button(say("重做", "Redo"), redo, { class: "quiet", disabled: !review.redo.length }),
            button(say("保存", "Save"), saveDossier, { class: "quiet" }),
            m(Menu, {
              text: say("更多", "More"), items: [
                [say("打开…", "Open…"), choosing],
                [say("审查意见书…", "Opinion…"), openReport, { disabled: !review.result || review.isRejected }],
                review.parameters.size ? [say("只存卷宗（JSON）", "Dossier alone (JSON)"), savePlainDossier] : null,
                review.parameters.size ? [say("只存参数（JSON）", "Parameters alone (JSON)"), saveParameters] : null,
                [say("存为工作包（连同参数、规则改动）", "Bundle (with parameters and rule changes)"), saveBundle],
                mayKeepDrafts() ? [say("在本机留加密草稿…", "Keep an encrypted draft here…"), askForDraft] : null,
                [say("存为 CSV（一行一个事实）", "CSV (a fact a row)"), saveTable],
                [say("给企业的 Excel 填报表", "Empty form for Excel"), saveForm, { disabled: !review.result }],
                [say("存结果（JSON）", "Result (JSON)"), saveResult, { disabled: !review.result }],
                [say("关闭", "Close"), () => { if (mayLeave()) close(); }],
              ],
            }),
          ]),
        ]),
        m(DraftLine),
        review.isOpening ? m(".columns.single", m(".form", m(Opening))) : m(".columns", [m(Form), m(Decision)]),
      ]),
      review.isOpening || !review.result ? null : m("a.brief", { href: "#decision", class: review.result.decision, onclick: (e) => { e.preventDefault(); document.getElementById("decision").scrollIntoView(); } }, [
        decisionSign(review.result.decision), m("b", decisions[review.result.decision]()),
        m("span", review.result.causes.length ? review.result.decision === "approve" ? say(`${review.result.causes.length} 处须留意`, `${review.result.causes.length} to note`) : say(`${review.result.causes.length} 个原因`, `${review.result.causes.length} causes`)
          : review.result.asks.length ? say(`还缺 ${review.result.asks.length} 项`, `${review.result.asks.length} missing`) : ""),
      ]),
      review.report ? m(Report) : null,
    ]);
  },
};
