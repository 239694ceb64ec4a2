import m from "mithril";
import { say } from "../parts/language.js";
import { button, choose } from "../parts/ui.js";
import { textOf } from "../parts/text-file.js";
import { openRule } from "./room.js";
import { caseChecker, rulesRoom } from "./state.js";

// A policy text sentence by sentence, and what accounts for each.

const state = { text: "", newer: "", document: "", told: null, edition: null, show: "unaccounted", problem: "" };
const statuses = {
  unaccounted: () => say("没有着落", "unaccounted"), encoded: () => say("编成规则", "encoded"), judgement: () => say("人工判断", "left to judgement"), outOfScope: () => say("不编码", "out of scope"),
  heading: () => say("标题", "headings"),
};
const kinds = { reworded: () => say("改写", "reworded"), removed: () => say("删去", "removed"), added: () => say("增加", "added"), unchanged: () => say("换了条款号", "moved") };

/** The documents that the rules declare, with the names of their texts. */
function documents() {
  const found = [];
  for (const file of rulesRoom.texts) {
    if (!file.path.endsWith(".rules") || file.text === null) continue;
    for (const [, number, clauses] of file.text.matchAll(/^(?:文件|document)[ \t]+(\S+)[^\n]*\n((?:[ \t]+[^\n]*(?:\n|$))*)/gm)) {
      const name = /^[ \t]+(?:原文|text)[ \t]+(\S+)/m.exec(clauses);
      found.push({ number, name: name ? name[1] : "" });
    }
  }
  return found;
}

const plain = (text) => text.replace(/[\s\[\]〔〕（）()]/g, "");
/** The document that a text says it is, near its beginning. */
const documentOf = (text) => documents().find(({ number }) => plain(text.slice(0, 600)).includes(plain(number)));

export const Policy = {
  view() {
    const all = documents();
    const known = all.find(({ number }) => number === state.document) || documentOf(state.text);
    return m("section.sheet-form", [
      m("h2", say("核对文件原文", "Account for a policy text")),
      m("p.soft", say("粘贴文件全文，逐句看它编成了规则、留给人判断、登记为不编码，还是没有着落。有新版时一并粘贴，逐句比较，并指出涉及哪些规则。", "Paste the whole text; each sentence is encoded, left to judgement, out of scope, or not accounted for. With a new edition beside it the two are compared sentence by sentence, and the rules that speak of what changed are named.")),
      m("label", [m("span", say("文件", "Document")), m("select", { value: known ? known.number : "", onchange: (e) => { state.document = e.target.value; } }, [
        m("option", { value: "" }, say("从原文认出", "as the text says")), all.map(({ number, name }) => m("option", { value: number, disabled: !name }, name ? number : say(`${number}（声明里没有“原文”）`, `${number} (declares no text)`))),
      ])]),
      area("text", say("文件全文", "The text")),
      area("newer", say("新版全文（可不填）", "The new edition, if there is one")),
      m(".row", [
        button(say("核对", "Account"), () => run(known), { class: "primary", disabled: !state.text.trim() }),
        button(say("返回", "Back"), () => { rulesRoom.panel = "problems"; }, { class: "quiet" }),
      ]),
      state.problem ? m("p.bad", { role: "alert" }, state.problem) : null,
      state.edition ? editions() : null,
      state.told ? result() : null,
    ]);
  },
};

const area = (name, title) => m("div", [
  m(".row", [m("label", { for: `policy-${name}` }, title), button(say("读入文本文件…", "Open a text file…"), () => choose(".txt,text/plain", async ([file]) => { state[name] = String(await textOf(file)); m.redraw(); }), { class: "quiet" })]),
  m("textarea.policy", { id: `policy-${name}`, rows: name === "text" ? 7 : 3, value: state[name], oninput: (e) => { state[name] = e.target.value; } }),
]);

async function run(document) {
  Object.assign(state, { problem: "", told: null, edition: null });
  if (!document || !document.name) {
    state.problem = document ? say(`${document.number} 的声明里没有“原文”：在“文件 ${document.number} …”下面写一行“原文 名称”。`, `${document.number} declares no text: write a line "text NAME" below "document ${document.number} …".`)
      : say("没有认出是哪个文件：请在上面选一个，或在开头写明文号。", "It is not known which document this is: choose it above, or let the text begin with its number.");
    return;
  }
  try {
    const checking = await caseChecker();
    const answer = await checking.json("policy", `${document.name}.txt`, state.text);
    if (answer.failure || !(answer.documents || []).length) state.problem = say("没有核对成。", "It could not be done.");
    else state.told = answer;
    if (state.newer.trim()) state.edition = await checking.json("edition", `${document.name}.txt`, state.text, state.newer);
  } catch (error) {
    state.problem = say("没有核对成，请再试一次。", "It could not be done; try again.");
  }
  m.redraw();
}

const rulesOf = (ids) => ((ids || []).length ? m(".row", ids.map((id) => { const rule = rulesRoom.byId.get(id); return rule && rule.path ? button(rulesRoom.titleOf(id), () => openRule(rule), { class: "link" }) : m("span.soft", id); })) : null);

/** What the new edition changes, sentence by sentence. */
function editions() {
  const [edition] = state.edition.documents || [];
  if (!edition) return null;
  const changes = [...edition.changes].sort((a, b) => Number((b.rules || []).length > 0) - Number((a.rules || []).length > 0));
  return [
    m("h3", say(`新版：改写 ${edition.reworded} 句、删去 ${edition.removed} 句、增加 ${edition.added} 句、不变 ${edition.unchanged} 句`, `New edition: ${edition.reworded} reworded, ${edition.removed} removed, ${edition.added} added, ${edition.unchanged} unchanged`)),
    m("ul.sentences", { tabindex: 0 }, changes.slice(0, 300).map((change) => m("li", [
      m("p", [m("span.mark", kinds[change.kind]()), m("span.soft", ` ${change.section || change.oldSection || ""} `),
        change.words ? change.words.map((part) => m(part.kind === "removed" ? "del" : part.kind === "added" ? "ins" : "span", part.text)) : change.new || change.old]),
      rulesOf(change.rules), change.draft ? m("pre.dossier", change.draft) : null,
    ]))),
  ];
}

function result() {
  const sentences = state.told.documents.flatMap((document) => document.sections.flatMap((section) => section.sentences.map((sentence) => ({ ...sentence, section: section.section }))));
  const names = [...new Set(sentences.map((sentence) => sentence.status))];
  const of = (name) => sentences.filter((sentence) => sentence.status === name);
  const shown = names.includes(state.show) ? state.show : names[0];
  return [
    m("p", [say(`共 ${sentences.length} 句，`, `${sentences.length} sentences, `), m("b", `${state.told.share} %`), say(" 有着落", " accounted for")]),
    m(".tabs.wrap", { role: "group", "aria-label": say("显示", "Show") }, names.map((name) => m("button", { type: "button", "aria-pressed": String(shown === name), onclick: () => { state.show = name; } }, [(statuses[name] || (() => name))(), m("span.count", of(name).length)]))),
    m("ul.sentences", { tabindex: 0 }, of(shown).slice(0, 400).map((sentence) => m("li", [
      m("p", [m("span.soft", `${sentence.section} `), sentence.text]),
      rulesOf(sentence.rules),
    ]))),
  ];
}
