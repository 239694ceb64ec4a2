import m from "mithril";
import { language, say } from "../parts/language.js";
import { Fold, button } from "../parts/ui.js";
import { goTo } from "./places.js";
import { decidingFacts, desk, review } from "./state.js";

// The fewest facts that alone force the decision: whatever else the dossier says, it would be the same.

/** @type {{version: number, told: any, isFailed: boolean}} */
const known = { version: -1, told: null, isFailed: false };

async function ask() {
  const { version } = review;
  if (known.version === version) return;
  Object.assign(known, { version, told: null, isFailed: false });
  try {
    const told = await decidingFacts();
    if (known.version === version) known.told = told;
  } catch (error) {
    if (known.version === version) known.isFailed = true;
  }
  m.redraw();
}

const labelOf = (fact) => {
  const field = language.now === "en" && desk.vocabulary.field(fact.path);
  return field ? desk.vocabulary.label(field, "en") : fact.label;
};

const Facts = {
  oninit: ask,
  onupdate: ask,
  view() {
    if (known.isFailed) return m("p.soft", say("没有算成，改一处再看。", "It could not be found; change something and look again."));
    if (!known.told || known.version !== review.version) return m("p.soft", say("正在逐项试去…", "Taking facts away one by one…"));
    const { facts, given } = known.told;
    if (!facts) return m("p.soft", say("结论取决于缺少的事实。", "The decision rests on what is missing."));
    if (!facts.length) return m("p.soft", say("不论填什么，结论都是这样。", "Whatever is filled in, the decision is this."));
    return [
      m("p.soft", say(`卷宗共 ${given} 项事实。只留这 ${facts.length} 项，结论不变；再少任何一项，就定不下来。`,
        `Of the ${given} facts of the dossier these ${facts.length} alone give the same decision; without any one of them it is open.`)),
      m("dl.deciding", facts.map((fact) => m("div", [
        m("dt", button(labelOf(fact), () => goTo(fact.path), { class: "link" })), m("dd", fact.value === null ? say("已列出", "listed") : fact.value),
      ]))),
    ];
  },
};

export const Deciding = {
  view: () => m(Fold, {
    class: "deciding-fold", head: [m("span.title", say("凭哪几项事实就能定", "The facts that decide alone"))], body: () => m(Facts),
  }),
};
