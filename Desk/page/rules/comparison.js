import m from "mithril";
import { say } from "../parts/language.js";
import { Fold, button, decisionSign, decisions } from "../parts/ui.js";
import { openDossier } from "../review/state.js";
import { impact, rulesRoom } from "./state.js";

// This version against the released one: by meaning, and by whose decision flips.

const changes = {
  equivalent: () => say("等价（已证明）", "equivalent (proved)"), stricter: () => say("更严", "stricter"), looser: () => say("更宽", "looser"),
  mixed: () => say("互有宽严", "mixed"), undecided: () => say("未判定", "undecided"),
};
const verdictName = (name) => ({ met: say("符合", "met"), notMet: say("不符合", "not met"), undetermined: say("待定", "undetermined"), notApplicable: say("不适用", "not applicable"), notYetDue: say("未到期", "not yet due") }[name] || say("没有这条", "not there"));
const outcome = (witness) => (witness.oldConsequence ? `${witness.oldConsequence} → ${witness.newConsequence}` : `${verdictName(witness.old)} → ${verdictName(witness.new)}`);
const decided = (name) => (name === "rejected" ? say("退回", "rejected") : [decisionSign(name), " ", decisions[name]()]);

export const Comparison = {
  view({ attrs }) {
    const { differences } = rulesRoom;
    if (!differences.length && !impact.flips.length) return m("p.soft", say("与正式版的意思相同，没有项目改判。", "It means the same as the release; no project flips."));
    return [
      m("h3", say(`规则的变化（${differences.length}）`, `Rules that changed (${differences.length})`)),
      m("ul.differences", differences.slice(0, 100).map((difference) => m("li", { key: difference.rule }, [
        m("p", [m("span.mark", { class: difference.change }, changes[difference.change]()), " ", difference.title, m("span.soft", ` ${difference.rule}`)]),
        difference.witnesses.map((witness) => m(Fold, {
          level: "div", class: "witness",
          head: [m("span", [witness.region, say("：", ": "), outcome(witness)])],
          body: () => [m("pre.dossier", witness.dossier), button(say("作为卷宗打开", "Open as a dossier"), () => {
            if (attrs.mayLeave() && openDossier(witness.dossier, say("见证.json", "witness.json"), { asOf: witness.asOf })) attrs.toReview();
          })],
        })),
        difference.words.map(({ place, old, new: now }) => m("p.soft", say(`文字改了（${place}）：`, `words changed (${place}): `), old ? m("del", old) : say("（没有）", "(none)"), " → ", now ? m("ins", now) : say("（没有）", "(none)"))),
        difference.reason ? m("p.hint", difference.reason) : null,
      ]))),
      m("h3", say(`改判的项目（${impact.flips.length}，共看 ${impact.done}）`, `Projects that flip (${impact.flips.length} of ${impact.done})`)),
      impact.flips.length ? m(".scroll", { tabindex: 0, role: "region", "aria-label": say("改判的项目", "Projects that flip") }, m("table.flips", m("tbody", impact.flips.slice(0, 200).map((flip) => m("tr", [
        m("th", { scope: "row" }, flip.row ? button(flip.name, () => attrs.open(flip.row), { class: "link" }) : [flip.name, m("span.soft", say("（示例）", " (example)"))]),
        m("td", { class: flip.from }, decided(flip.from)), m("td", "→"), m("td", { class: flip.to }, m("b.decided", decided(flip.to))),
        m("td.soft", flip.rules.map((id) => rulesRoom.titleOf(id)).join("、")),
      ]))))) : m("p.soft", impact.version === rulesRoom.version ? say("没有。", "None.") : say("正在看…", "Looking…")),
    ];
  },
};
