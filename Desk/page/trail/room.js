import m from "mithril";
import { say, told } from "../parts/language.js";
import { button, decisionSign, decisions, save, tell } from "../parts/ui.js";
import { dossierText, parametersText, review } from "../review/state.js";
import { takeServed } from "../rules/served.js";
import { ask, isServed, server } from "./api.js";

// The audit trail of `review desk`: commits, entries, verification, receipts.

export const trail = {
  isServed: false,
  /** Whether the server that served the page does not know it. */
  isRefused: false,
  /** What the server is: whether it keeps a trail, and who reviews. */
  about: null,
  reviewer: "",
  entries: null,
  verified: null,
  word: "",
  isBusy: false,

  /** Asks the server that served the page, where one did. */
  async look() {
    if (!isServed()) return;
    try {
      trail.about = await ask("/api/about");
      trail.isServed = Boolean(trail.about.audit);
      server.engines = trail.about.engines;
      trail.reviewer = trail.about.user || trail.reviewer;
      if (trail.about.rules.length) await takeServed();
    } catch (error) {
      trail.isRefused = true;
    }
  },
};

async function doing(act) {
  if (trail.isBusy) return;
  trail.isBusy = true;
  m.redraw();
  try {
    await act();
  } catch (error) {
    tell(error.phrase ? told(error.phrase) : say(`没有做成：${error.message}`, `Not done: ${error.message}`), "error");
  }
  trail.isBusy = false;
  m.redraw();
}

const load = () => doing(async () => { trail.entries = (await ask("/api/entries")).entries; });

const commit = () => doing(async () => {
  const body = JSON.stringify({ dossier: dossierText(), parameters: parametersText() || undefined, asOf: review.asOf || undefined, reviewer: trail.reviewer, name: review.name });
  const { decision } = await ask("/api/commit", { method: "POST", body });
  tell(say(`已留痕：${decisions[decision] ? decisions[decision]() : decision}`, `Committed: ${decision}`));
  trail.entries = (await ask("/api/entries")).entries;
});

export const Trail = {
  oninit() { if (!trail.entries) load(); },
  view({ attrs }) {
    const word = trail.word.trim();
    const entries = (trail.entries || []).filter((entry) => !word || JSON.stringify(entry).includes(word));
    return m("main.trail", { id: "main" }, [
      m(".title-bar", [m("h1", say("留痕", "Audit trail")), m(".row", [
        button(say("验证日志", "Verify"), () => doing(async () => { trail.verified = await ask("/api/verify"); }), { disabled: trail.isBusy }),
        button(say("刷新", "Refresh"), load, { class: "quiet", disabled: trail.isBusy }),
      ])]),
      m("section.sheet-form", [
        m("h2", say("把这个结论记入日志", "Commit this decision")),
        review.dossier && review.result ? [
          m("p", [m("span.decided", { class: review.result.decision }, [decisionSign(review.result.decision), decisions[review.result.decision]()]), "　", review.result.project.name || review.name]),
          m("label", [m("span", say("审查人", "Reviewer")), m("input", { type: "text", value: trail.reviewer, readonly: Boolean(trail.about.user), oninput: (e) => { trail.reviewer = e.target.value; } })]),
          m(".row", button(say("记入日志", "Commit"), commit, { class: "primary", disabled: trail.isBusy || !trail.reviewer.trim() || review.isRejected })),
          m("p.soft", say("由命令行的引擎按服务所用的规则重新判断，写入之后才显示结论。", "The engine of the command line judges it again by the server's rules; the decision is shown once it is durable.")),
        ] : [m("p.soft", say("先在“审查”里打开一份卷宗。", "Open a dossier in “Review” first.")), button(say("去审查", "To Review"), attrs.toReview)],
      ]),
      trail.verified ? m("pre.verified", { role: "status", class: trail.verified.ok ? "good" : "bad" }, trail.verified.text) : null,
      m(".filters", [m("input.search", { type: "search", placeholder: say("查找项目、审查人", "Search project, reviewer"), "aria-label": say("查找", "Search"), value: trail.word, oninput: (e) => { trail.word = e.target.value; } }), m("span.soft", say(`${entries.length} 条`, `${entries.length} entries`))]),
      trail.entries ? m(".scroll", { tabindex: 0, role: "region", "aria-label": say("条目", "Entries") }, m("table.entries", [
        m("thead", m("tr", [say("序号", "No."), say("时间", "Time"), say("项目", "Project"), say("决定", "Decision"), say("审查人", "Reviewer"), ""].map((text) => m("th", { scope: "col" }, text)))),
        m("tbody", [...entries].reverse().slice(0, 500).map((entry) => m("tr", [
          m("td", entry.seq), m("td", when(entry.t)), m("td", entry.project || entry.op || ""),
          m("td", { class: entry.decision }, entry.decision && decisions[entry.decision] ? m("span.decided", [decisionSign(entry.decision), decisions[entry.decision]()]) : entry.op || ""),
          m("td", entry.op === "evaluate" ? entry.who || "" : ""),
          m("td", entry.decision ? button(say("回执", "Receipt"), () => doing(async () => save(say(`回执-${entry.seq}.json`, `receipt-${entry.seq}.json`), JSON.stringify(await ask(`/api/receipt/${entry.seq}`), null, 2), "application/json")), { class: "link" }) : ""),
        ]))),
      ])) : m("p.soft", say("正在读日志…", "Reading the log…")),
    ]);
  },
};

const when = (text) => { const date = new Date(text); return Number.isNaN(date.getTime()) ? text : date.toLocaleString(say("zh-CN", "en-GB"), { timeZone: "Asia/Shanghai" }); };
