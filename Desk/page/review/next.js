import m from "mithril";
import { say } from "../parts/language.js";
import { locate } from "../parts/dossier.js";
import { button, decisionSign, decisions } from "../parts/ui.js";
import { readable } from "./decision.js";
import { FieldRow } from "./field.js";
import { ListTable } from "./list.js";
import { goTo } from "./places.js";
import { desk, nextAsk, review, skip } from "./state.js";

// The interview: the one fact that most likely decides, asked alone, with why.

export const NextQuestion = {
  view() {
    if (!review.result || !review.form) return null;
    const ask = nextAsk();
    if (!ask) return m(Settled);
    const count = review.result.asks.filter((item) => !item.field.startsWith("param.") && !review.skipped.has(item.field)).length;
    const place = locate(review.dossier, ask.field, desk.vocabulary);
    const question = review.form.sections.flatMap((section) => section.questions).find((item) => place && place.field && item.field === place.field.index);
    return m("section.next", { "aria-labelledby": "next-title" }, [
      m("h2", { id: "next-title" }, [say("下一个问题", "Next question"), m("span.count", say(`还有 ${count} 个能改变结论`, `${count} can change the decision`))]),
      place && place.field ? [m(FieldRow, { key: ask.field, node: place.node, field: place.field, path: ask.field, question, isAsked: true })]
        : listQuestion(ask, place),
      m(Why, { ask }),
    ]);
  },
};

/** Nothing that the dossier can say changes the decision any more. */
const Settled = {
  view() {
    const asks = review.result.asks || [];
    const fromAuthority = asks.filter((ask) => ask.field.startsWith("param."));
    const isFinal = !asks.length;
    return m("section.next.settled", [
      m("h2", isFinal ? say("结论已定", "The decision is settled") : say("能答的都问完了", "All that can be answered was asked")),
      m("p", isFinal ? say("没有填的事实不会改变它。要写完整的意见，可以继续填下面的表。", "No fact left open changes it. For the full opinion, go on with the form below.")
        : fromAuthority.length && !review.skipped.size ? say(`还等主管部门给出 ${fromAuthority.length} 个参数，填在右边“参数”里。`, `${fromAuthority.length} parameters of the authority are awaited; they go under “Parameters”.`)
          : say("跳过的问题仍可能改变结论。", "What was skipped may still change the decision.")),
      review.skipped.size ? button(say(`回到跳过的 ${review.skipped.size} 个`, `Back to the ${review.skipped.size} skipped`), () => review.skipped.clear(), { class: "quiet" }) : null,
    ]);
  },
};

/** Why it is asked, in one sentence; what each answer would decide. */
const Why = {
  view({ attrs: { ask } }) {
    const told = review.why.get(ask.field);
    const outcomes = told ? outcomesOf(told) : [];
    return m(".why", [
      m("p", [m("b", say("为什么问　", "Why: ")), `${readable(ask.why)}${say("。", ".")}`]),
      outcomes.length ? m("ul.outcomes", { class: review.whyVersion === review.version ? "" : "old" }, outcomes.map(({ text, decision }) => m("li", { class: decision }, [
        m("span", text), m("span.decided", [decisionSign(decision), decisions[decision]()]),
      ]))) : null,
      button(say("先跳过", "Skip"), () => skip(ask.field), { class: "quiet" }),
    ]);
  },
};

/** The answers by what they decide; nothing where all decide the same. */
function outcomesOf({ ranges, answers }) {
  const items = ranges ? ranges.map((range) => ({ text: rangeText(range), decision: range.decision })) : grouped(answers || []);
  return new Set(items.map((item) => item.decision)).size > 1 ? items : [];
}

function grouped(answers) {
  const groups = new Map();
  for (const { text, decision } of answers) groups.set(decision, [...(groups.get(decision) || []), text]);
  return [...groups].map(([decision, texts]) => ({ text: texts.join(say("、", ", ")), decision }));
}

function rangeText({ low, lowIncluded, high, highIncluded }) {
  if (low !== null && low === high) return say(`等于 ${low}`, `exactly ${low}`);
  const from = low === null ? "" : lowIncluded ? say(`不低于 ${low}`, `at least ${low}`) : say(`高于 ${low}`, `above ${low}`);
  const to = high === null ? "" : highIncluded ? say(`不高于 ${high}`, `at most ${high}`) : say(`低于 ${high}`, `below ${high}`);
  return [from, to].filter(Boolean).join(say("、", ", "));
}

/** A question for a list: how many there are, and what each is. */
function listQuestion(ask, place) {
  const section = place && review.form.sections.find((item) => item.container === place.list);
  if (!section) return [m("p", { key: ask.field }, [ask.label, " ", button(say("去填", "Go there"), () => goTo(ask.field))])];
  return [m("div", { key: ask.field }, [
    m("p.name", ask.label),
    m(ListTable, { section, node: place.node, path: ask.field, inner: [] }),
  ])];
}
