import m from "mithril";
import { desk } from "../review/state.js";
import { say, told } from "../parts/language.js";
import { readDossier, writeDossier } from "../parts/dossier.js";
import { kindOf } from "../parts/files.js";
import { decode } from "../parts/text-file.js";
import { button, choose, decisionSign, decisions } from "../parts/ui.js";
import { checkReceipt } from "./receipt.js";

// A receipt that was opened: is it genuine, and does the engine decide the same today.

export const receipts = { json: null, name: "", told: null, problem: "", dossier: null, dossierName: "", replay: "" };

export async function openReceipt(json, name) {
  Object.assign(receipts, { json, name, told: null, problem: "", dossier: null, dossierName: "", replay: "" });
  await check();
}

async function check() {
  try {
    receipts.replay = "";
    receipts.told = await checkReceipt(receipts.json, receipts.dossier, receipts.dossier ? rewritingsOf(receipts.dossier) : []);
    receipts.problem = "";
    if (receipts.dossier) await replay();
  } catch (error) {
    receipts.told = null;
    receipts.problem = error.phrase ? told(error.phrase) : error.message;
  }
  m.redraw();
}

/** Judges the dossier again on the day of the entry, with its parameters. */
async function replay() {
  const { result } = receipts.told;
  const given = (result.parameters || []).filter((parameter) => parameter.origin === "file");
  const parameters = {};
  for (const { name, value } of given) {
    const [, base, key] = /^([^[]*)(?:\[(.*)\])?$/.exec(name.replace(/^param\./, ""));
    if (key) (parameters[base] = parameters[base] || {})[key] = value; else parameters[base] = value;
  }
  const answer = await desk.helper.json("judge", "dossier.json", receipts.dossier, given.length ? JSON.stringify(parameters) : "", result.asOf);
  if (!answer.review) { receipts.replay = "rejected"; return; }
  const failed = (findings) => [...new Set(findings.filter((finding) => finding.verdict === "notMet").map((finding) => finding.rule))].sort().join();
  receipts.replay = answer.review.decision === result.decision && failed(answer.review.findings) === failed(result.findings) ? "same" : answer.review.decision;
}

/**
 * The facts of a file as the desk and other programs write them: the desk writes its own JSON as soon as something
 * was edited, an editor of texts changes encoding and ends of lines, a program indents.
 * @param {Uint8Array} bytes @returns {Uint8Array[]}
 */
function rewritingsOf(bytes) {
  const text = String(decode(bytes));
  const lines = text.replace(/\r\n?/g, "\n");
  const own = [];
  try {
    own.push(writeDossier(readDossier(text, desk.vocabulary), desk.vocabulary).text);
    for (const indent of ["", " ", "  ", "   ", "    ", "\t"]) own.push(JSON.stringify(JSON.parse(text), null, indent));
  } catch (error) {
    // What is no dossier has no other writing.
  }
  const plain = [text, lines, ...own].map((item) => item.replace(/\s+$/, ""));
  const encoder = new TextEncoder();
  return plain.flatMap((item) => [item, `${item}\n`, item.replace(/\n/g, "\r\n"), `${item.replace(/\n/g, "\r\n")}\r\n`])
    .flatMap((item) => [item, `\ufeff${item}`]).map((item) => encoder.encode(item));
}

/** Holds a dossier, or the one in a bundle, against the receipt. @param {File} file */
export async function takeDossier(file) {
  const { bytes, kind, json } = await kindOf(file);
  receipts.dossier = kind === "bundle" && json.dossier ? new TextEncoder().encode(json.dossier) : bytes;
  receipts.dossierName = file.name;
  await check();
}

/** Whether a dossier that is dropped is meant for the receipt. */
export const isChecking = () => Boolean(receipts.told);

export const Receipt = {
  view({ attrs }) {
    const { told: found, problem, json } = receipts;
    return m("main.receipt-room", { id: "main" }, m("section.sheet-form", [
      m("h1", say("核对回执", "Check a receipt")),
      problem ? m(".alert-box", { role: "alert" }, [m("p", m("b", say("不予认可", "Refused"))), m("p", problem), receipts.dossier ? button(say("不核对卷宗", "Without the dossier"), () => { receipts.dossier = null; check(); }) : null]) : null,
      found ? [
        m(".card", { class: found.entry.decision }, [
          m("p.kind", found.entry.project), m("p.word", [decisionSign(found.entry.decision), m("span", (decisions[found.entry.decision] || (() => found.entry.decision))())]),
          m("p.meaning", say(`日志 ${json.log} 第 ${found.index} 条，${time(found.entry.t)}`, `Log ${json.log}, entry ${found.index}, ${time(found.entry.t)}`)),
        ]),
        m("ul.checks-list", [
          line(true, say(`这条记录在 ${found.size} 条的日志里，一字未改`, `The line stands unaltered in the log of ${found.size} entries`)),
          found.signature === "valid" ? line(true, say("检查点的签名有效", "The signature of the checkpoint is valid"))
            : line(null, say("这个浏览器不能验 Ed25519 签名；请用 python3 check-receipt.py 回执 验证公钥，或 Chrome 137 以上", "This browser cannot check Ed25519; run python3 check-receipt.py RECEIPT VKEY, or use Chrome 137 or later")),
          line(true, say("结果与日志所记一致", "The result is what the log commits to")),
          line(null, [say("公钥要与日志主管方公布的比对：", "Compare the key with what the log's keeper publishes: "), m("code", found.key)]),
          dossierLine(found.dossier),
          receipts.replay === "same" && found.dossier === "other" ? line(null, say("按这个文件重判，决定和理由却与当时相同：可能只是写法不同", "Judged by this file the decision and its reasons are the same: it may only be written otherwise"))
            : found.dossier === "other" ? null
            : receipts.replay === "same" ? line(true, say("用现在的引擎和规则重判，决定和理由相同", "Judged again by this engine and these rules: the same decision for the same reasons"))
            : receipts.replay ? line(false, say(`用现在的规则重判，结论不同：${receipts.replay === "rejected" ? "退回" : decisions[receipts.replay]()}（规则可能已换版）`, `Judged again by today's rules it differs: ${receipts.replay} (the rules may have changed since)`)) : null,
        ]),
        m(".row", [
          button(say("放入卷宗，核对并重判…", "Check and replay the dossier…"), () => choose(".json", ([file]) => takeDossier(file))),
          button(say("返回", "Back"), attrs.leave, { class: "quiet" }),
        ]),
        m("details", [m("summary", say("日志原文", "The line")), m("pre.dossier", json.line)]),
      ] : problem ? button(say("返回", "Back"), attrs.leave, { class: "quiet" }) : m("p.soft", say("正在核对…", "Checking…")),
    ]));
  },
};

/** What is said of the dossier that was put beside the receipt. */
function dossierLine(found) {
  const name = receipts.dossierName;
  switch (found) {
    case "same": return line(true, say(`${name} 就是当时审查的那一份，一字不差`, `${name} is the dossier that was reviewed, to the byte`));
    case "rewritten": return line(null, say(`${name} 写的是同样的事实，写法不同（空格、换行、次序或编码）；一字不差的是当时用“保存”存下的那个文件`,
      `${name} states the same facts, written otherwise (spaces, lines, order or encoding); the file that fits to the byte is the one that was saved with “Save” then`));
    case "other": return line(false, say(`${name} 不是当时审查的那一份：事实或写法不同。回执本身没有问题；请放入当时用“保存”存下的那个文件`,
      `${name} is not the dossier that was reviewed: its facts or its writing differ. The receipt itself holds; put in the file that was saved with “Save” then`));
    default: return null;
  }
}

const line = (holds, text) => m("li", { class: holds === true ? "good" : holds === false ? "bad" : "open" }, [decisionSign(holds === true ? "approve" : holds === false ? "refuse" : "supplement"), m("span", text)]);
const time = (text) => { const date = new Date(text); return Number.isNaN(date.getTime()) ? text : date.toLocaleString(say("zh-CN", "en-GB"), { timeZone: "Asia/Shanghai" }); };
