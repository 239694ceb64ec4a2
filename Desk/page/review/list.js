import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { newNode } from "../parts/dossier.js";
import { button } from "../parts/ui.js";
import { control, messages } from "./field.js";
import { desk, edit, entryOf } from "./state.js";

// A list as a table: a line a fact, a column an element, since facts are many and elements few.

/** @param {{section: any, node: any, path: string, inner: any[]}} attrs */
export const ListTable = {
  view({ attrs }) {
    const { section, node, path, inner } = attrs;
    const list = section.container;
    const elements = node.lists.get(list);
    const title = desk.vocabulary.groupLabel(desk.vocabulary.containers[list], language.now);
    const change = (next) => edit(`list ${path}`, () => {
      if (next) node.lists.set(list, next); else node.lists.delete(list);
    });
    if (!elements || elements.length === 0) {
      return m(".list.empty", [
        m("p", elements ? say(`申报没有${title}。`, `Said to have none: ${title}.`) : say("还没有说有几项。", "Not said yet how many.")),
        m(".row", [
          button(say("添加一项", "Add one"), () => change([newNode()]), { "data-path": path }),
          elements ? button(say("改为未填", "Not given"), () => change(null), { class: "quiet" })
            : button(say("没有（0 项）", "None"), () => change([]), { class: "quiet" }),
        ]),
      ]);
    }
    const fields = section.questions.map((question) => ({ question, field: desk.vocabulary.fields[question.field] }));
    return m(".list", [
      m(".scroll", { tabindex: 0, role: "region", "aria-label": title }, m("table.elements", { onpaste: (event) => paste(event, elements, fields, path) }, [
        m("thead", m("tr", [
          m("th", { scope: "col" }, say("项目", "Fact")),
          elements.map((element, index) => m("th", { scope: "col" }, [
            say(`第 ${index + 1} 项`, `No. ${index + 1}`),
            button("×", () => change(elements.filter((_, at) => at !== index)), { class: "clear", "aria-label": say(`删去第 ${index + 1} 项`, `remove no. ${index + 1}`), title: say("删去", "remove") }),
          ])),
        ])),
        m("tbody", fields.map(({ field, question }, line) => m("tr", [
          m("th", { scope: "row" }, [
            desk.vocabulary.label(field, language.now),
            field.unit ? m("span.unit", told(field.unit)) : null,
            field.authority ? m("span.who", say("主管部门", "authority")) : null,
          ]),
          elements.map((element, index) => {
            const at = `${path}[${index}].${field.name.en}`;
            return m("td", { "data-line": line, "data-column": index }, [
              control({ node: element, field, path: at, question, label: `${desk.vocabulary.label(field, language.now)} ${index + 1}` }), messages(at),
            ]);
          }),
        ]))),
      ])),
      button(say("添加一项", "Add one"), () => change([...elements, newNode()])),
      inner.map((section) => elements.map((element, index) => m(".inner", [
        m("h4", `${desk.vocabulary.groupLabel(desk.vocabulary.containers[section.container], language.now)} · ${say(`第 ${index + 1} 项`, `no. ${index + 1}`)}`),
        m(ListTable, {
          section, node: element, inner: [],
          path: `${path}[${index}].${desk.vocabulary.containers[section.container].name.en}`,
        }),
      ]))),
    ]);
  },
};

/** A block copied from a spreadsheet fills the cells from the one it is pasted in. */
function paste(event, elements, fields, path) {
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  const cell = event.target.closest("td");
  if (!text || !cell || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const block = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const line = Number(cell.dataset.line);
  const column = Number(cell.dataset.column);
  edit(`paste ${path}`, () => {
    block.forEach((cells, down) => cells.forEach((content, right) => {
      const place = fields[line + down];
      if (!place) return;
      while (elements.length <= column + right) elements.push(newNode());
      const node = elements[column + right];
      const entry = { ...entryOf(node, place.field.index), kind: "value", text: content.trim() };
      if (place.field.type === "choices") { entry.items = content.split(/[、,，]/).map((item) => item.trim()).filter(Boolean); entry.text = ""; }
      node.facts.set(place.field.index, entry);
    }));
  });
}
