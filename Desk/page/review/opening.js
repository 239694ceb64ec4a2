import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { newNode, newEntry } from "../parts/dossier.js";
import { button, choose, decisionSign, decisions } from "../parts/ui.js";
import { textOf } from "../parts/text-file.js";
import { idOf, messages, select } from "./field.js";
import { begin, desk, entryOf, openDossier, review, setEntry } from "./state.js";

// The beginning: a project of one's own, a file, or an example.

/** Set by main. @type {{name: string, text: string, title: string, place: string, decision: string}[]} */
export const examples = [];
/** Divisions by code. @type {{code: string, name: string}[]} */
export const divisions = [];

export async function openFiles(files) {
  const [file] = files;
  const text = await textOf(file);
  openDossier(text, file.name);
  m.redraw();
}

export const Start = {
  view() {
    return m("main.start", { id: "main" }, [
      m(".lead", [
        m("h1", say("审查一个项目", "Review a project")),
        m("p", say("事实只留在这台电脑上。每个结论都给出条款、数字和通过的办法。",
          "The facts stay on this computer. Every conclusion comes with its clause, its numbers and the ways to pass.")),
        m(".row", [
          button(say("新建卷宗", "New dossier"), () => { begin(newNode(), say("新卷宗.json", "new-dossier.json")); }, { class: "primary" }),
          button(say("打开卷宗…", "Open a dossier…"), () => choose(".json,application/json", openFiles)),
        ]),
        m("p.soft", say("也可以把 JSON 卷宗拖到这里。多个项目的表格请用“台账”。",
          "Or drop a JSON dossier here. Tables of many projects belong to the stock.")),
      ]),
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
          m("label", { for: idOf(field.path.en) }, (review.isOpening && asked[field.name.en] ? asked[field.name.en]() : desk.vocabulary.label(field, language.now))),
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
    m("label", { for: idOf(field.path.en) }, [say("省（区、市）", "Province"), say("市（盟）", "City"), say("县（区、旗）", "County")][level]),
    m("select", {
      id: idOf(field.path.en), "data-path": field.path.en, value: entry.text,
      disabled: level > 0 && !parent && entry.text === "",
      onchange: (e) => {
        setEntry(review.dossier, field.index, field.path.en, newEntry(e.target.value));
        for (const lower of fields.slice(level + 1)) review.dossier.facts.delete(lower.index);
      },
    }, [
      m("option", { value: "" }, say("未填", "not given")),
      isKnown ? null : m("option", { value: entry.text }, entry.text),
      names.map((name) => m("option", { value: name }, name)),
    ]),
    messages(field.path.en),
  ]);
}
