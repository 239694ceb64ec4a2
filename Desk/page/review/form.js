import m from "mithril";
import { language, say } from "../parts/language.js";
import { isGiven } from "../parts/dossier.js";
import { Fold, button } from "../parts/ui.js";
import { FieldRow } from "./field.js";
import { ListTable } from "./list.js";
import { NextQuestion } from "./next.js";
import { Basics } from "./opening.js";
import { desk, review } from "./state.js";

// The form: the groups that such a project has, what is missing first in sight.

export const Form = {
  view() {
    if (!review.form) return m(".form", [m(Basics), m("p.soft", review.isRejected
      ? say("先改正读不懂的内容，再列出这类项目的问题。", "What cannot be read comes first; then follows what such a project is asked.")
      : say("正在找出这类项目的问题…", "Finding what such a project is asked…"))]);
    const { sections } = review.form;
    const shown = sections.filter((section) => section.owner <= 0);
    return m(".form", [
      m(Basics),
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
