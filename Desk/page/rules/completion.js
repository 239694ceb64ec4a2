import m from "mithril";
import { say } from "../parts/language.js";
import { completionsAt } from "./services.js";

// The list of what can be written at the cursor.

export const completion = {
  /** @type {{from: number, to: number, items: {text: string, detail: string}[]} | null} */
  list: null,
  chosen: 0,
  place: { left: 0, top: 0 },
};

let asked = 0;
let timer = 0;

/** Asks what can be written at the cursor; when typed: only behind the beginning of a word. */
export function offer(file, area, isWanted) {
  clearTimeout(timer);
  const position = area.selectionStart;
  const before = file.text.slice(0, position);
  const word = /[\u4e00-\u9fffA-Za-z_.〔（(]+$/.exec(before);
  if (!isWanted && (!word || word[0].length < 1)) { close(); return; }
  timer = setTimeout(async () => {
    const turn = (asked += 1);
    try {
      const found = await completionsAt(file, position);
      if (turn !== asked || document.activeElement !== area || area.selectionStart !== position) return;
      // Where no word has begun, the list comes only when it is asked for.
      if (!isWanted && found && found.from === position) { completion.list = null; m.redraw(); return; }
      const typed = found ? file.text.slice(found.from, found.to) : "";
      // What is there already in full needs no list.
      const items = found ? found.items.filter((item) => item.text !== typed) : [];
      completion.list = items.length ? { ...found, items } : null;
      completion.chosen = 0;
      if (completion.list) completion.place = placeOf(area, completion.list.from);
    } catch (error) {
      completion.list = null;
    }
    m.redraw();
  }, isWanted ? 0 : 120);
}

export function close() {
  clearTimeout(timer);
  asked += 1;
  if (completion.list) { completion.list = null; m.redraw(); }
}

/** Where a position of the text is drawn, from the corner of the sheet. */
function placeOf(area, position) {
  const layer = area.parentNode.querySelector("pre.code");
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let rest = position;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = (node.nodeValue || "").length;
    if (rest <= length) {
      const range = document.createRange();
      range.setStart(node, rest);
      range.setEnd(node, Math.min(rest + 1, length));
      const [box] = range.getClientRects();
      const sheet = area.parentNode.getBoundingClientRect();
      if (!box) break;
      return { left: box.left - sheet.left, top: box.bottom - sheet.top };
    }
    rest -= length;
  }
  return { left: 16, top: 16 };
}

/** What the keys do while the list is open. @returns {boolean} Whether the key was for the list. */
export function press(event, take) {
  const { list } = completion;
  if (!list || event.isComposing) return false;
  const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (move) {
    completion.chosen = Math.max(0, Math.min(list.items.length - 1, completion.chosen + move));
    m.redraw();
    requestAnimationFrame(() => { const now = document.querySelector(".completion [aria-selected=true]"); if (now) now.scrollIntoView({ block: "nearest" }); });
  } else if (event.key === "Enter" || event.key === "Tab") {
    choose(completion.chosen, take);
  } else if (event.key === "Escape") {
    close();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

function choose(index, take) {
  const { list } = completion;
  if (!list) return;
  take(list.from, list.to, list.items[index].text);
  close();
}

export const CompletionList = {
  view({ attrs: { take } }) {
    const { list, chosen, place } = completion;
    if (!list) return null;
    const move = ({ dom }) => { dom.style.left = `${place.left}px`; dom.style.top = `${place.top}px`; };
    return m("ul.completion", { role: "listbox", id: "completion", "aria-label": say("可以写的", "what can be written"), oncreate: move, onupdate: move },
      list.items.map((item, index) => m("li", {
        role: "option", id: `completion-${index}`, "aria-selected": String(index === chosen),
        onmousedown: (event) => { event.preventDefault(); choose(index, take); },
      }, [m("span", item.text), m("small", item.detail)])));
  },
};
