import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { Fold, button, choose, decisionSign, decisions, save } from "../parts/ui.js";
import { textOf } from "../parts/text-file.js";
import { Editor, showAt } from "./editor.js";
import { changedFiles, changesText, check, readCatalogue, rulesRoom } from "./state.js";

export { rulesRoom } from "./state.js";

export const Rules = {
  oninit() { readCatalogue(); },
  view() {
    const { catalogue } = rulesRoom;
    if (!catalogue) return m("main.waiting", { id: "main" }, m("p", say("正在列出规则…", "Listing the rules…")));
    return m("main.rules-room", { id: "main" }, [
      m(".title-bar", [
        m("h1", say("规则", "Rules")),
        m(".row", [
          m("span.soft", changesText()),
          button(say("保存这个文件", "Save this file"), saveFile, { disabled: !rulesRoom.path }),
          button(say("读入规则文件…", "Open a rule file…"), () => choose(".rules,.csv", takeFiles, true), { class: "quiet" }),
          button(say("还原", "Revert"), revert, { class: "quiet", disabled: !changedFiles().some((file) => file.path === rulesRoom.path) }),
        ]),
      ]),
      m(".rules-grid", [m(Tree), m("div", rulesRoom.path ? [m(Clause), m(Editor), m(Outcome)] : m(".drop", [
        m("h2", say("选一条规则", "Choose a rule")),
        m("p.soft", say("左边按地区和文件列出全部规则。规则的原文、条款和内容在这里并排；改动后立即检查，并说明哪些示例会改判。",
          "All rules are on the left. The clause and the rule stand here side by side; a change is checked at once, and which examples flip is said.")),
      ]))]),
    ]);
  },
};

/** The rules by ruleset and document. */
const Tree = {
  view() {
    const { catalogue } = rulesRoom;
    const word = rulesRoom.word.trim().toLowerCase();
    const has = (text) => (text || "").toLowerCase().includes(word);
    const fits = (rule) => !word || has(rule.id) || has(rule.title.zh) || has(rule.title.en)
      || rule.citations.some((citation) => has(citation.quote) || has(citation.document));
    return m("nav.tree", { "aria-label": say("规则", "Rules") }, [
      m("input.search", { type: "search", placeholder: say("查找规则、原文", "Find a rule or its words"), "aria-label": say("查找规则", "Find a rule"), value: rulesRoom.word, oninput: (e) => { rulesRoom.word = e.target.value; } }),
      catalogue.rulesets.map((ruleset, index) => {
        const rules = catalogue.rules.filter((rule) => rule.ruleset === index && rule.path && fits(rule));
        if (!rules.length) return null;
        const documents = [...new Set(rules.map((rule) => (rule.citations[0] || { document: "" }).document))];
        return m(Fold, {
          key: ruleset.name, level: "h2", isOpen: Boolean(word) || rulesRoom.openFolders.has(ruleset.name),
          toggle: (opens) => { if (opens) rulesRoom.openFolders.add(ruleset.name); else rulesRoom.openFolders.delete(ruleset.name); },
          head: [m("span.title", language.now === "zh" ? ruleset.title : ruleset.name), m("span.count", String(rules.length))],
          body: () => documents.map((document) => m("div", [
            m("p.kind", document),
            rules.filter((rule) => (rule.citations[0] || { document: "" }).document === document).map((rule) => m("button.leaf", {
              type: "button", "aria-current": rulesRoom.rule === rule.id ? "true" : false, onclick: () => openRule(rule),
            }, [told(rule.title), m("small", rule.citations[0] ? rule.citations[0].section : "")])),
          ])),
        });
      }),
    ]);
  },
};

function openRule(rule) {
  rulesRoom.rule = rule.id;
  if (rulesRoom.path !== rule.path) {
    rulesRoom.path = rule.path;
    rulesRoom.checkedText = null;
    rulesRoom.diagnostics = [];
  }
  m.redraw();
  requestAnimationFrame(() => showAt(rule.at));
}

/** The words of the clause that the rule encodes. */
const Clause = {
  view() {
    const rule = rulesRoom.byId.get(rulesRoom.rule);
    if (!rule) return null;
    return m("section.clause", [
      m("h2", told(rule.title)),
      rule.citations.map((citation) => m("div", [
        m("p", citation.quote ? `“${citation.quote}”` : ""), m("p.kind", `${citation.document} ${citation.section || ""}`),
      ])),
    ]);
  },
};

/** What the check says, and what the change would do. */
const Outcome = {
  view() {
    const file = rulesRoom.file();
    const isChanged = changedFiles().length > 0;
    const problems = rulesRoom.diagnostics;
    const errors = problems.filter((item) => item.severity === "error");
    const { impact } = rulesRoom;
    return m("section", [
      m(".verdict-line", { role: "status" }, [
        rulesRoom.checkedText === null ? m("span.soft", say("改动后开始检查。", "It is checked when it changes."))
          : rulesRoom.isSound ? m("b.good", say("规则可以执行", "The rules can be used"))
            : m("b.bad", say(`有 ${errors.length} 处错误；改好之前仍用上一版规则`, `${errors.length} errors; the last good rules go on judging`)),
        rulesRoom.isChecking ? m("span.soft", say("正在检查…", "Checking…")) : null,
        isChanged && impact && rulesRoom.isSound ? m("span", impact.flips.length
          ? say(`${impact.count} 个示例中有 ${impact.flips.length} 个改判`, `${impact.flips.length} of ${impact.count} examples flip`)
          : say(`${impact.count} 个示例的结论都不变`, `none of ${impact.count} examples flips`)) : null,
      ]),
      isChanged && impact && impact.flips.length && rulesRoom.isSound ? m("table.flips", impact.flips.map(({ example, decision }) => m("tr", [
        m("th", { scope: "row" }, example.title), m("td", decisions[example.decision]()), m("td", "→"), m("td", m("b", { class: decision }, decision === "rejected" ? say("不能判断", "cannot be judged") : [decisionSign(decision), " ", decisions[decision]()])),
      ]))) : null,
      problems.length ? m("ul.diagnostics", problems.slice(0, 60).map((item) => m("li", { class: item.severity }, [
        item.path === file.path ? button(`${item.line}:${item.column || 1}`, () => showAt(null, item), { class: "link" }) : m("span.soft", `${item.path}:${item.line}`),
        " ", told(item.message), item.hint ? m("span.hint", told(item.hint)) : null,
      ]))) : null,
    ]);
  },
};

const saveFile = () => {
  const file = rulesRoom.file();
  save(file.path.split("/").pop(), file.text, "text/plain");
  file.saved = file.text;
};

function revert() {
  const file = rulesRoom.file();
  file.text = file.original;
  check();
}

async function takeFiles(files) {
  for (const file of files) {
    const place = rulesRoom.texts.filter((item) => item.path.endsWith(`/${file.name}`));
    if (place.length === 1) {
      place[0].text = await textOf(file);
      rulesRoom.path = place[0].path;
      rulesRoom.rule = "";
    }
  }
  check();
}
