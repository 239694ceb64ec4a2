import m from "mithril";
import { say } from "../parts/language.js";
import { button, choose } from "../parts/ui.js";
import { textOf } from "../parts/text-file.js";
import { openRule } from "./room.js";
import { caseChecker, rulesRoom } from "./state.js";

// A policy text sentence by sentence, and what accounts for each.

const state = { text: "", told: null, show: "unaccounted", problem: "" };
const statuses = {
  unaccounted: () => say("没有着落", "unaccounted"), encoded: () => say("编成规则", "encoded"), judgement: () => say("人工判断", "left to judgement"), outOfScope: () => say("不编码", "out of scope"),
};

export const Policy = {
  view() {
    return m("section.sheet-form", [
      m("h2", say("核对文件原文", "Account for a policy text")),
      m("p.soft", say("粘贴文件全文（首行写文号或标题），逐句看它编成了规则、留给人判断、登记为不编码，还是没有着落。", "Paste the whole text, its number or title in the first line; each sentence is encoded, left to judgement, out of scope, or not accounted for.")),
      m("textarea.policy", { "aria-label": say("文件全文", "The text"), rows: 8, value: state.text, oninput: (e) => { state.text = e.target.value; } }),
      m(".row", [
        button(say("核对", "Account"), run, { class: "primary", disabled: !state.text.trim() }),
        button(say("读入文本文件…", "Open a text file…"), () => choose(".txt,text/plain", async ([file]) => { state.text = String(await textOf(file)); m.redraw(); })),
        button(say("返回", "Back"), () => { rulesRoom.panel = "problems"; }, { class: "quiet" }),
      ]),
      state.problem ? m("p.bad", { role: "alert" }, state.problem) : null,
      state.told ? result() : null,
    ]);
  },
};

async function run() {
  state.problem = "";
  try {
    const first = state.text.trim().split("\n")[0].slice(0, 40);
    const answer = await (await caseChecker()).json("policy", `${first}.txt`, state.text);
    if (answer.failure || !(answer.documents || []).length) {
      state.told = null;
      state.problem = say("没有认出是哪个文件：首行要写规则里声明过的文号，如 宁政发〔2022〕30号。", "It is not known which document this is: the first lines must name one that the rules declare, as 宁政发〔2022〕30号.");
    } else {
      state.told = answer;
    }
  } catch (error) {
    state.problem = say("没有核对成，请再试一次。", "It could not be done; try again.");
  }
  m.redraw();
}

function result() {
  const sentences = state.told.documents.flatMap((document) => document.sections.flatMap((section) => section.sentences.map((sentence) => ({ ...sentence, section: section.section }))));
  const names = [...new Set(sentences.map((sentence) => sentence.status))];
  const of = (name) => sentences.filter((sentence) => sentence.status === name);
  const shown = names.includes(state.show) ? state.show : names[0];
  return [
    m("p", [m("b", `${state.told.share} %`), say(` 的 ${sentences.length} 句有着落`, ` of ${sentences.length} sentences are accounted for`)]),
    m(".tabs.wrap", { role: "group", "aria-label": say("显示", "Show") }, names.map((name) => m("button", { type: "button", "aria-pressed": String(shown === name), onclick: () => { state.show = name; } }, [(statuses[name] || (() => name))(), m("span.count", of(name).length)]))),
    m("ul.sentences", of(shown).slice(0, 400).map((sentence) => m("li", [
      m("p", [m("span.soft", `${sentence.section} `), sentence.text]),
      (sentence.rules || []).length ? m(".row", sentence.rules.map((id) => { const rule = rulesRoom.byId.get(id); return rule && rule.path ? button(rulesRoom.titleOf(id), () => openRule(rule), { class: "link" }) : m("span.soft", id); })) : null,
    ]))),
  ];
}
