import m from "mithril";
import { say } from "../parts/language.js";
import { findingAt, review } from "./state.js";
import { verdictSign, verdicts } from "../parts/ui.js";
import { goTo } from "./places.js";

// Why a rule says what it says: the clause, its words, the conditions with every value under its name.

const truthSign = { true: "met", false: "notMet", unknown: "undetermined" };

/** One finding, fetched when it is opened. */
export const Finding = {
  oninit({ attrs, state }) {
    state.version = -1;
    state.load = async () => {
      state.version = review.version;
      try {
        state.finding = await findingAt(attrs.index);
      } catch (error) {
        state.finding = null;
      }
      m.redraw();
    };
    state.load();
  },
  onupdate({ attrs, state }) {
    if (state.version !== review.version && review.resultVersion === review.version && !review.isRejected) {
      // A finding keeps its place as long as the lists keep their length; its rule tells.
      const now = review.result.findings.find((item) => item.rule === attrs.rule && item.element === attrs.element);
      if (now) { attrs.index = now.index; state.load(); }
    }
  },
  view({ attrs, state }) {
    const { finding } = state;
    if (!finding || finding.failure) return m("p.soft", say("正在取理由…", "Fetching the reasons…"));
    return m(FindingView, { finding });
  },
};

/** A finding that is at hand. */
export const FindingView = {
  view({ attrs: { finding } }) {
    const { citation } = finding;
    return m(".finding", { class: finding.verdict }, [
      m("p.rule-title", [
        m("span.verdict", [verdictSign(finding.verdict), verdicts[finding.verdict]()]),
        m("span", finding.title), finding.element ? m("span.soft", ` ${finding.element}`) : null,
      ]),
      citation ? m("blockquote", [
        m("p", `“${citation.quote || ""}”`),
        m("footer", [`${citation.document} ${citation.section || ""}`,
          finding.inferred ? m("span.mark", say("后果为推定", "consequence inferred")) : null,
          finding.unverified ? m("span.mark", say("依据未核实的数", "rests on an unverified figure")) : null]),
      ]) : null,
      m("ul.reasons", finding.reasons.map(reason)),
      evidence(finding.facts),
    ]);
  },
};

const reason = (item) => {
  if (item.kind === "part") {
    return m("li.part", { class: item.truth ? `t-${item.truth}` : "t-none" }, [
      m("span.truth", item.truth ? verdictSign(truthSign[item.truth] || "undetermined") : null),
      m(".pieces", item.pieces.map(piece)),
      item.reasons && item.reasons.length ? m("ul", item.reasons.map(reason)) : null,
    ]);
  }
  return m("li.cluster", [m("p.heading", item.text), item.reasons && item.reasons.length ? m("ul", item.reasons.map(reason)) : null]);
};

/** Words, and the value they stand for below them. */
const piece = (item) => {
  if (item.value === undefined && !item.field && !item.parameter) return m("span.words", item.words);
  const value = `${item.value === null || item.value === undefined ? say("未给", "not given") : item.value}${item.unit ? ` ${item.unit}` : ""}`;
  const under = m("b", value);
  return m("span.valued", { title: item.origin || "" }, [
    item.field ? m("button.to-field", { type: "button", onclick: () => goTo(item.field) }, item.words) : m("span", item.words), under,
  ]);
};

const evidence = (facts) => {
  const known = (facts || []).filter((fact) => fact.source && (fact.source.document || fact.source.quote));
  return known.length ? m(".facts", [
    m("p.heading", say("依据", "Evidence")),
    m("ul", known.map((fact) => m("li", [
      `${fact.label}：${fact.value}${fact.unit ? ` ${fact.unit}` : ""} — ${fact.source.document || ""}${fact.source.page ? say(` 第 ${fact.source.page} 页`, `, p. ${fact.source.page}`) : ""}`,
      fact.source.quote ? m("q", fact.source.quote) : null,
    ]))),
  ]) : null;
};
