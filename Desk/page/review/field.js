import m from "mithril";
import { language, read, say, told } from "../parts/language.js";
import { isGiven } from "../parts/dossier.js";
import { choiceText } from "../parts/vocabulary.js";
import { desk, entryOf, review, setEntry } from "./state.js";

// One fact of the form: its label, what may be typed, what is wrong with it.

const kinds = {
  value: () => say("填值", "value"),
  range: () => say("范围", "range"),
  none: () => say("没有", "none"),
  notApplicable: () => say("不适用", "not applicable"),
  unavailable: () => say("无法提供", "unavailable"),
};
const kindText = { none: () => say("没有", "None"), notApplicable: () => say("不适用", "Not applicable"), unavailable: () => say("无法提供", "Unavailable") };

/** @param {boolean} isAsked Whether it is the next question, which stands in the form as well. */
export const idOf = (path, isAsked = false) => `${isAsked ? "n" : "f"}-${path.replace(/[^\w]/g, "-")}`;

/** The choice that was written under either of its names. */
const chosen = (choices, text) => choices.find((choice) => choice.zh === text || choice.en === text);

/**
 * The control of a fact.
 * @param {{node: any, field: any, path: string, question?: any, label?: string, isAsked?: boolean}} place
 */
export function control(place) {
  const { node, field, path } = place;
  const entry = entryOf(node, field.index);
  const set = (change) => setEntry(node, field.index, path, { ...entry, ...change });
  const common = {
    id: idOf(path, place.isAsked), "data-path": path,
    "aria-label": place.label || desk.vocabulary.label(field, language.now),
    "aria-invalid": review.problems.has(path) ? "true" : false,
    "aria-describedby": review.problems.has(path) ? `${idOf(path, place.isAsked)}-m` : false,
  };
  switch (entry.kind) {
    case "range":
      return m("span.range", [
        m("input", { ...common, type: "text", value: entry.from || "", placeholder: say("从", "from"), oninput: (e) => set({ from: e.target.value }) }),
        m("span", say("至", "to")),
        m("input", { ...common, id: undefined, "aria-label": say("至", "to"), type: "text", value: entry.to || "", placeholder: say("至", "to"), oninput: (e) => set({ to: e.target.value }) }),
        unit(place, entry),
      ]);
    case "none": return m("span.said", { id: common.id, tabindex: -1 }, say("申报没有", "said to have none"));
    case "notApplicable":
    case "unavailable":
      return m("span.reasoned", [m("span.said", `${kindText[entry.kind]()}：`), m("input", { ...common, type: "text", value: entry.reason || "", placeholder: say("为什么（必填）", "why (required)"), oninput: (e) => set({ reason: e.target.value }) })]);
    case "value": return value(place, entry, set, common);
  }
}

/** @param {{field: any, path: string, question?: any}} place */
function value({ field, path, question }, entry, set, common) {
  switch (field.type) {
    case "truth": return segments(path, entry, set, common);
    case "choice": return select(field.choices, entry, set, common);
    case "choices": return checks(field, path, entry, set, common);
    case "date": return m("input.date", { ...common, type: "text", value: entry.text, placeholder: "2025-10-01", oninput: (e) => set({ text: e.target.value }) });
    case "number":
      return m("span.number", [
        m("input", { ...common, type: "text", inputmode: "text", autocomplete: "off", value: entry.text, placeholder: rangeText(question), oninput: (e) => set({ text: e.target.value, unit: bringsUnit(e.target.value) ? undefined : entry.unit }) }),
        unit({ field }, entry),
      ]);
    default: return m("input", { ...common, type: "text", value: entry.text, oninput: (e) => set({ text: e.target.value }) });
  }
}

/** Whether a unit was typed behind the number; 万 and 亿 are part of the number. */
const bringsUnit = (text) => /[A-Za-z\u4e00-\u9fff%]/.test(text.replace(/[万亿]/g, ""));

const rangeText = (question) => {
  if (!question) return "";
  if (question.bringsUnit) return say("写明单位", "with its unit");
  const { low, high } = question;
  if (low && high) return `${low}～${high}`;
  if (low && low !== "0") return `≥ ${low}`;
  return high ? `≤ ${high}` : "";
};

/** @param {{field: any}} place */
const unit = ({ field }, entry) => {
  // What brings its unit needs no second one beside it.
  const text = entry.unit || (bringsUnit(entry.text || "") ? "" : told(field.unit));
  return text ? m("span.unit", { class: entry.unit ? "own" : "" }, text) : null;
};

function segments(path, entry, set, common) {
  const options = [["是", say("是", "Yes")], ["否", say("否", "No")]];
  const isOther = entry.text !== "" && entry.text !== "是" && entry.text !== "否";
  return m("span.segments", { role: "radiogroup", "aria-label": common["aria-label"], id: common.id, tabindex: -1 }, [
    options.map(([text, shown]) => m("label", { class: entry.text === text ? "on" : "" }, [
      m("input", {
        type: "radio", name: path, checked: entry.text === text,
        onchange: () => set({ text }),
        onclick: (e) => { if (entry.text === text && e.detail > 0) set({ text: "" }); },
      }),
      shown,
    ])),
    isOther ? m("span.said", entry.text) : null,
    entry.text ? m("button.clear", { type: "button", title: say("清空", "clear"), "aria-label": say("清空", "clear"), onclick: () => set({ text: "" }) }, "×") : null,
  ]);
}

export function select(choices, entry, set, common) {
  const now = chosen(choices, entry.text);
  return m("select", { ...common, value: now ? now.en : entry.text, onchange: (e) => set({ text: e.target.value }) }, [
    m("option", { value: "" }, say("未填", "not given")),
    !now && entry.text ? m("option", { value: entry.text }, entry.text) : null,
    choices.map((choice) => m("option", { value: choice.en }, choiceText(choice, language.now))),
  ]);
}

function checks(field, path, entry, set, common) {
  const items = entry.items || [];
  const has = (choice) => items.some((item) => item === choice.en || item === choice.zh);
  const toggle = (choice) => set({
    text: "",
    items: has(choice) ? items.filter((item) => item !== choice.en && item !== choice.zh) : [...items, choice.en],
  });
  const strange = items.filter((item) => !chosen(field.choices, item));
  return m("span.checks", { role: "group", "aria-label": common["aria-label"], id: common.id, tabindex: -1 }, [
    field.choices.map((choice) => m("label", { class: has(choice) ? "on" : "" }, [
      m("input", { type: "checkbox", checked: has(choice), onchange: () => toggle(choice) }), choiceText(choice, language.now),
    ])),
    strange.map((item) => m("span.said", item)),
  ]);
}

/** What is wrong with a fact, beside it. */
export function messages(path, isAsked = false) {
  const problems = review.problems.get(path);
  if (!problems) return null;
  return m(".messages", { id: `${idOf(path, isAsked)}-m`, role: "status" }, problems.map((problem) =>
    m("p", { class: problem.severity }, [read(problem.message), problem.hint ? m("span.hint", read(problem.hint)) : null])));
}

/** A whole row: label, control, its state, evidence. */
export const FieldRow = {
  oninit({ state }) { state.evidence = false; },
  view({ attrs, state }) {
    const { node, field, path, question, isAsked } = attrs;
    const entry = entryOf(node, field.index);
    /** @type {import("../parts/dossier.js").Entry["source"]} */
    const source = entry.source || {};
    const hasSource = Boolean(source.document || source.page || source.quote);
    const setSource = (part, text) => {
      const next = { ...source, [part]: text };
      setEntry(node, field.index, path, { ...entry, source: next.document || next.page || next.quote || next.rest ? next : undefined });
    };
    const guidance = question ? question.guidance.map(told) : [field.question].filter(Boolean);
    const asked = !isAsked && review.result && (review.result.asks || []).some((ask) => ask.field === path);
    return m(".field", { class: [isGiven(entry) ? "given" : "open", asked ? "asked" : "", review.problems.has(path) ? "wrong" : ""].join(" ") }, [
      m("label.name", { for: idOf(path, isAsked) }, [
        desk.vocabulary.label(field, language.now),
        field.authority ? m("span.who", say("主管部门", "authority")) : null,
      ]),
      m(".answer", [
        m(".control", [
          control(attrs),
          m("select.kind", {
            "aria-label": say("怎样答", "kind of answer"), value: entry.kind, title: say("怎样答", "kind of answer"),
            onchange: (e) => setEntry(node, field.index, path, { ...entry, kind: e.target.value }),
          }, Object.keys(kinds).filter((kind) => kind !== "range" || field.type === "number" || field.type === "date")
            .map((kind) => m("option", { value: kind }, kinds[kind]()))),
          m("button.evidence", {
            type: "button", class: hasSource ? "on" : "", "aria-expanded": String(state.evidence),
            onclick: () => { state.evidence = !state.evidence; },
          }, hasSource ? say("有依据", "evidence") : say("依据", "evidence")),
        ]),
        messages(path, isAsked),
        guidance.length ? m("p.guidance", guidance.join(say("；", "; "))) : null,
        state.evidence ? m(".source", [
          ["document", say("文件", "document")], ["page", say("页", "page")], ["quote", say("原文", "quotation")],
        ].map(([part, name]) => m("label", { class: part }, [m("span", name), m("input", {
          type: "text", value: source[part] || "", oninput: (e) => setSource(part, e.target.value),
        })]))) : hasSource ? m("p.cited", [source.document, source.page ? say(` 第 ${source.page} 页`, `, p. ${source.page}`) : ""]) : null,
      ]),
    ]);
  },
};
