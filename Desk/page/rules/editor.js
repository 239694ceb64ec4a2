import m from "mithril";
import { say } from "../parts/language.js";
import { check, places, rulesRoom } from "./state.js";

// A textarea over a coloured layer: input methods, undo and screen readers work by themselves.

// A line begins with the word that says what it is, whatever the word.
const words = /(#[^\n]*)|("[^"\n]*"|“[^”\n]*”|「[^」\n]*」)|(?<![\w〔-])(\d+(?:\.\d+)?)(?![\w〕-])|^([ \t]*)([\u4e00-\u9fff]+|[a-zA-Z]+)(?=[ \t\n]|$)/gm;

/** The text in pieces: each with the classes of its colour and of what is wrong with it. */
function coloured(text, problems) {
  const marks = new Array(0);
  for (const found of text.matchAll(words)) {
    const [whole, comment, quoted, number, indent, keyword] = found;
    const kind = comment ? "c" : quoted ? "q" : number ? "n" : keyword ? "k" : "";
    const from = found.index + (keyword ? indent.length : 0);
    if (kind) marks.push({ from, to: found.index + whole.length, kind });
  }
  const cuts = new Set([0, text.length]);
  for (const mark of [...marks, ...problems]) { cuts.add(mark.from); cuts.add(mark.to); }
  const sorted = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  let next = 0;
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1];
    while (next < marks.length && marks[next].to <= from) next += 1;
    const mark = marks[next] && marks[next].from <= from ? marks[next].kind : "";
    const problem = problems.find((item) => item.from <= from && to <= item.to);
    const content = text.slice(from, to);
    return mark || problem ? m("span", { class: `${mark} ${problem ? problem.severity : ""}` }, content) : content;
  });
}

export const Editor = {
  view() {
    const file = rulesRoom.file();
    const problems = rulesRoom.checkedText === file.text
      ? places(file.text, rulesRoom.diagnostics.filter((item) => item.path === file.path && item.start !== undefined)) : [];
    return m(".editor", m(".sheet", [
      m("pre", { "aria-hidden": "true" }, [coloured(file.text, problems), "\n"]),
      m("textarea", {
        spellcheck: false, autocapitalize: "off", wrap: "off", "aria-label": say(`规则文件 ${file.path}`, `Rule file ${file.path}`), value: file.text,
        oninput: (event) => { file.text = event.target.value; check(); },
        onkeydown: (event) => {
          if (event.key !== "Tab" || event.isComposing) return;
          event.preventDefault();
          document.execCommand("insertText", false, "  ");
        },
      }),
    ]));
  },
};

/** Puts the cursor on a place of the file, by its position or that of a message. */
export function showAt(position, problem) {
  const area = document.querySelector(".editor textarea");
  if (!area) return;
  const [place] = problem ? places(area.value, [problem]) : [{ from: position || 0, to: position || 0 }];
  area.focus({ preventScroll: true });
  area.setSelectionRange(place.from, place.to);
  const lines = area.value.slice(0, place.from).split("\n").length - 1;
  const box = document.querySelector(".editor");
  box.scrollTop = Math.max(0, lines * parseFloat(getComputedStyle(area).lineHeight) - 60);
  box.scrollLeft = 0;
}
