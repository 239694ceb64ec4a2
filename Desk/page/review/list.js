import m from "mithril";
import { language, say, told } from "../parts/language.js";
import { newNode } from "../parts/dossier.js";
import { button, tell } from "../parts/ui.js";
import { control, messages } from "./field.js";
import { cellsOf, spread } from "./paste.js";
import { desk, edit } from "./state.js";

// A list as a table: a line a fact, a column an element, since facts are many and elements few.

/** @param {{section: any, node: any, path: string, inner: any[]}} attrs */
export const ListTable = {
  view({ attrs }) {
    const { section, node, path, inner } = attrs;
    const list = section.container;
    const elements = node.lists.get(list);
    const title = desk.vocabulary.groupLabel(desk.vocabulary.containers[list], language.now);
    const fields = section.questions.map((question) => ({ question, field: desk.vocabulary.fields[question.field] }));
    const change = (next) => edit(`list ${path}`, () => {
      if (next) node.lists.set(list, next); else node.lists.delete(list);
    });
    const paste = (event, line = 0, column = 0) => take(event, { node, list, fields, path, line, column });
    if (!elements || elements.length === 0) {
      return m(".list.empty", [
        m("p", elements ? say(`申报没有${title}。`, `Said to have none: ${title}.`) : say(`有几项${title}？一项一列；也可以从 Excel、WPS 复制后粘贴在这里。`, `How many: ${title}? A column each; or copy them in Excel or WPS and paste here.`)),
        m(".row", [
          button(say("添加一项", "Add one"), () => change([newNode()]), { "data-path": path }),
          elements ? button(say("改为未填", "Not given"), () => change(null), { class: "quiet" })
            : button(say("没有（0 项）", "None"), () => change([]), { class: "quiet" }),
          m("input.paste", { type: "text", "aria-label": say(`粘贴${title}`, `Paste ${title}`), placeholder: say("在此粘贴表格", "paste a table here"), value: "", onpaste: paste, oninput: (e) => { e.target.value = ""; } }),
        ]),
      ]);
    }
    return m(".list", [
      m(".scroll", { tabindex: 0, role: "region", "aria-label": title }, m("table.elements", {
        onpaste: (event) => {
          const cell = event.target.closest("td");
          if (cell) paste(event, Number(cell.dataset.line), Number(cell.dataset.column));
        },
      }, [
        m("thead", m("tr", [
          m("th", { scope: "col" }, say("事实", "Fact")),
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
      m(".row", [
        button(say("添加一项", "Add one"), () => change([...elements, newNode()])),
        m("span.soft", say("可从 Excel、WPS 整块粘贴；带表头的按表头对应。", "A block of Excel or WPS can be pasted; with its headings it finds its place.")),
      ]),
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

/** A block copied from a spreadsheet fills the list. */
function take(event, { node, list, fields, path, line, column }) {
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  const rows = cellsOf(text || "");
  if (rows.length < 2 && (rows[0] || []).length < 2) return;
  event.preventDefault();
  const isHeading = (cell) => fields.findIndex(({ field }) => {
    const plain = cell.replace(/[（(][^）)]*[）)]\s*$/, "").trim();
    return [field.label, field.name.zh, field.name.en, field.path.zh, field.path.en].some((name) => name === cell.trim() || name === plain || name.replace(/[（(][^）)]*[）)]$/, "") === plain);
  });
  const { cells, unknown } = spread(rows, isHeading, line, column);
  edit(`paste ${path}`, () => {
    const elements = node.lists.get(list) || [];
    node.lists.set(list, elements);
    for (const { line, column, text } of cells) {
      const place = fields[line];
      if (!place) continue;
      while (elements.length <= column) elements.push(newNode());
      const entry = { kind: "value", text: text.trim() };
      if (place.field.type === "choices") { entry.items = text.split(/[、,，;；]/).map((item) => item.trim()).filter(Boolean); entry.text = ""; }
      if (text.trim() === "") elements[column].facts.delete(place.field.index); else elements[column].facts.set(place.field.index, entry);
    }
  });
  const count = new Set(cells.map((cell) => cell.column)).size;
  tell(unknown.length ? say(`粘贴了 ${count} 项；没有对应的列：${unknown.join("、")}`, `Pasted ${count}; columns without a place: ${unknown.join(", ")}`)
    : say(`粘贴了 ${count} 项，可以撤销`, `Pasted ${count}; you can undo it`), unknown.length ? "error" : "");
}
