import m from "mithril";
import { language, quoted, read, say } from "../parts/language.js";
import { parts } from "../parts/engine.js";
import { Fold, button, decisionSign, decisions, meanings, verdictSign, verdicts } from "../parts/ui.js";
import { Finding } from "./reasons.js";
import { Deciding } from "./deciding.js";
import { goTo } from "./places.js";
import { Parameters } from "./parameters.js";
import { Passing } from "./passing.js";
import { desk, review, tryChanges } from "./state.js";
import { openReport } from "./report.js";
import { saveDossier } from "./saving.js";

// The decision, always in sight: what it is, why, what is missing, what would make it pass.

export const Decision = {
  view() {
    const { result } = review;
    if (!result) {
      return m("aside.decision", { id: "decision", "aria-label": say("结论", "Decision") },
        review.isRejected ? rejected() : m("p.soft.waiting", say("正在判断…", "Judging…")));
    }
    const isOld = review.resultVersion !== review.version || review.isRejected || parts.typed === "waits";
    return m("aside.decision", { id: "decision", "aria-label": say("结论", "Decision"), class: `${result.decision} ${isOld ? "old" : ""}` }, [
      review.isRejected ? rejected() : null,
      m(".card", [
        m("p.kind", say("结论", "Decision")),
        m("p.word", { role: "status", "aria-live": "polite" }, [decisionSign(result.decision), m("span", decisions[result.decision]())]),
        m("p.meaning", meanings[result.decision]()),
        m("dl.figures", [
          m("div", [m("dt", say("得分", "Score")), m("dd", score(result.score))]),
          m("div", [m("dt", say("审查日", "As of")), m("dd", result.asOf)]),
          m("div", [m("dt", say("不符合", "Not met")), m("dd", count(result, "notMet"))]),
          m("div", [m("dt", say("待定", "Open")), m("dd", count(result, "undetermined"))]),
        ]),
        m(".row", [
          button(say("审查意见书", "Opinion"), () => openReport(), { class: "primary", disabled: isOld }),
          button(say("保存卷宗", "Save dossier"), saveDossier),
        ]),
      ]),
      (result.notes || []).length ? m("ul.notes", result.notes.map((note) => m("li", readable(note)))) : null,
      review.otherProblems.length && !review.isRejected ? m("ul.notes", review.otherProblems.map((problem) => m("li", read(problem.message)))) : null,
      result.causes.length ? m("section.causes", [
        m("h2", result.decision === "approve" ? say("须留意", "To note") : say("为什么", "Why")),
        m("ol", result.causes.map((cause) => m("li", { key: cause.findings.join() }, m(Cause, { cause })))),
      ]) : null,
      result.decision === "approve" || result.decision === "conditional" ? m(Passing, { result }) : null,
      asks(result),
      ways(result),
      m(".folds", [
        review.isRejected || result.decision === "supplement" ? null : m(Deciding),
        m(Fold, { head: [m("span.title", say("全部规则的判断", "All rules")), m("span.count", String(result.findings.length))], body: () => m(AllFindings) }),
        m(Fold, { head: [m("span.title", say("参数", "Parameters")), m("span.count", String(result.parameters.length))], body: () => m(Parameters) }),
        result.judgement.length ? m(Fold, {
          head: [m("span.title", say("留给人判断的条款", "Clauses left to judgement")), m("span.count", String(result.judgement.length))],
          body: () => m("ul.clauses", result.judgement.map((item) => m("li", [m("span.soft", `${item.section} `), item.quote]))),
        }) : null,
        dimensions(result.score),
      ]),
    ]);
  },
};

const rejected = () => m(".alert-box", { role: "status" }, [
  m("p", say("有读不懂的内容，改好之前不下结论。", "Something cannot be read; there is no conclusion before it is mended.")),
  m("ul", [...review.problems].flatMap(([path, problems]) => problems.map((problem) =>
    m("li", button(read(problem.message), () => goTo(path), { class: "link" })))),
  review.otherProblems.map((problem) => m("li", [read(problem.message), problem.hint ? m("span.hint", read(problem.hint)) : null]))),
]);

const score = ({ low, high }) => (low === high ? `${low}` : `${low}～${high}`);
/** As the opinion counts: a rule of each element of a list is a judgement of its own. */
const count = (result, verdict) => String(result.findings.filter((finding) => finding.verdict === verdict).length);

/** One reason of the decision; opened, every finding it stands for. */
const Cause = {
  view({ attrs: { cause } }) {
    const findings = review.result.findings.filter((finding) => finding.verdict === "notMet" && cause.findings.includes(finding.rule));
    return m(Fold, {
      class: "cause", level: "div", head: [m("span.text", readable(cause.text))],
      body: () => findings.map((finding) => m(Finding, { key: `${finding.rule}${finding.element || ""}`, index: finding.index, rule: finding.rule, element: finding.element })),
    });
  },
};

/** What is missing, by who must bring it. */
function asks(result) {
  const all = result.asks || [];
  if (!all.length) return null;
  const groups = [["applicant", say("由申请单位补", "From the applicant")], ["authority", say("由主管部门定", "From the authority")]];
  return m("section.asks", [
    m("h2", [say("还缺什么", "What is missing"), m("span.count", String(all.length))]),
    groups.map(([who, title]) => {
      const items = all.filter((ask) => ask.who === who);
      return items.length ? m("div", [m("h3", title), m(Asked, { items })]) : null;
    }),
  ]);
}

const Asked = {
  oninit({ state }) { state.shown = 6; },
  view({ attrs: { items }, state }) {
    return [
      m("ul", items.slice(0, state.shown).map((ask) => m("li", [
        ask.field.startsWith("param.") ? m("span", ask.label) : button(labelOf(ask), () => goTo(ask.field), { class: "link" }),
        m("span.soft", [ask.evidence ? say(`，见${ask.evidence}`, `, see ${ask.evidence}`) : "", `${say("；", "; ")}${readable(ask.why)}`]),
      ]))),
      items.length > state.shown ? button(say(`还有 ${items.length - state.shown} 项`, `${items.length - state.shown} more`), () => { state.shown = items.length; }, { class: "link" }) : null,
    ];
  },
};

/** What a fact is called in the language of the page; the engine names it in Chinese. */
const labelOf = (item) => {
  const field = language.now === "en" && desk.vocabulary.field(item.field);
  return field ? desk.vocabulary.label(field, "en") : item.label;
};

/** A sentence of the engine as a reader has it: in English it names facts by their paths. */
export function readable(text) {
  const plain = quoted(text);
  return language.now === "zh" ? plain : plain.replace(/\b[a-z][A-Za-z]*(?:\.[a-z][A-Za-z0-9]*)+|\b[a-z]+[A-Z][A-Za-z]*\b/g, (path) => {
    const field = desk.vocabulary.field(path);
    if (field) return desk.vocabulary.label(field, "en");
    const list = desk.vocabulary.containers.find((item) => item.path.en === path);
    return list ? desk.vocabulary.groupLabel(list, "en") : path;
  });
}

const change = (item) => m("li.change", [
  button(labelOf(item), () => goTo(item.field), { class: "link" }), " ",
  m("span.from", item.from === null || item.from === undefined ? say("未给", "not given") : item.from), " → ",
  m("b", `${item.to}${item.unit ? ` ${item.unit}` : ""}`),
]);

/** Ways to pass, each judged before it is shown. */
function ways(result) {
  const isOld = review.advisedVersion !== review.version;
  const repairs = result.repairs || [];
  const remedies = (result.remedies || []).slice(0, 8);
  const found = result.redeterminations || [];
  // What it has already passed by is no way any more.
  if (result.decision === "approve" && (isOld || !repairs.length)) return null;
  if (!repairs.length && !remedies.length && !found.length) {
    return isOld && review.advisedVersion < 0 ? m("section.ways", [m("h2", say("怎样能过", "Ways to pass")), m("p.soft", say("正在试算…", "Being tried…"))]) : null;
  }
  return m("section.ways", { class: isOld ? "old" : "" }, [
    m("h2", say("怎样能过", "Ways to pass")),
    repairs.slice(0, 3).map((repair, index) => m(".way", [
      m("p.kind", [say(`办法 ${index + 1}`, `Way ${index + 1}`), " · ", repair.kind === "design" ? say("改设计", "change the design") : say("补手续", "obtain papers"),
        m("span.outcome", { class: repair.decision }, [" → ", decisions[repair.decision]()])]),
      m("ul", repair.changes.map(change)),
      button(say("在表里试", "Try it in the form"), () => tryChanges(repair.changes)),
    ])),
    !repairs.length && remedies.length ? [
      m("p.soft", say("没有一个办法能解决全部原因；下面逐个解决。", "No way cures every cause; each of these cures one.")),
      remedies.map((remedy) => m(".way", [m("ul", remedy.changes.map(change)), button(say("在表里试", "Try it in the form"), () => tryChanges(remedy.changes))])),
    ] : null,
    found.length ? m(".way", [
      m("p.kind", say("只有主管部门能重新认定", "Only the authority can find anew")),
      m("ul", found.map((item) => m("li", button(labelOf(item), () => goTo(item.field), { class: "link" })))),
    ]) : null,
  ]);
}

const dimensions = (total) => m(Fold, {
  head: [m("span.title", say("得分构成", "Score by dimension")), m("span.count", score(total))],
  body: () => m("ul.dimensions", total.dimensions.map((dimension) => m("li", [
    m("span", `${say(dimension.label, dimension.name)}`), m("svg.bar", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, [
      m("rect.track", { width: 100, height: 8 }), m("rect.pale", { width: Number(dimension.high), height: 8 }), m("rect.sure", { width: Number(dimension.low), height: 8 }),
    ]), m("span.figure", score(dimension)),
  ]))),
});

/** Every rule and what came of it, the worst first. */
const AllFindings = {
  oninit({ state }) { state.verdict = "notMet"; state.word = ""; },
  view({ state }) {
    const groups = Object.keys(verdicts).map((verdict) => [verdict, review.result.findings.filter((finding) => finding.verdict === verdict)]);
    const word = state.word.trim();
    const items = groups.find(([verdict]) => verdict === state.verdict)[1]
      .filter((finding) => !word || finding.title.includes(word) || finding.rule.includes(word));
    return [
      m(".tabs.wrap", groups.map(([verdict, list]) => m("button", { type: "button", "aria-pressed": String(state.verdict === verdict), onclick: () => { state.verdict = verdict; } }, [verdicts[verdict](), m("span.count", list.length)]))),
      m("input.search", { type: "search", "aria-label": say("查找规则", "Find a rule"), placeholder: say("查找规则", "Find a rule"), value: state.word, oninput: (e) => { state.word = e.target.value; } }),
      m("ul.rules", items.slice(0, 120).map((finding) => m("li", { key: finding.rule + (finding.element || "") }, m(Fold, {
        level: "div", class: "cause", head: [verdictSign(finding.verdict), m("span.text", [finding.title, finding.element ? m("span.soft", ` ${finding.element}`) : null])],
        body: () => m(Finding, { index: finding.index, rule: finding.rule, element: finding.element }),
      })))),
      items.length > 120 ? m("p.soft", say("只列出前 120 条，请查找。", "The first 120; search for others.")) : null,
    ];
  },
};
