import m from "mithril";
import { say } from "../parts/language.js";
import { CompletionList, close, completion, offer, press } from "./completion.js";
import { goToDefinition } from "./names.js";
import { failing } from "./failing.js";
import { stepBack, stepForth } from "./history.js";
import { change, places, put, ruleAt, rulesRoom } from "./state.js";

// A textarea over a coloured layer: input methods, undo and screen readers work by themselves.

// A line begins with the word that says what it is, whatever the word.
const words = /(#[^\n]*)|("[^"\n]*"|“[^”\n]*”|「[^」\n]*」)|(?<![\w〔-])(\d+(?:\.\d+)?)(?![\w〕-])|^([ \t]*)([\u4e00-\u9fff]+|[a-zA-Z]+)(?=[ \t\n]|$)/gm;

/** The text in pieces: each with the classes of its colour and of what is wrong with it. */
function coloured(text, problems) {
  const marks = [];
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

/** Drawn anew only when the text or what is said of it has changed: a table has five thousand lines. */
const Layer = {
  onbeforeupdate: ({ attrs }, { attrs: old }) => attrs.text !== old.text || attrs.problems !== old.problems,
  view: ({ attrs: { text, problems } }) => m("pre.code", { "aria-hidden": "true" }, [text.length < 120000 ? coloured(text, problems) : text, "\n"]),
};
const Lines = {
  onbeforeupdate: ({ attrs }, { attrs: old }) => attrs.count !== old.count,
  view: ({ attrs: { count } }) => m("pre.lines", { "aria-hidden": "true" }, Array.from({ length: count }, (_, index) => index + 1).join("\n")),
};

const none = [];
let known = { diagnostics: null, text: "", problems: none };
/** What is wrong with the open file, at its places in the text. */
export function problemsOf(file) {
  const { checkedText, checkedPath } = rulesRoom;
  const isCase = file.path.endsWith(".cases");
  const diagnostics = isCase ? failing.cases.length ? caseMessages() : rulesRoom.caseDiagnostics : rulesRoom.diagnostics;
  if (!isCase && (checkedText !== file.text || checkedPath !== file.path)) return none;
  if (known.diagnostics !== diagnostics || known.text !== file.text) {
    known = { diagnostics, text: file.text, problems: places(file.text, diagnostics.filter((item) => item.path === file.path && item.start !== undefined)) };
  }
  return known.problems;
}

let joined = { first: none, second: none, all: none };
/** What is wrong with the cases and which of them fail; the same list as long as both are. */
function caseMessages() {
  const [first, second] = [rulesRoom.caseDiagnostics, failing.cases];
  if (joined.first !== first || joined.second !== second) joined = { first, second, all: [...first, ...second] };
  return joined.all;
}

/** Takes back the last step of the open file, or makes it again. */
export function step(isBack) {
  const file = rulesRoom.file();
  const moved = file && (isBack ? stepBack(file) : stepForth(file));
  if (!moved) return;
  close();
  put(file, moved.text);
  m.redraw();
  requestAnimationFrame(() => showAt(moved.from, moved.to));
}

/** Which of them a key means. @returns {"undo" | "redo" | null} */
function stepOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return null;
  const key = event.key.toLowerCase();
  return key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
}

export const Editor = {
  view() {
    const file = rulesRoom.file();
    const follow = (event) => {
      rulesRoom.cursor = event.target.selectionStart;
      if (completion.list && event.type === "click") close();
      if (rulesRoom.panel === "names") { rulesRoom.rule = ruleAt(file.text, rulesRoom.cursor); m.redraw(); return; }
      const rule = ruleAt(file.text, event.target.selectionStart);
      if (rule !== rulesRoom.rule) { rulesRoom.rule = rule; m.redraw(); } else event.redraw = false;
    };
    return m(".editor", m(".sheet", [
      m(Lines, { count: file.text.split("\n").length }),
      m(".text", [
        m(Layer, { text: file.text, problems: problemsOf(file) }),
        m("textarea", {
          spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": say(`规则文件 ${file.path}`, `Rule file ${file.path}`), value: file.text,
          role: "combobox", "aria-expanded": String(Boolean(completion.list)), "aria-controls": "completion", "aria-autocomplete": "list",
          "aria-activedescendant": completion.list ? `completion-${completion.chosen}` : false,
          oninput: (event) => {
            change(file, event.target.value);
            rulesRoom.cursor = event.target.selectionStart;
            rulesRoom.rule = ruleAt(file.text, rulesRoom.cursor);
            // An input method is never interrupted.
            if (!event.isComposing) offer(file, event.target, false);
          },
          // The browser's own steps end where the field was drawn anew.
          onbeforeinput: (event) => {
            event.redraw = false;
            if (!/^history(Undo|Redo)$/.test(event.inputType)) return;
            event.preventDefault();
            step(event.inputType === "historyUndo");
          },
          oncompositionend: (event) => offer(file, event.target, false),
          onblur: close,
          onkeyup: follow, onclick: follow,
          onkeydown: (event) => {
            event.redraw = false;
            const wanted = stepOf(event);
            if (wanted) { event.preventDefault(); step(wanted === "undo"); return; }
            if (press(event, replaceAt)) return;
            if (event.key === " " && event.ctrlKey) { event.preventDefault(); offer(file, event.target, true); return; }
            if (event.key === "F12") { event.preventDefault(); goToDefinition(); return; }
            if (event.key === "Escape") rulesRoom.leavesByTab = true;
            if (event.key !== "Tab" || event.isComposing || event.ctrlKey || event.altKey) return;
            // Escape, then Tab leaves the field.
            if (rulesRoom.leavesByTab) { rulesRoom.leavesByTab = false; return; }
            event.preventDefault();
            if (!event.shiftKey) document.execCommand("insertText", false, "  ");
          },
        }),
        m(CompletionList, { take: replaceAt }),
      ]),
    ]));
  },
};

/** @returns {HTMLTextAreaElement | null} */
const area = () => document.querySelector(".editor textarea");

/** Puts the cursor on a place of the file. */
export function showAt(from = 0, to = from) {
  const field = area();
  if (!field) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const lines = field.value.slice(0, from).split("\n").length - 1;
  const box = document.querySelector(".editor");
  box.scrollTop = Math.max(0, lines * parseFloat(getComputedStyle(field).lineHeight) - 60);
  box.scrollLeft = 0;
}

/** Writes in place of a part of the text, so that the browser's undo takes it back. */
export function replaceAt(from, to, text) {
  const field = area();
  if (!field) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
