import m from "mithril";
import { say } from "../parts/language.js";
import { Fold, button, verdictSign } from "../parts/ui.js";
import { Finding } from "./reasons.js";

// Why it passes: what it met that could have refused it.


export const Passing = {
  oninit({ state }) { state.shown = 6; },
  view({ attrs: { result }, state }) {
    // Of a rule over a list the worst element stands for it.
    const seen = new Set();
    const met = result.findings.filter((finding) => finding.verdict === "met" && !seen.has(finding.rule) && seen.add(finding.rule));
    if (!met.length) return null;
    return m("section.causes.passing", [
      m("h2", [say("凭什么通过", "Why it passes"), m("span.count", say(`符合 ${met.length} 项要求`, `${met.length} requirements are met`))]),
      m("ol", met.slice(0, state.shown).map((finding) => m("li", { key: finding.rule + (finding.element || "") }, m(Fold, {
        class: "cause", level: "div", head: [verdictSign("met"), m("span.text", finding.title)],
        body: () => m(Finding, { index: finding.index, rule: finding.rule, element: finding.element }),
      })))),
      met.length > state.shown ? button(say(`还有 ${met.length - state.shown} 项`, `${met.length - state.shown} more`), () => { state.shown = met.length; }, { class: "link" }) : null,
    ]);
  },
};
