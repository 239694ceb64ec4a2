import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { button, tell, verdictSign, verdicts } from "../parts/ui.js";
import { FindingView } from "../review/reasons.js";
import { desk, openDossier } from "../review/state.js";
import { caseChecker, change, checker, rulesRoom } from "./state.js";

// The rule under the cursor with its cases as rows; change a fact and see what comes of it; keep it.

export const Trial = {
  oninit({ attrs, state }) {
    Object.assign(state, { version: -1, chosen: 0, facts: [], finding: null, verdict: "" });
    state.load = async () => {
      state.version = rulesRoom.caseVersion;
      try {
        const checking = await caseChecker();
        state.version = rulesRoom.caseVersion;
        const answer = await checking.json("cases", attrs.rule);
        state.failure = answer.failure;
        state.cases = answer.cases || [];
        chooseAgain(attrs, state);
      } catch (error) {
        state.failure = { zh: "没有运行成，请再试一次", en: "It could not be run; try again" };
      }
      m.redraw();
    };
    state.load();
  },
  onupdate({ state }) { if (state.version !== rulesRoom.caseVersion) state.load(); },
  view({ attrs, state }) {
    if (state.failure) return m("p.soft", told(state.failure));
    if (!state.cases) return m("p.soft", say("正在运行案例…", "Running the cases…"));
    if (!state.cases.length) return m("p.soft", say("这条规则还没有案例。在同名的 .cases 文件里写一个：案例 …、设 …、得 …。", "The rule has no case yet; write one in the .cases file beside it."));
    const failed = state.cases.filter((item) => !item.passed).length;
    return m(".trial", [
      m("div", [
        m("h3", say(`案例（${state.cases.length}）`, `Cases (${state.cases.length})`) + (failed ? say(`，${failed} 个不再成立`, `, ${failed} fail`) : "")),
        m("ul.case-list", state.cases.map((item, index) => m("li", m("button.leaf", { type: "button", "aria-current": state.chosen === index ? "true" : false, class: item.passed ? "" : "failed", onclick: () => choose(state, index) }, [
          m("span", item.title),
          m("span.outcome", { class: item.verdict }, item.verdict ? [verdictSign(item.verdict), verdicts[item.verdict](), item.passed ? "" : say(`（预期${verdicts[item.expected] ? verdicts[item.expected]() : "—"}）`, ` (expected ${item.expected})`)] : told(item.broken) || "—"),
        ])))),
      ]),
      state.cases[state.chosen] ? detail(attrs, state) : null,
    ]);
  },
};

function choose(state, index) {
  const item = state.cases[index];
  Object.assign(state, { chosen: index, title: item && item.title, finding: item && item.finding, verdict: item ? item.verdict : "", facts: item && item.finding ? factsOf(item.finding) : [], isChanged: false });
}

/** After the cases were run anew: what somebody has typed meanwhile stays, and is tried anew. */
function chooseAgain(attrs, state) {
  const typed = state.facts.filter((fact) => fact.isChanged);
  const same = state.cases.findIndex((item) => item.title === state.title);
  choose(state, same >= 0 ? same : Math.min(state.chosen, state.cases.length - 1));
  if (same < 0 || !typed.length) return;
  for (const fact of typed) {
    const place = state.facts.findIndex((other) => other.path === fact.path);
    if (place >= 0) state.facts[place] = fact; else state.facts.push(fact);
  }
  attempt(attrs, state);
}

/** The facts that the rule read, each with what the case says of it. */
const factsOf = (finding) => [...(finding.facts || []).map((fact) => ({ path: fact.field, label: fact.label, value: fact.value === null ? "" : String(fact.value), unit: fact.unit })),
  ...(finding.missing || []).filter((path) => !path.startsWith("param.") && !(finding.facts || []).some((fact) => fact.field === path)).map((path) => ({ path, label: labelOf(path), value: "", unit: "" }))];
const labelOf = (path) => { const field = desk.vocabulary.field(path); return field ? desk.vocabulary.label(field, language.now) : path; };

function detail(attrs, state) {
  const item = state.cases[state.chosen];
  return m(".detail", [
    m("h3", say("改一个事实试试", "Change a fact")),
    state.facts.length ? m(".facts-edit", state.facts.map((fact) => m("label", [m("span", fact.label), answer(fact, (text) => { fact.value = text; fact.isChanged = true; attempt(attrs, state); })]))) : m("p.soft", say("这条规则没有读到事实。", "The rule read no fact.")),
    state.problem ? m("p.bad", state.problem) : null,
    m(".row", [
      button(say("记为案例", "Keep it as a case"), () => keep(attrs, state), { disabled: !state.isChanged || !state.verdict || Boolean(state.problem) }),
      button(say("作为卷宗打开", "Open as a dossier"), () => { if (attrs.mayLeave() && openDossier(dossierOf(item, state.facts), `${item.title}.json`, { asOf: item.asOf })) attrs.toReview(); }, { class: "quiet" }),
    ]),
    state.finding ? m(FindingView, { finding: state.finding }) : null,
  ]);
}

/** What may be answered: a list of choices, or a text with its unit. */
function answer(fact, set) {
  const field = desk.vocabulary.field(fact.path);
  const choices = !field ? [] : field.type === "truth" ? [{ zh: "是", en: "yes" }, { zh: "否", en: "no" }] : field.type === "choice" ? field.choices : [];
  if (!choices.length) {
    return m("span.number", { class: fact.unit ? "" : "plain" }, [m("input", { type: "text", value: fact.value, oninput: (e) => set(e.target.value) }), fact.unit ? m("span.unit", fact.unit) : null]);
  }
  return m("select", { value: fact.value, onchange: (e) => set(e.target.value) }, [
    m("option", { value: "" }, say("未填", "not given")), choices.map((choice) => m("option", { value: choice[language.now] }, choice[language.now])),
  ]);
}

/** The case's dossier with the changed facts. */
function dossierOf(item, facts) {
  const dossier = JSON.parse(item.dossier);
  for (const fact of facts) {
    if (!fact.isChanged) continue;
    const steps = fact.path.split(".");
    let at = dossier;
    steps.forEach((step, index) => {
      const [, name, position] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step);
      const isLast = index === steps.length - 1;
      if (isLast) { if (fact.value.trim() === "") delete at[name]; else at[name] = fact.value.trim() + (fact.unit && /^[-\d.]+$/.test(fact.value.trim()) ? ` ${fact.unit}` : ""); return; }
      if (position === undefined) at = at[name] = at[name] && typeof at[name] === "object" ? at[name] : {};
      else { at[name] = at[name] || []; at = at[name][Number(position)] = at[name][Number(position)] || {}; }
    });
  }
  return JSON.stringify(dossier, null, 2);
}

let isTrying = false;
let again = false;
async function attempt(attrs, state) {
  state.isChanged = state.facts.some((fact) => fact.isChanged);
  if (isTrying) { again = true; return; }
  isTrying = true;
  try {
    do {
      again = false;
      const item = state.cases[state.chosen];
      const checking = await checker();
      const answer = await checking.json("judge", "case.json", dossierOf(item, state.facts), "", item.asOf || "");
      state.problem = answer.review ? "" : told((answer.rejected || [{}])[0].message) || say("读不懂", "cannot be read");
      const found = answer.review ? answer.review.findings.filter((finding) => finding.rule === attrs.rule) : [];
      const order = ["notApplicable", "met", "notYetDue", "undetermined", "notMet"];
      const worst = found.sort((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict))[0];
      state.verdict = worst ? worst.verdict : "";
      const finding = worst ? await checking.json("finding", String(worst.index)) : null;
      // A check between the two calls takes the review away; the case is tried again with the next change.
      state.finding = finding && !finding.failure ? finding : null;
    } while (again);
  } catch (error) {
    state.problem = say("没有试成", "It could not be tried");
  } finally {
    isTrying = false;
    m.redraw();
  }
}

/** Writes a case behind the one it started from. */
function keep(attrs, state) {
  const item = state.cases[state.chosen];
  const file = rulesRoom.texts.find((other) => other.path === item.path);
  if (!file) return;
  const isChinese = /[\u4e00-\u9fff]/.test(item.text.slice(0, 4));
  const name = (path) => { const field = desk.vocabulary.field(path); return field && isChinese ? zhPath(path, field) : path; };
  const changed = state.facts.filter((fact) => fact.isChanged);
  const title = `${item.title}${isChinese ? "：" : ": "}${changed.map((fact) => `${fact.label} ${fact.value || (isChinese ? "缺" : "missing")}`).join(isChinese ? "、" : ", ")}`;
  const value = (fact) => (fact.value.trim() === "" ? (isChinese ? "缺" : "missing") : literal(fact, isChinese));
  const sets = changed.map((fact) => `${name(fact.path)} = ${value(fact)}`).join(isChinese ? "、" : ", ");
  const verdict = isChinese ? { met: "符合", notMet: "不符合", undetermined: "待定", notApplicable: "不适用", notYetDue: "未到期" }[state.verdict] : state.verdict;
  const text = isChinese ? `\n\n案例 ${title}\n  基于 「${item.title}」\n  设 ${sets}\n  得 ${attrs.rule} ${verdict}\n` : `\n\ncase ${title}\n  from "${item.title}"\n  given ${sets}\n  expect ${attrs.rule} ${verdict}\n`;
  change(file, `${file.text.replace(/\s+$/, "")}${text}`);
  choose(state, state.chosen);
  tell(say(`已写进 ${file.path.split("/").pop()}`, `Written into ${file.path.split("/").pop()}`));
}

const zhPath = (path, field) => {
  const zh = field.path.zh.split(".");
  return path.split(".").map((step, index) => zh[index].replace(/\[\d*\]/, "") + ((/\[\d+\]/.exec(step) || [""])[0])).join(".");
};

function literal(fact, isChinese) {
  const field = desk.vocabulary.field(fact.path);
  const text = fact.value.trim();
  if (field && field.type === "text") return isChinese ? `「${text}」` : `"${text}"`;
  return fact.unit && /^[-\d.]+$/.test(text) ? `${text} ${fact.unit}` : text;
}
