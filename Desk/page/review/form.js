import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { isGiven, locate } from "../parts/dossier.js";
import { Fold, button, decisions } from "../parts/ui.js";
import { FieldRow, idOf } from "./field.js";
import { ListTable } from "./list.js";
import { Opening } from "./opening.js";
import { desk, review } from "./state.js";

// The form: the groups that such a project has, what is missing first in sight.

/** The section a path belongs to. */
function sectionOf(path) {
  if (!review.form) return null;
  const plain = path.replace(/\[\d*\]/g, "");
  const field = desk.vocabulary.field(plain);
  const container = field ? field.container : desk.vocabulary.containers.findIndex((item) => item.path.en === plain);
  let at = container;
  while (at > 0 && !review.form.sections.some((section) => section.container === at && section.owner <= 0)) {
    at = desk.vocabulary.containers[at].parent;
  }
  return at < 0 ? null : at;
}

/** Opens the group of a fact and puts the cursor on it. */
export function goTo(path) {
  review.isOpening = false;
  review.show = "all";
  const section = sectionOf(path);
  if (section !== null) review.openGroups.add(section);
  m.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const found = document.getElementById(idOf(path)) || document.querySelector(`[data-path="${path}"]`)
      || document.getElementById(`g-${section}`);
    if (!found) return;
    found.scrollIntoView({ block: "center", behavior: "auto" });
    const focus = found.matches("input, select, button") ? found : found.querySelector("input, select, button") || found;
    focus.focus({ preventScroll: true });
    const row = found.closest(".field, td") || found;
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), 1600);
  }));
}

export const Form = {
  view() {
    if (!review.form) return m(".form", [m(Opening), m("p.soft", say("正在找出这类项目的问题…", "Finding what such a project is asked…"))]);
    const { sections } = review.form;
    const shown = sections.filter((section) => section.owner <= 0);
    return m(".form", [
      m(Opening),
      m(NextQuestion),
      m(".tools", [
        m(".tabs", { role: "group", "aria-label": say("显示", "Show") }, [
          ["all", say("全部", "All")], ["open", say("未填", "Open")], ["given", say("已填", "Given")],
        ].map(([name, text]) => m("button", { type: "button", "aria-pressed": String(review.show === name), onclick: () => { review.show = name; } }, text))),
        button(review.openGroups.size ? say("全部收起", "Close all") : say("全部展开", "Open all"), () => {
          if (review.openGroups.size) review.openGroups.clear();
          else shown.forEach((section) => review.openGroups.add(section.container));
        }, { class: "quiet" }),
      ]),
      m(".groups", shown.map((section) => m(Group, { key: section.container, section, sections }))),
      m(Strange),
    ]);
  },
};

const Group = {
  view({ attrs: { section, sections } }) {
    const container = desk.vocabulary.containers[section.container];
    const node = review.dossier;
    const head = (count, of) => [
      m("span.title", desk.vocabulary.groupLabel(container, language.now)),
      m("span.count", { class: of !== null && count === of ? "full" : "" }, of === null ? (count === null ? say("未填", "not given") : say(`${count} 项`, `${count}`)) : `${count} / ${of}`),
    ];
    const fold = {
      id: `g-${section.container}`, class: "group",
      isOpen: review.openGroups.has(section.container),
      toggle: (opens) => { if (opens) review.openGroups.add(section.container); else review.openGroups.delete(section.container); },
    };
    if (section.list) {
      const elements = node.lists.get(section.container);
      return m(Fold, {
        ...fold, head: head(elements ? elements.length : null, null),
        body: () => m(ListTable, {
          section, node, path: container.path.en, inner: sections.filter((other) => other.owner === section.container),
        }),
      });
    }
    const fields = section.questions.map((question) => ({ question, field: desk.vocabulary.fields[question.field] }))
      .filter(({ field }) => !desk.opening.includes(field.index));
    const count = fields.filter(({ field }) => isGiven(node.facts.get(field.index))).length;
    const visible = fields.filter(({ field }) => review.show === "all" || isGiven(node.facts.get(field.index)) === (review.show === "given"));
    if (fields.length === 0) return null;
    return m(Fold, {
      ...fold, head: head(count, fields.length),
      body: () => visible.length ? visible.map(({ question, field }) => m(FieldRow, { key: field.index, node, field, path: field.path.en, question }))
        : m("p.soft", review.show === "given" ? say("这一组还没有填。", "Nothing is given here yet.") : say("这一组都填了。", "All of it is given.")),
    });
  },
};

/** The next question of the interview: what can change the decision, one at a time. */
const NextQuestion = {
  view() {
    if (!review.result) return null;
    const asks = (review.result.asks || []).filter((ask) => !ask.field.startsWith("param.") && !review.skipped.has(ask.field));
    const [ask] = asks;
    if (!ask) return null;
    const place = locate(review.dossier, ask.field, desk.vocabulary);
    const question = review.form.sections.flatMap((section) => section.questions).find((item) => place && place.field && item.field === place.field.index);
    return m("section.next", [
      m("h2", [say("下一个问题", "Next question"), m("span.count", say(`还有 ${asks.length} 个能改变结论`, `${asks.length} can change the decision`))]),
      place && place.field ? [m(FieldRow, { key: ask.field, node: place.node, field: place.field, path: ask.field, question })]
        : listQuestion(ask, place),
      m("p.why", [
        say(`为什么问：它可能使结论成为“${decisions[ask.couldDecide]()}”，${ask.rules.length} 条规则要用它。`,
          `Why: it could make the decision “${decisions[ask.couldDecide]()}”; ${ask.rules.length} rules read it.`),
        button(say("先跳过", "Skip"), () => review.skipped.add(ask.field), { class: "quiet" }),
      ]),
    ]);
  },
};

/** A question for a list: how many there are, and what each is. */
function listQuestion(ask, place) {
  const section = place && review.form.sections.find((item) => item.container === place.list);
  if (!section) return m("p", [ask.label, " ", button(say("去填", "Go there"), () => goTo(ask.field))]);
  return [
    m("p.name", ask.label),
    [m(ListTable, { key: ask.field, section, node: place.node, path: ask.field, inner: [] })],
  ];
}

/** What the dossier says beyond the form. */
const Strange = {
  view() {
    const asked = new Set(review.form.sections.flatMap((section) => section.questions.map((question) => question.field)));
    const others = [...review.dossier.facts].filter(([field, entry]) => !asked.has(field) && !desk.opening.includes(field) && isGiven(entry));
    const lists = [...review.dossier.lists].filter(([list]) => !review.form.sections.some((section) => section.container === list));
    if (!others.length && !lists.length && !review.dossier.rest.length) return null;
    return m(Fold, {
      class: "group", head: [m("span.title", say("这类项目一般不问的", "Not asked of such projects")), m("span.count", String(others.length + lists.length + review.dossier.rest.length))],
      body: () => [
        others.map(([index]) => {
          const field = desk.vocabulary.fields[index];
          return m(FieldRow, { key: index, node: review.dossier, field, path: field.path.en });
        }),
        lists.map(([list, elements]) => m("p", `${desk.vocabulary.groupLabel(desk.vocabulary.containers[list], language.now)}：${elements.length}`)),
        review.dossier.rest.map((rest) => m("p.soft", say(`词汇里没有的“${rest.key}”，原样保存。`, `“${rest.key}” is not in the vocabulary; it is kept as it is.`))),
      ],
    });
  },
};
