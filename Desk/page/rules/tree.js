import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { Fold } from "../parts/ui.js";
import { openFile, openRule } from "./room.js";
import { rulesRoom } from "./state.js";

// The rules by ruleset, document and chapter; or all files.

export const Tree = {
  view() {
    return m("nav.tree", { "aria-label": say("规则", "Rules") }, [
      m("input.search", { type: "search", placeholder: say("查找规则、原文、文件", "Find a rule, its words, a file"), "aria-label": say("查找规则", "Find a rule"), value: rulesRoom.word, oninput: (e) => { rulesRoom.word = e.target.value; } }),
      m(".tabs", { role: "group", "aria-label": say("列出", "List") }, [["rules", say("规则", "Rules")], ["files", say("文件", "Files")]].map(([name, text]) => m("button", {
        type: "button", "aria-pressed": String(rulesRoom.view === name), onclick: () => { rulesRoom.view = name; },
      }, text))),
      rulesRoom.view === "files" ? files() : rulesets(),
    ]);
  },
};

const word = () => rulesRoom.word.trim().toLowerCase();
const has = (text) => (text || "").toLowerCase().includes(word());
const change = (id) => rulesRoom.differences.find((item) => item.rule === id);

function rulesets() {
  const { catalogue } = rulesRoom;
  const fits = (rule) => !word() || has(rule.id) || has(rule.title.zh) || has(rule.title.en) || has(rule.path)
    || rule.citations.some((citation) => has(citation.quote) || has(citation.document));
  const found = catalogue.rulesets.map((ruleset, index) => {
    const rules = catalogue.rules.filter((rule) => rule.ruleset === index && rule.path && fits(rule));
    if (!rules.length) return null;
    const documents = [...new Set(rules.map((rule) => (rule.citations[0] || { document: "" }).document))];
    return m(Fold, {
      key: ruleset.name, level: "h2", isOpen: Boolean(word()) || rulesRoom.openFolders.has(ruleset.name), toggle: toggle(ruleset.name),
      head: [m("span.title", language.now === "zh" ? ruleset.title : ruleset.name), m("span.count", String(rules.length))],
      body: () => documents.map((document) => chapters(document, rules.filter((rule) => (rule.citations[0] || { document: "" }).document === document))),
    });
  }).filter(Boolean);
  return found.length ? found : m("p.soft", say("没有找到。", "Nothing found."));
}

const toggle = (name) => (opens) => { if (opens) rulesRoom.openFolders.add(name); else rulesRoom.openFolders.delete(name); };

/** The rules of a document under the chapters that their sections begin with. */
function chapters(document, rules) {
  const chapterOf = (rule) => (/^[^（(]+/.exec((rule.citations[0] || {}).section || "") || [""])[0].trim();
  const names = [...new Set(rules.map(chapterOf))];
  return m("div", { key: document }, [
    m("p.kind.document", document),
    names.map((name) => [
      name && names.length > 1 ? m("p.chapter", name) : null,
      rules.filter((rule) => chapterOf(rule) === name).map((rule) => m("button.leaf", {
        type: "button", "aria-current": rulesRoom.rule === rule.id ? "true" : false, onclick: () => openRule(rule),
      }, [
        m("span", [told(rule.title), change(rule.id) ? m("span.mark.changed", say("改", "changed")) : null]),
        m("small", [rule.citations[0] ? rule.citations[0].section : "", " ", rule.id]),
      ])),
    ]),
  ]);
}

function files() {
  const found = rulesRoom.texts.filter((file) => file.text !== null && (!word() || has(file.path)));
  const folders = [...new Set(found.map((file) => file.path.split("/").slice(0, -1).join("/")))].sort();
  return folders.map((folder) => m(Fold, {
    key: folder, level: "h2", isOpen: Boolean(word()) || rulesRoom.openFolders.has(folder), toggle: toggle(folder),
    head: [m("span.title", folder.split("/").pop() || folder), m("span.count", String(found.filter((file) => file.path.startsWith(`${folder}/`)).length))],
    body: () => found.filter((file) => file.path.slice(0, file.path.lastIndexOf("/")) === folder).map((file) => m("button.leaf", {
      type: "button", key: file.path, "aria-current": rulesRoom.path === file.path ? "true" : false, onclick: () => { rulesRoom.rule = ""; openFile(file.path); },
    }, [m("span", [file.path.split("/").pop(), file.text !== file.original ? m("span.mark.changed", file.original === null ? say("新", "new") : say("改", "changed")) : null])])),
  }));
}
