import m from "mithril";
import { say, told } from "../parts/language.js";
import { button, tell } from "../parts/ui.js";
import { divisions } from "../review/opening.js";
import { openFile } from "./room.js";
import { caseChecker, rulesRoom } from "./state.js";

// The folder that the rules of another place begin with.

export const NewPlace = {
  oninit({ state }) { state.name = ""; state.region = ""; state.problem = ""; },
  view({ state }) {
    const wrong = state.name.trim() ? problemOf(state.name.trim()) : "";
    const provinces = divisions.filter((division) => division.code.endsWith("00"));
    return m("section.sheet-form", [
      m("h2", say("新建省市规则集", "New province or city")),
      m("p.soft", say("建好的文件夹里有规则集、文件、登记册、一条能运行的规则和它的案例，改成那里的条款即可。",
        "The folder holds a ruleset, a document, a register, and a first rule with its cases; write the clauses of the place in their stead.")),
      m("form", { onsubmit: (e) => { e.preventDefault(); make(state); } }, [
        m("label", [m("span", say("省、市", "Province or city")), m("input", { type: "text", list: "new-region", value: state.region, required: true, oninput: (e) => { state.region = e.target.value; if (!state.own) state.name = e.target.value.replace(/(省|市|自治区|壮族|回族|维吾尔)+$/, ""); } })]),
        m("datalist", { id: "new-region" }, provinces.map((division) => m("option", { value: division.name }))),
        m("label", [m("span", say("规则集的名称（文件夹也用它）", "Name of the ruleset and its folder")), m("input", { type: "text", value: state.name, required: true, oninput: (e) => { state.name = e.target.value; state.own = true; state.problem = ""; }, "aria-invalid": String(Boolean(wrong)), "aria-describedby": "new-name-problem" })]),
        m("p.bad", { id: "new-name-problem", role: "alert" }, wrong || state.problem),
        m(".row", [m("button.primary", { type: "submit" }, say("新建", "Create")), button(say("取消", "Cancel"), () => { rulesRoom.panel = "problems"; })]),
      ]),
    ]);
  },
};

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const accepted = /^[\p{L}][\p{L}\p{N}_-]{0,39}$/u;

/** Why a ruleset, and its folder, cannot be called so; empty: it can. */
function problemOf(name) {
  if (!accepted.test(name) || reserved.test(name)) {
    return say("名称用汉字、字母、数字、“-”和“_”，以汉字或字母开头，不超过 40 个字；不能有空格、标点和“/”。", "A name is letters, digits, “-” and “_”, begins with a letter and has at most 40; no spaces, no other marks, no “/”.");
  }
  const folder = `rules/${name}/`.toLowerCase();
  return rulesRoom.texts.some((file) => file.text !== null && file.path.toLowerCase().startsWith(folder)) ? say("已有这个文件夹，换一个名称。", "There is such a folder; choose another name.") : "";
}

async function make(state) {
  const name = state.name.trim();
  state.problem = problemOf(name);
  if (state.problem) return;
  const folder = `Rules/${name}`;
  try {
    const answer = await (await caseChecker()).json("new", name, state.region.trim());
    if (answer.failure) { state.problem = told(answer.failure); m.redraw(); return; }
    rulesRoom.openFolders.add(folder);
    rulesRoom.view = "files";
    rulesRoom.takeTexts(answer.files.map(({ name, text }) => ({ path: `${folder}/${name}`, text })));
    // What stood above and what was looked for belong to another file.
    Object.assign(rulesRoom, { word: "", rule: "", cursor: 0 });
    openFile(`${folder}/1-first.rules`);
    tell(say(`已建 ${answer.files.length} 个文件`, `${answer.files.length} files were made`));
  } catch (error) {
    state.problem = say("没有建成，请再试一次。", "It could not be made; try again.");
  }
  m.redraw();
}
