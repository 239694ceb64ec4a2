import m from "mithril";
import { bundleText, openBundle } from "../parts/bundle.js";
import { drafts, drop, keep, keyFrom, leastPassphrase, mayKeepDrafts, newDraft, open } from "../parts/drafts.js";
import { say } from "../parts/language.js";
import { button, tell } from "../parts/ui.js";
import { review } from "./state.js";

// A draft of the dossier on the desk, kept encrypted in this browser from when the reader asks for it.

/** What is kept now: of which dossier, its name, its key, and when and at which version it was last kept. */
const draft = { opened: 0, id: "", made: null, kept: null, version: -1, isAsking: false };
let timer = 0;

/** Nothing further is kept of a dossier that is no longer on the desk. */
function forgetOther() {
  if (draft.opened === review.opened) return;
  clearTimeout(timer);
  Object.assign(draft, { opened: review.opened, id: "", made: null, kept: null, version: -1, isAsking: false });
}

export const askForDraft = () => { forgetOther(); draft.isAsking = true; };
export { mayKeepDrafts };

/** Keeps what was changed, when the typing rests. */
function keepSoon() {
  forgetOther();
  if (!draft.made || draft.version === review.version) return;
  clearTimeout(timer);
  timer = setTimeout(keepNow, 1500);
}

async function keepNow() {
  if (!draft.made || !review.dossier) return;
  const { version } = review;
  try {
    draft.kept = await keep(draft.id, draft.made, bundleText());
    draft.version = version;
  } catch (error) {
    draft.made = null;
    tell(say("浏览器没有地方留草稿了：请保存成文件，再删去旧草稿", "The browser has no room for the draft: save a file, and delete old drafts"), "error");
  }
  m.redraw();
}

const time = (date) => `${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")} ${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;

/** A passphrase is asked for, twice where it is new. */
const Passphrase = {
  oninit({ state }) { Object.assign(state, { first: "", second: "", problem: "", isBusy: false }); },
  oncreate({ dom }) { dom.querySelector("input").focus(); },
  view({ attrs: { isNew, act, leave }, state }) {
    const submit = async (event) => {
      event.preventDefault();
      if (isNew && state.first.length < leastPassphrase) { state.problem = say(`口令至少 ${leastPassphrase} 个字符。`, `At least ${leastPassphrase} characters.`); return; }
      if (isNew && state.first !== state.second) { state.problem = say("两次写的口令不一样。", "The two differ."); return; }
      state.isBusy = true;
      state.problem = (await act(state.first)) || "";
      state.isBusy = false;
      m.redraw();
    };
    const field = (name, title) => m("label", [m("span", title), m("input", {
      type: "password", autocomplete: "off", value: state[name], oninput: (e) => { state[name] = e.target.value; state.problem = ""; },
    })]);
    return m("form.passphrase", { onsubmit: submit, onkeydown: (e) => { if (e.key === "Escape") leave(); } }, [
      field("first", isNew ? say("给草稿定一个口令", "A passphrase for the draft") : say("草稿的口令", "The passphrase of the draft")),
      isNew ? field("second", say("再写一次", "Once more")) : null,
      m(".row", [
        m("button.primary", { type: "submit", disabled: state.isBusy || !state.first }, state.isBusy ? say("请稍候…", "One moment…") : isNew ? say("开始留草稿", "Keep drafts") : say("打开", "Open")),
        button(say("取消", "Cancel"), leave, { class: "quiet" }),
      ]),
      state.problem ? m("p.bad", { role: "alert" }, state.problem) : null,
      isNew ? m("p.soft", say("草稿加密后留在这个浏览器里，随改随留；忘了口令就打不开，没有别的办法。要交给别人请用“保存”。",
        "The draft stays in this browser, encrypted, and follows every change. Without the passphrase nobody can open it. To hand it on, save a file.")) : null,
    ]);
  },
};

/** In the dossier: where the passphrase is asked for, and that a draft is being kept. */
export const DraftLine = {
  oncreate: keepSoon,
  onupdate: keepSoon,
  view() {
    forgetOther();
    if (draft.isAsking) {
      return m("section.draft", m(Passphrase, { isNew: true, leave: () => { draft.isAsking = false; }, act: async (passphrase) => {
        draft.id = draft.id || newDraft();
        draft.made = await keyFrom(passphrase);
        draft.isAsking = false;
        await keepNow();
        return "";
      } }));
    }
    return draft.kept ? m("p.soft.draft-kept", { role: "status" }, say(`草稿已加密留在本机，${time(draft.kept)}`, `Draft kept here, encrypted, ${time(draft.kept)}`)) : m("span");
  },
};

/** At the beginning: the drafts that are kept in this browser. */
export const Drafts = {
  oninit({ state }) { state.asked = ""; },
  view({ state }) {
    const all = drafts();
    if (!all.length) return null;
    return m("section.drafts", [
      m("h2", say("本机的加密草稿", "Encrypted drafts in this browser")),
      m("ul", all.map(({ id, kept }) => m("li", { key: id }, state.asked === id ? m(Passphrase, {
        leave: () => { state.asked = ""; },
        act: async (passphrase) => {
          const found = await open(id, passphrase);
          if (!found) return say("口令不对，或草稿已损坏。", "The passphrase is another one, or the draft is damaged.");
          openBundle(JSON.parse(found.text));
          // What is opened from a draft is nowhere else: leaving it asks.
          review.savedVersion = -1;
          Object.assign(draft, { opened: review.opened, id, made: found.made, kept, version: review.version });
          return "";
        },
      }) : m(".row", [
        button(say(`${time(kept)} 的草稿`, `Draft of ${time(kept)}`), () => { state.asked = id; }, { class: "link" }),
        button(say("删除", "Delete"), () => { if (window.confirm(say("删除这份草稿？删后不能恢复。", "Delete this draft? It cannot be brought back."))) drop(id); }, { class: "quiet" }),
      ])))),
    ]);
  },
};
