import m from "mithril";
import { say, told } from "../parts/language.js";
import { Menu, button, choose, tell } from "../parts/ui.js";
import { Editor, showAt, step } from "./editor.js";
import { Comparison } from "./comparison.js";
import { Coverage } from "./coverage.js";
import { failing } from "./failing.js";
import { mayRedo, mayUndo } from "./history.js";
import { LimitStrip } from "./limit.js";
import { Names } from "./names.js";
import { NewPlace } from "./new-place.js";
import { Policy } from "./policy.js";
import { Problems } from "./problems.js";
import { saveServed } from "./served.js";
import { Trial } from "./trial.js";
import { Tree } from "./tree.js";
import { mayWriteFolder, openFolder, saveFile, saveFolder, saveZip, takeRuleFiles } from "./storage.js";
import { allDiagnostics, caseChecker, changedFiles, change, check, differenceText, impact, readCatalogue, rulesRoom } from "./state.js";

export const Rules = {
  oninit() { readCatalogue(); },
  view({ attrs }) {
    if (!rulesRoom.catalogue) return m("main.waiting", { id: "main" }, m("p", say("正在列出规则…", "Listing the rules…")));
    const file = rulesRoom.file();
    return m("main.rules-room", { id: "main" }, [
      m(".title-bar", [
        m("h1", say("规则", "Rules")),
        m(".row", [
          m("span.soft.differs", { class: changedFiles().length ? "changed" : "" }, differenceText()),
          file ? button(say("撤销", "Undo"), () => step(true), { class: "quiet", disabled: !mayUndo(file) }) : null,
          file ? button(say("重做", "Redo"), () => step(false), { class: "quiet", disabled: !mayRedo(file) }) : null,
          file ? button(say("保存文件", "Save file"), () => saveFile(file), { disabled: file.text === file.saved || (file.text === file.original && !file.saved) }) : null,
          m(Menu, {
            text: say("更多", "More"), items: [
              rulesRoom.isServed ? [say("写回规则文件夹", "Write the folder of rules"), writeServed, { disabled: !rulesRoom.isUnsaved() }] : null,
              rulesRoom.folder ? [say("写回文件夹", "Write the folder"), saveFolder, { disabled: !changedFiles().length }] : null,
              [say("存为 ZIP（全部规则）", "Save all as ZIP"), saveZip],
              mayWriteFolder() ? [say("打开规则文件夹…", "Open a folder of rules…"), openFolder] : null,
              [say("读入规则文件或 ZIP…", "Read rule files or a ZIP…"), () => choose(".rules,.cases,.csv,.zip", (files) => takeRuleFiles(files.map((file) => ({ file, path: file.name }))), true)],
              file ? [say("整理排版", "Lay out"), () => rewrite(file, "")] : null,
              file ? [say("改写为英文关键字", "In English keywords"), () => rewrite(file, "en")] : null,
              file ? [say("改写为中文关键字", "In Chinese keywords"), () => rewrite(file, "zh")] : null,
              [say("新建省市规则集…", "New province or city…"), () => { rulesRoom.panel = "new"; }],
              [say("核对文件原文…", "Account for a policy text…"), () => { rulesRoom.panel = "policy"; }],
              file ? [say("还原这个文件", "Revert this file"), () => revert(file), { disabled: file.text === file.original }] : null,
            ],
          }),
        ]),
      ]),
      m(".rules-grid", [m(Tree), m(".work", rulesRoom.panel === "new" ? m(NewPlace) : rulesRoom.panel === "policy" ? m(Policy) : file ? [m(Clause), m(Editor), m(Strip), m(Panels, attrs)] : m(Welcome))]),
    ]);
  },
};

const Welcome = {
  view: () => m(".drop", [
    m("h2", say("选一条规则", "Choose a rule")),
    m("p.soft", say("左边按地区和文件列出全部规则。条款原文和规则并排；改动后立即检查，并说明哪条规则变宽变严、哪些项目改判。",
      "All rules are on the left. The clause and the rule stand here side by side; a change is checked at once, and it is said which rules become looser or stricter and which projects flip.")),
    m(".row", [button(say("新建省市规则集…", "New province or city…"), () => { rulesRoom.panel = "new"; }), button(say("核对文件原文…", "Account for a policy text…"), () => { rulesRoom.panel = "policy"; })]),
  ]),
};

/** The words of the clause that the rule encodes. */
const Clause = {
  view() {
    const rule = rulesRoom.byId.get(rulesRoom.rule);
    const file = rulesRoom.file();
    return m("section.clause", { "aria-label": say("条款原文", "The clause") }, rule ? [
      m("h2", [told(rule.title), m("span.count", rule.id)]),
      rule.citations.map((citation) => m("blockquote", [
        citation.quote ? m("p", `“${citation.quote}”`) : null, m("footer", `${citation.document} ${citation.section || ""}`),
      ])),
    ] : m("h2", file.path));
  },
};

/** One line: is it sound, what does it change. */
const Strip = {
  view() {
    const errors = rulesRoom.diagnostics.filter((item) => item.severity === "error").length;
    const { differences } = rulesRoom;
    const by = (kind) => differences.filter((item) => item.change === kind).length;
    const names = [["looser", say("更宽", "looser")], ["stricter", say("更严", "stricter")], ["mixed", say("互有宽严", "mixed")], ["equivalent", say("等价", "equivalent")], ["undecided", say("未判定", "undecided")]];
    const isChanged = changedFiles().length > 0;
    const isCompared = rulesRoom.comparedVersion === rulesRoom.version;
    return m(".verdict-line", { role: "status" }, [
      rulesRoom.checkedText === null ? m("span.soft", say("改动后立即检查。", "It is checked as it changes."))
        : rulesRoom.isSound ? failing.cases.length
          ? m("button.link.failing", { type: "button", onclick: () => { rulesRoom.panel = "problems"; } }, m("b.bad", say(`规则可以执行，但 ${failing.cases.length} 个案例不再成立`, `The rules can be used, but ${failing.cases.length} cases fail`)))
          : m("b.good", say("规则可以执行", "The rules can be used"))
          : m("span", [m("b.bad", say(`${errors} 处错误`, `${errors} errors`)), say("；审查和台账仍按上一版没有错的规则判断", "; reviews and stocks are still judged by the last good rules")]),
      isChanged && rulesRoom.isSound ? m("button.link.impact", { type: "button", onclick: () => { rulesRoom.panel = "impact"; } }, [
        !isCompared ? say("正在比较…", "comparing…") : differences.length ? names.filter(([kind]) => by(kind)).map(([kind, text]) => say(`${by(kind)} 条${text}`, `${by(kind)} ${text}`)).join(" · ") : say("规则的意思没有变", "the meaning is unchanged"),
        " · ", impact.version === rulesRoom.version
          ? say(`${impact.total} 个项目中 ${impact.flips.length} 个改判`, `${impact.flips.length} of ${impact.total} projects flip`) + (impact.done < impact.total ? say(`（已看 ${impact.done}）`, ` (${impact.done} seen)`) : "")
          : say("正在看谁会改判…", "looking who flips…"),
      ]) : null,
      failing.isRunning && !rulesRoom.isChecking ? m("span.soft", say("正在运行案例…", "running the cases…")) : null,
      rulesRoom.isChecking ? m("span.soft.checking", say("检查中…", "checking…")) : null,
    ]);
  },
};

const panels = () => [
  ["problems", say("问题", "Problems"), allDiagnostics().length], ["try", say("试一试", "Try it")], ["coverage", say("覆盖", "Coverage")],
  ["names", say("名称", "Names")], ["limit", say("界限", "Limit")], ["impact", say("影响", "Impact"), rulesRoom.differences.length],
];

const Panels = {
  view({ attrs }) {
    const { panel } = rulesRoom;
    return m("section.panels", [
      m(".tabs.wrap", { role: "tablist", "aria-label": say("规则的检查和试算", "Checks and trials") }, panels().map(([name, text, count]) => m("button", {
        type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(panel === name), "aria-controls": "panel", onclick: () => { rulesRoom.panel = name; },
      }, [text, count ? m("span.count", count) : null]))),
      m(".panel", { id: "panel", role: "tabpanel", "aria-labelledby": `tab-${panel}` }, content(panel, attrs)),
    ]);
  },
};

function content(panel, attrs) {
  const { rule } = rulesRoom;
  const needsRule = (draw) => (rule ? draw() : m("p.soft", say("把光标放到一条规则里。", "Put the cursor into a rule.")));
  switch (panel) {
    case "try": return needsRule(() => m(Trial, { key: rule, rule, ...attrs }));
    case "coverage": return needsRule(() => m(Coverage, { key: rule, rule }));
    case "limit": return needsRule(() => m(LimitStrip, { key: rule, rule }));
    case "names": return m(Names);
    case "impact": return m(Comparison, attrs);
    default: return m(Problems);
  }
}

export function openRule(rule) {
  rulesRoom.rule = rule.id;
  if (rulesRoom.panel === "new" || rulesRoom.panel === "policy") rulesRoom.panel = "problems";
  openFile(rule.path);
  requestAnimationFrame(() => showAt(rule.at));
}

export function openFile(path) {
  if (rulesRoom.path !== path) {
    rulesRoom.path = path;
    if (rulesRoom.checkedPath !== path) rulesRoom.checkedText = rulesRoom.version ? rulesRoom.file().text : null;
    rulesRoom.checkedPath = path;
    // What is read now need not be read with the first keystroke.
    if (!rulesRoom.version) check();
  }
  if (rulesRoom.panel === "new" || rulesRoom.panel === "policy") rulesRoom.panel = "problems";
  m.redraw();
}

async function writeServed() {
  try {
    tell(await saveServed());
  } catch (error) {
    tell(error.phrase ? told(error.phrase) : say("没有写成，改动还在这里", "It was not written; the changes are still here"), "error");
  }
  m.redraw();
}

function revert(file) {
  change(file, file.original === null ? "" : file.original);
}

async function rewrite(file, language) {
  try {
    const answer = await (await caseChecker()).json("translate", file.path, language);
    if (answer.text) { change(file, answer.text); tell(say("已改写，可用“还原”取回", "Rewritten; “Revert” takes it back")); } else tell(told(answer.failure), "error");
  } catch (error) {
    tell(say("没有改写成", "It was not rewritten"), "error");
  }
  m.redraw();
}
