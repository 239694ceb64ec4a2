import m from "mithril";
import { say } from "./language.js";

// Small pieces that every room draws with.

const shapes = {
  refuse: "M5 5 L15 15 M15 5 L5 15",
  suspend: "M7 4 V16 M13 4 V16",
  supplement: "M10 4 C14 4 15 9 10 11 V12.5 M10 15.5 V16",
  conditional: "M10 3 V12 M10 15.5 V16",
  approve: "M4 10.5 L8.5 15 L16 5.5",
};
const verdictShapes = {
  met: shapes.approve, notMet: shapes.refuse, undetermined: shapes.supplement,
  notApplicable: "M5 10 H15", notYetDue: "M10 5 V10 L13.5 13",
};

const sign = (path) => m("svg.sign", { viewBox: "0 0 20 20", "aria-hidden": "true" }, m("path", { d: path }));
export const decisionSign = (decision) => sign(shapes[decision]);
export const verdictSign = (verdict) => sign(verdictShapes[verdict]);

export const decisions = {
  refuse: () => say("不予通过", "Refused"),
  suspend: () => say("缓批限批", "Suspended"),
  supplement: () => say("补正", "Supplement"),
  conditional: () => say("有条件通过", "Conditional"),
  approve: () => say("通过", "Approved"),
};

/** What a decision means for whoever brought the dossier. */
export const meanings = {
  refuse: () => say("有一票否决的要求没有达到。", "A requirement that decides by itself is not met."),
  suspend: () => say("所在地区或企业处于缓批限批。", "The region or the enterprise is under suspension."),
  supplement: () => say("还缺能左右结论的事实，补齐后再定。", "Facts that could change the outcome are missing."),
  conditional: () => say("可以通过，同时须按期落实下列要求。", "It passes with the obligations below."),
  approve: () => say("已知的事实符合全部要求。", "The facts meet every requirement."),
};

export const verdicts = {
  notMet: () => say("不符合", "Not met"),
  undetermined: () => say("待定", "Undetermined"),
  notYetDue: () => say("未到期", "Not yet due"),
  met: () => say("符合", "Met"),
  notApplicable: () => say("不适用", "Not applicable"),
};

/** A button of words. */
export const button = (text, act, more = {}) =>
  m(`button${more.class ? `.${more.class}` : ""}`, { type: "button", onclick: act, ...more, class: undefined }, text);

/**
 * A button that opens a list of further actions.
 * @type {m.Component<{text: string, items: ([string, () => void, object?] | null)[]}>}
 */
export const Menu = {
  oninit({ state }) { state.isOpen = false; },
  oncreate({ dom, state }) {
    state.leave = (event) => { if (state.isOpen && !dom.contains(event.target)) { state.isOpen = false; m.redraw(); } };
    document.addEventListener("click", state.leave);
  },
  onremove({ state }) { document.removeEventListener("click", state.leave); },
  view({ attrs: { text, items }, state }) {
    return m(".menu", { onkeydown: (e) => { if (e.key === "Escape") state.isOpen = false; } }, [
      m("button.quiet", { type: "button", "aria-expanded": String(state.isOpen), "aria-haspopup": "true", onclick: () => { state.isOpen = !state.isOpen; } }, [text, m("span.arrow", { "aria-hidden": "true" })]),
      state.isOpen ? m("ul", items.filter(Boolean).map(([name, act, more]) => m("li", button(name, () => { state.isOpen = false; act(); }, { class: "entry", ...more })))) : null,
    ]);
  },
};

/** A fold whose content is drawn when it is open. */
export const Fold = {
  oninit({ attrs, state }) { state.open = Boolean(attrs.open); },
  view({ attrs, state }) {
    const isOpen = attrs.isOpen === undefined ? state.open : attrs.isOpen;
    return m("section.fold", { class: (attrs.class || "") + (isOpen ? " open" : ""), id: attrs.id }, [
      m(attrs.level || "h3", m("button.fold-head", {
        type: "button",
        "aria-expanded": String(isOpen),
        onclick: () => {
          if (attrs.toggle) attrs.toggle(!isOpen); else state.open = !isOpen;
          if (!isOpen && attrs.opened) attrs.opened();
        },
      }, [m("span.arrow", { "aria-hidden": "true" }), attrs.head])),
      isOpen ? m(".fold-body", attrs.body()) : null,
    ]);
  },
};

/** Hands a file to the reader. */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Asks the reader for files. */
export function choose(accept, take, multiple = false) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = multiple;
  input.onchange = () => { if (input.files.length) take([...input.files]); };
  input.click();
}

/** A note at the foot of the page for some seconds. */
export const notice = { text: "", kind: "" };
let noticeTimer = 0;
/** Takes the note away: what it spoke of is past. */
export function quiet() { notice.text = ""; }
export function tell(text, kind = "") {
  notice.text = text;
  notice.kind = kind;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice.text = ""; m.redraw(); }, kind === "error" ? 12000 : 5000);
  m.redraw();
}
