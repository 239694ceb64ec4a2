import m from "mithril";
import { language, say } from "../parts/language.js";
import { newNode, newEntry } from "../parts/dossier.js";
import { button, decisionSign, decisions } from "../parts/ui.js";
import { choiceText } from "../parts/vocabulary.js";
import { Drafts } from "./draft.js";
import { idOf, messages, select } from "./field.js";
import { begin, desk, entryOf, openDossier, review, setEntry } from "./state.js";

// The beginning: a project of one's own, a file, or an example.

/** Set by main. @type {{name: string, text: string, code: string, title: string, place: string, decision: string}[]} */
export const examples = [];
/** Divisions by code. @type {{code: string, name: string}[]} */
export const divisions = [];

export const Start = {
  view({ attrs }) {
    return m("main.start", { id: "main" }, [
      m(".lead", [
        m("h1", say("审查一个项目", "Review a project")),
        m("p", say("事实只留在这台电脑上。每个结论都给出条款、数字和通过的办法。",
          "The facts stay on this computer. Every conclusion comes with its clause, its numbers and the ways to pass.")),
        m(".row", [
          button(say("新建卷宗", "New dossier"), () => { begin(newNode(), say("新卷宗.json", "new-dossier.json")); }, { class: "primary" }),
          button(say("打开卷宗…", "Open a dossier…"), attrs.choosing),
        ]),
        m("p.soft", say("也可以把文件拖到这里：JSON、CSV、XLSX 卷宗，同事发来的工作包，审查回执。",
          "Or drop a file here: a dossier (JSON, CSV, XLSX), a colleague's bundle, a receipt.")),
      ]),
      m(Drafts),
      m("section", [
        m("h2", say("先看一个例子", "Or look at an example")),
        m("ul.examples", examples.map((example) => m("li", m("button.example", {
          type: "button", class: example.decision, onclick: () => openDossier(example.text, example.name),
        }, [
          m("span.decided", [decisionSign(example.decision), decisions[example.decision]()]),
          m("span.title", example.title),
          m("span.place", example.place),
        ])))),
      ]),
    ]);
  },
};

const asked = {
  industry: () => say("属于哪个行业", "Which trade is it?"),
  facilityType: () => say("是什么设施", "What kind of facility is it?"),
  nature: () => say("是新建、扩建还是改建", "New, an expansion or a retrofit?"),
  stage: () => say("现在到哪一步", "Which stage is it in?"),
};

/** What is known of place, trade, facility, nature and stage, in one line that opens. */
export const Basics = {
  oninit({ state }) { state.isOpen = false; },
  view({ state }) {
    const fields = desk.opening.map((index) => desk.vocabulary.fields[index]);
    const isWrong = fields.some((field) => review.problems.has(field.path.en));
    const shown = (field) => {
      const { text } = entryOf(review.dossier, field.index);
      const choice = (field.choices || []).find((item) => item.en === text || item.zh === text);
      return choice ? choiceText(choice, language.now) : text;
    };
    const places = fields.slice(0, 3).map(shown).filter(Boolean).join(" ");
    // A data centre is a trade and a facility of one name.
    const summary = [...new Set([places, ...fields.slice(3).map(shown)])].filter(Boolean).join(" · ");
    if (state.isOpen || isWrong || !summary) return m("div", [m(Opening), m(".row.basics-close", state.isOpen ? button(say("收起", "Close"), () => { state.isOpen = false; }, { class: "quiet" }) : null)]);
    return m("section.opening.basics", [m("p", [m("span.for-readers", say("基本情况：", "Basics: ")), summary]), button(say("改", "Change"), () => { state.isOpen = true; }, { class: "quiet" })]);
  },
};

/** The questions that decide what else is asked: place, trade, facility, nature, stage. */
export const Opening = {
  view() {
    const [province, city, county, ...others] = desk.opening.map((index) => desk.vocabulary.fields[index]);
    const places = [province, city, county];
    return m("section.opening", [
      m("h2", review.isOpening ? say("先答五个问题", "Five questions first") : say("基本情况", "Basics")),
      m(".questions", [
        m("fieldset.place", [
          m("legend", say("项目在哪里", "Where is it?")),
          places.map((field, level) => placeSelect(field, level, places)),
        ]),
        others.map((field) => m(".question", [
          m("label", { for: idOf(field.path.en) }, [desk.vocabulary.label(field, language.now), review.isOpening && asked[field.name.en] ? m("span.asked", asked[field.name.en]()) : null]),
          select(field.choices || [], entryOf(review.dossier, field.index),
            (change) => setEntry(review.dossier, field.index, field.path.en, { ...newEntry(), ...entryOf(review.dossier, field.index), kind: "value", ...change }),
            { id: idOf(field.path.en), "data-path": field.path.en }),
          messages(field.path.en),
        ])),
      ]),
      review.isOpening ? m(".row", [
        button(say("继续", "Continue"), () => { review.isOpening = false; }, { class: "primary" }),
        m("span.soft", review.form ? say(`这类项目有 ${count(review.form)} 个问题，其余不问。`, `Such a project has ${count(review.form)} questions; the others are not asked.`) : ""),
      ]) : null,
    ]);
  },
};

const count = (form) => form.sections.reduce((sum, section) => sum + section.questions.length, 0);

/** The division that stands in a field, under its code or its name. */
const divisionOf = (text, level, above) => divisions.find((division) => levelOf(division.code) === level
  && (division.name === text || division.code === text)
  && (!above || division.code.startsWith(above.code.slice(0, level === 1 ? 2 : 4))));
const levelOf = (code) => (code.endsWith("0000") ? 0 : code.endsWith("00") ? 1 : 2);

function placeSelect(field, level, fields) {
  const entry = entryOf(review.dossier, field.index);
  const above = [];
  for (let at = 0; at < level; at += 1) {
    above.push(divisionOf(entryOf(review.dossier, fields[at].index).text, at, above[at - 1]));
  }
  const parent = above[level - 1];
  const options = level === 0 ? divisions.filter((division) => levelOf(division.code) === 0)
    : parent ? divisions.filter((division) => levelOf(division.code) === level
      && division.code.startsWith(parent.code.slice(0, level === 1 ? 2 : 4))) : [];
  const names = options.map((division) => division.name);
  const isKnown = entry.text === "" || names.includes(entry.text);
  return m(".question", [
    m("label", { for: idOf(field.path.en) }, desk.vocabulary.label(field, language.now)),
    m("select", {
      id: idOf(field.path.en), "data-path": field.path.en, value: entry.text,
      disabled: level > 0 && !parent && entry.text === "",
      onchange: (e) => setEntry(review.dossier, field.index, field.path.en, newEntry(e.target.value), fields.slice(level + 1).map(({ index }) => index)),
    }, [
      m("option", { value: "" }, say("未填", "not given")),
      isKnown ? null : m("option", { value: entry.text }, entry.text),
      names.map((name) => m("option", { value: name }, name)),
    ]),
    messages(field.path.en),
  ]);
}
