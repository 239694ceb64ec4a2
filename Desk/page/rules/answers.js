import m from "mithril";
import { say, told } from "../parts/language.js";
import { button } from "../parts/ui.js";
import { replaceAt } from "./editor.js";
import { apply, fixesOf } from "./services.js";
import { change, places } from "./state.js";

// Buttons under a message that write what answers it.

/** Where a writer says why a warning is meant so: the word that stands for the reason. */
const blankReason = /^(\s*# (?:允许|allow) [\w-]+ )(?:理由|REASON)(\s*)$/;
const reasonOf = (fix) => (fix.edits.length === 1 ? blankReason.exec(fix.edits[0].text) : null);

/** The message whose reason is being written: the list is drawn anew with each check. */
const asked = { of: "", reason: "" };

/** @type {m.Component<{item: any, place: any, file: any}>} */
export const Answers = {
  view({ attrs: { item, place, file } }) {
    const of = `${item.code} ${item.path} ${item.line} ${item.message.zh}`;
    const asks = asked.of === of;
    const found = fixesOf(item, file);
    const allowing = found.filter(reasonOf).pop();
    const number = numberOf(item, place, file);
    return [
      m(".row", [
        number ? button(number.title, () => replaceAt(place.from, place.to, number.text), { class: "fix" }) : null,
        found.filter((fix) => !reasonOf(fix)).map((fix) => button(told(fix.title), () => make(fix, file), { class: "fix" })),
        allowing && !asks ? button(say("有意如此，写明理由…", "It is meant so: give the reason…"), () => { Object.assign(asked, { of, reason: "" }); }, { class: "fix" }) : null,
      ]),
      asks ? m("form.row.reason", { onsubmit: (e) => { e.preventDefault(); if (allowing) allow(allowing, file); } }, [
        m("input", {
          type: "text", required: true, maxlength: 120, value: asked.reason, "aria-label": say("理由", "Reason"), placeholder: say("理由，如：国家标准2025年改为1.25", "the reason"),
          oncreate: ({ dom }) => dom.focus(), oninput: (e) => { asked.reason = e.target.value; },
        }),
        m("button", { type: "submit", disabled: !allowing || !asked.reason.trim() }, say("写上", "Write it")),
        button(say("取消", "Cancel"), () => { asked.of = ""; }, { class: "quiet" }),
      ]) : null,
    ];
  },
};

function make(fix, file) {
  const [edit] = fix.edits;
  if (fix.edits.length > 1 || edit.path !== file.path) { apply(fix.edits, change); return; }
  const [at] = places(file.text, [edit]);
  replaceAt(at.from, edit.start === edit.end ? at.from : at.to, edit.text);
}

function allow(fix, file) {
  const [, head, tail] = reasonOf(fix);
  const [edit] = fix.edits;
  make({ edits: [{ ...edit, text: head + asked.reason.trim().replace(/\s+/g, " ") + tail }] }, file);
  asked.of = "";
}

const numberIn = /\d+(?:\.\d+)?/;

/**
 * Where a text and its rule say two numbers of one unit: the rule with the number of the text, or, where the mark is
 * on the words, the words with the number of the rule.
 */
function numberOf(item, place, file) {
  if (item.code !== "number-differs") return null;
  const [said, ruled] = [...item.message.zh.matchAll(/`([^`]+)`/g)].map(([, words]) => {
    const numbers = [...words.matchAll(/\d+(?:\.\d+)?/g)];
    return numbers.length === 1 ? { number: numbers[0][0], unit: words.slice(numbers[0].index + numbers[0][0].length).trim() } : null;
  });
  if (!said || !ruled || said.unit !== ruled.unit) return null;
  const words = file.text.slice(place.from, place.to);
  const standsOnce = (number) => words.split(number).length === 2 && (numberIn.exec(words) || [""])[0] === number;
  if (standsOnce(ruled.number)) return { title: say(`改成原文的 ${said.number}`, `Write ${said.number}, as the text says`), text: words.replace(ruled.number, said.number) };
  if (standsOnce(said.number)) return { title: say(`这里改成规则的 ${ruled.number}`, `Write ${ruled.number} here, as the rule says`), text: words.replace(said.number, ruled.number) };
  return null;
}
