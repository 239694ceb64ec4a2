import m from "mithril";
import { say, told } from "../parts/language.js";
import { button, tell } from "../parts/ui.js";
import { showAt } from "./editor.js";
import { openFile } from "./room.js";
import { nameAt, renameAt } from "./services.js";
import { change, places, rulesRoom } from "./state.js";

// What the word at the cursor stands for: what is said of it, where it is declared and used, another name.

export const Names = {
  oninit({ state }) { Object.assign(state, { key: "", told: null, name: "", problem: "" }); },
  onupdate({ state }) { look(state); },
  oncreate({ state }) { look(state); },
  view({ state }) {
    const { told: found } = state;
    if (!found) return m("p.soft", say("把光标放到一个名称、单位或关键字上。", "Put the cursor on a name, a unit or a keyword."));
    const [first, ...rest] = found.lines;
    return m(".names", [
      m("h3", first),
      rest.length ? m("pre.explained", rest.join("\n")) : null,
      list(say("声明", "Declared"), found.declared),
      list(say("用处", "Used"), found.used),
      found.renames ? m("form.row", { onsubmit: (e) => { e.preventDefault(); rename(state); } }, [
        m("label", [m("span.for-readers", say("新名称", "New name")), m("input", { type: "text", placeholder: say("新名称", "new name"), value: state.name, oninput: (e) => { state.name = e.target.value; } })]),
        m("button", { type: "submit", disabled: !state.name.trim() }, say(`处处改名（${found.used.length + found.declared.length} 处）`, `Rename everywhere (${found.used.length + found.declared.length})`)),
      ]) : null,
      state.problem ? m("p.bad", { role: "alert" }, state.problem) : null,
    ]);
  },
};

async function look(state) {
  const file = rulesRoom.file();
  if (!file) return;
  const key = `${file.path} ${rulesRoom.cursor} ${file.text.length} ${rulesRoom.version}`;
  if (key === state.key) return;
  state.key = key;
  try {
    const found = await nameAt(file, rulesRoom.cursor || 0);
    if (state.key !== key) return;
    Object.assign(state, { told: found, problem: "", name: "" });
  } catch (error) {
    state.told = null;
  }
  m.redraw();
}

const list = (title, items) => (items.length ? m("div", [
  m("p.kind", `${title}（${items.length}）`),
  m("ul.places", items.slice(0, 60).map((item) => m("li", button(`${item.path.split("/").slice(-2).join("/")} ${say(`第 ${item.line} 行`, `line ${item.line}`)}`, () => goTo(item), { class: "link" })))),
]) : null);

function goTo(item) {
  openFile(item.path);
  m.redraw();
  requestAnimationFrame(() => {
    const file = rulesRoom.texts.find((other) => other.path === item.path);
    const [at] = places(file.text, [item]);
    showAt(at.from, at.to);
  });
}

async function rename(state) {
  try {
    const answer = await renameAt(rulesRoom.file(), rulesRoom.cursor || 0, state.name.trim(), change);
    if (answer.failure) state.problem = told(answer.failure); else tell(say(`改了 ${answer.count} 处`, `Changed in ${answer.count} places`));
  } catch (error) {
    state.problem = say("没有改成，请再试一次", "It could not be renamed; try again");
  }
  m.redraw();
}

/** Where the name at the cursor is declared. */
export async function goToDefinition() {
  const found = await nameAt(rulesRoom.file(), rulesRoom.cursor || 0).catch(() => null);
  if (found && found.declared.length) goTo(found.declared[0]);
}
