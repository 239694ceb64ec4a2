import m from "mithril";
import { Engine, parts } from "./parts/engine.js";
import { openBundle } from "./parts/bundle.js";
import { droppedFiles, foreign, kindOf, workbookProblem } from "./parts/files.js";
import { chooseLanguage, language, read, say } from "./parts/language.js";
import { fromSigns } from "./parts/packing.js";
import { decode, exactText } from "./parts/text-file.js";
import { notice, tell } from "./parts/ui.js";
import { Vocabulary } from "./parts/vocabulary.js";
import { watchPrinting } from "./review/paper.js";
import { Review, isUnsaved, mayLeave } from "./review/room.js";
import { divisions, examples } from "./review/opening.js";
import { close, desk, edit, forgetHelper, openDossier, redo, rejudge, review, takeParameters, undo, watchSteps } from "./review/state.js";
import { Stock } from "./stock/room.js";
import { refresh } from "./stock/shown.js";
import { dossierOf, openStock, stock } from "./stock/state.js";
import { Rules } from "./rules/room.js";
import { step } from "./rules/editor.js";
import { rulesRoom } from "./rules/state.js";
import { takeRuleFiles } from "./rules/storage.js";
import { Receipt, isChecking, openReceipt, takeDossier } from "./trail/receipt-room.js";
import { Trail, trail } from "./trail/room.js";

// What the page is made of, packed at the end of the file: the engine, the rules, the examples.

const started = performance.now();
const opening = ["project.industry", "project.facilityType", "project.nature", "project.stage"];

const page = { room: "review", state: "starting", error: "", readyAfter: 0 };

async function unpack(name) {
  const bytes = fromSigns(document.getElementById(`packed-${name}`).textContent);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const unpackText = async (name) => new TextDecoder().decode(await unpack(name));

async function start() {
  parts.script = document.getElementById("worker").textContent;
  const [module, program, rest] = await Promise.all([unpack("engine"), unpack("program"), unpackText("rest")]);
  const packed = JSON.parse(rest);
  Object.assign(parts, { module, program, version: packed.version, release: packed.release });
  examples.push(...packed.examples);
  divisions.push(...packed.divisions);
  rulesRoom.take(packed.texts, packed.bases);
  desk.live = new Engine();
  parts.digest = (await desk.live.ready).digest;
  desk.vocabulary = new Vocabulary(await desk.live.json("vocabulary"));
  desk.opening = [...desk.vocabulary.places, ...opening.map((path) => desk.vocabulary.field(path)).filter(Boolean).map((field) => field.index)];
  page.state = "ready";
  page.readyAfter = performance.now() - started;
  m.redraw();
  // The second engine follows when the page is there.
  desk.helper = new Engine();
  trail.look().then(() => m.redraw());
}

async function changeLanguage() {
  chooseLanguage(language.now === "zh" ? "en" : "zh");
  forgetHelper();
  await Promise.all([desk.live, desk.helper].map((engine) => engine.ready.then(() => engine.open())));
  if (review.dossier) {
    // The same project in the other language; nothing of it has changed.
    review.formKey = "";
    rejudge();
  }
  refresh();
  m.redraw();
}

// MARK: Files

const goTo = (room) => { page.room = room; };

/** Takes whatever was dropped or chosen to the room that it belongs to. @param {{file: File, path: string}[]} entries */
async function take(entries) {
  if (!entries.length) return;
  try {
    if (entries.length === 2 && await takeReceiptWithDossier(entries)) return;
    if (entries.length > 1) { takeMany(entries); return; }
    const [{ file, path }] = entries;
    const { kind, bytes, json } = await kindOf(file);
    switch (kind) {
      case "rules": case "zip": goTo("rules"); await takeRuleFiles(entries); break;
      case "bundle": if (mayLeave()) goTo(openBundle(json) ? "review" : "rules"); break;
      case "receipt": goTo("receipt"); await openReceipt(json, path); break;
      case "lines": case "many": goTo("stock"); openStock(entries); break;
      case "workbook": case "table": await takeTable(entries, bytes, kind); break;
      case "dossier":
        if (page.room === "stock") openStock(entries);
        else if (page.room === "receipt" && isChecking()) await takeDossier(file);
        else if (isParameters(bytes)) takeParameterFile(bytes, path);
        else if (mayLeave() && openDossier(exactText(bytes), path)) goTo("review");
        break;
      case "foreign": tell(foreign(path), "error"); break;
    }
  } catch (error) {
    tell(say(`没有打开：${error.message}`, `Not opened: ${error.message}`), "error");
  }
  m.redraw();
}

/** A receipt and its dossier that come together. @param {{file: File, path: string}[]} entries @returns {Promise<boolean>} */
async function takeReceiptWithDossier(entries) {
  if (!entries.every(({ path }) => /\.json$/i.test(path))) return false;
  const kinds = await Promise.all(entries.map(({ file }) => kindOf(file)));
  const at = kinds.findIndex(({ kind }) => kind === "receipt");
  if (at < 0 || kinds[1 - at].kind === "receipt") return false;
  goTo("receipt");
  await openReceipt(kinds[at].json, entries[at].path);
  if (isChecking()) await takeDossier(entries[1 - at].file);
  m.redraw();
  return true;
}

/** Whether a file gives parameters of the rules, and no facts. */
function isParameters(bytes) {
  try {
    const keys = Object.keys(JSON.parse(String(decode(bytes))));
    const names = new Set(desk.vocabulary.parameters.flatMap(({ name }) => [name.zh, name.en]));
    return keys.length > 0 && keys.every((key) => names.has(key.replace(/\[.*\]$/, "")));
  } catch (error) {
    return false;
  }
}

function takeParameterFile(bytes, path) {
  if (!review.dossier) {
    tell(say(`${path} 给的是规则的参数；先打开卷宗，再放入它`, `${path} gives parameters of the rules; open a dossier first, then drop it again`), "error");
    return;
  }
  edit("parameters", () => takeParameters(JSON.parse(String(decode(bytes)))));
  goTo("review");
  tell(say(`已按 ${path} 给定参数，可以撤销`, `The parameters of ${path} are given; you can undo it`));
}

function takeMany(entries) {
  const rules = entries.filter(({ path }) => /\.(rules|cases|zip)$/i.test(path));
  if (rules.length && (page.room === "rules" || rules.length === entries.length || entries.some(({ path }) => path.endsWith(".rules")))) {
    goTo("rules");
    takeRuleFiles(entries);
  } else {
    goTo("stock");
    openStock(entries);
  }
}

/** A table of one project is a dossier; one of several is a stock. */
async function takeTable(entries, bytes, kind) {
  const [{ path }] = entries;
  if (page.room === "stock") { openStock(entries); return; }
  let opened;
  try {
    if (kind === "workbook") {
      const sheets = await desk.helper.sheets(bytes);
      opened = await desk.helper.json("workbook", path, ...sheets.flatMap(({ name, csv, hidden }) => [name, csv, hidden ? "hidden" : "shown"]));
    } else {
      opened = await desk.helper.json("stock", path, decode(bytes));
    }
  } catch (error) {
    tell(`${path}：${workbookProblem(error.message)}`, "error");
    return;
  }
  const [problem] = (opened.problems || []).filter((item) => item.severity === "error");
  if (problem) { tell(`${path}：${read(problem.message)}${problem.hint ? `。${read(problem.hint)}` : ""}`, "error"); return; }
  if (opened.count !== 1) { goTo("stock"); openStock(entries); return; }
  const text = await desk.helper.text("stock-dossier", "0");
  if (!mayLeave() || !openDossier(text, path)) return;
  goTo("review");
  // What was read otherwise than it may have been meant is said, since the dossier does not show it.
  const warnings = (opened.problems || []).map((item) => read(item.message));
  if (warnings.length) tell(`${path}：${warnings.slice(0, 3).join(say("；", "; "))}${warnings.length > 3 ? say(`；共 ${warnings.length} 处`, `; ${warnings.length} in all`) : ""}`, "error");
}

/** A project of the stock. */
async function openRow(row) {
  if (row.rejected || !mayLeave()) return;
  try {
    const text = await dossierOf(row);
    if (openDossier(text, `${(row.name || row.id || row.file.isDossier && row.file.name.split("/").pop() || String(row.index + 1)).replace(/\.json$/i, "")}.json`, { origin: { row, back: () => { if (mayLeave()) { close(); goTo("stock"); } } } })) goTo("review");
  } catch (error) {
    tell(say("这份卷宗没有打开，请再试一次", "The dossier was not opened; try again"), "error");
  }
  m.redraw();
}

// MARK: The page

const rooms = () => [["review", say("审查", "Review")], ["stock", say("台账", "Stock")], ["rules", say("规则", "Rules")], ...(trail.isServed ? [["trail", say("留痕", "Trail")]] : [])];

const Page = {
  view() {
    return [
      m("a.skip", { href: "#main" }, say("跳到正文", "Skip to content")),
      m("header.top", [
        m("p.brand", [m("span.seal", { "aria-hidden": "true" }, "审"), m("span", say("两高项目审查台", "Two-high review desk"))]),
        m("nav", { "aria-label": say("房间", "Rooms") }, rooms().map(([name, title]) => m("button", {
          type: "button", "aria-current": page.room === name ? "page" : false, onclick: () => goTo(name), disabled: page.state !== "ready",
        }, [title, unsaved(name) ? m("span.dot", { title: say("有没保存的改动", "not saved") }, m("span.for-readers", say("，未保存", ", not saved"))) : null]))),
        m("button.language.quiet", { type: "button", lang: language.now === "zh" ? "en" : "zh-CN", onclick: changeLanguage, disabled: page.state !== "ready" }, language.now === "zh" ? "English" : "中文"),
      ]),
      (parts.edited || parts.typed !== "judges") && page.room !== "rules" ? m("p.banner", { role: "status" }, [
        judgedBy(), " ",
        m("button.link", { type: "button", onclick: () => { rulesRoom.panel = parts.typed === "wrong" ? "problems" : "impact"; goTo("rules"); } }, say("看改动", "See the changes")),
      ]) : null,
      trail.isRefused ? m("p.banner", { role: "alert" }, say("审查台服务不认这个网页（留痕、规则文件夹和多处理器都用不上）；请用 review desk 打印的地址重新打开。",
        "The desk's server refuses this page, so that trail, folder of rules and the processors of the computer are missing; open the address that review desk prints.")) : null,
      body(),
      m(".notice", { role: "status", "aria-live": "polite", class: `${notice.kind} ${notice.text ? "shown" : ""}` }, notice.text),
    ];
  },
};

/** By which rules the rooms judge, as long as it is not the released ones. */
function judgedBy() {
  const rules = parts.edited
    ? say(`正在用改动过的规则判断：${parts.differing.length} 条与正式版不同。`, `Judged by changed rules: ${parts.differing.length} differ from the release.`)
    : say("正在用正式版规则判断。", "Judged by the released rules.");
  switch (parts.typed) {
    case "waits": return say("规则刚改过，正在换用改后的规则…", "The rules have just been changed and will judge in a moment…");
    case "wrong": return [rules, m("b", say("最近一次改动有错误，还没有生效。", " The last change has errors and is not in force."))];
    default: return rules;
  }
}

const unsaved = (room) => (room === "review" ? isUnsaved() : room === "rules" ? rulesRoom.isUnsaved() : false);

function body() {
  if (page.state === "starting") return m("main.waiting", { id: "main" }, m("p", say("正在启动引擎…", "Starting the engine…")));
  if (page.state === "failed") return m("main.waiting", { id: "main" }, [m("h1", say("引擎没有启动", "The engine did not start")), m("p", page.error)]);
  switch (page.room) {
    case "stock": return m(Stock, { open: openRow });
    case "rules": return m(Rules, { open: openRow, mayLeave, toReview: () => goTo("review") });
    case "receipt": return m(Receipt, { leave: () => goTo("review") });
    case "trail": return m(Trail, { toReview: () => goTo("review") });
    default: return m(Review, { take });
  }
}

window.addEventListener("beforeunload", (event) => {
  if (!isUnsaved() && !rulesRoom.isUnsaved()) return;
  event.preventDefault();
  event.returnValue = "";
});
let dragging = 0;
const isFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
window.addEventListener("dragenter", (event) => { if (isFiles(event)) { dragging += 1; document.body.classList.add("dropping"); } });
window.addEventListener("dragleave", (event) => { if (isFiles(event)) { dragging -= 1; if (dragging <= 0) document.body.classList.remove("dropping"); } });
window.addEventListener("dragover", (event) => { if (isFiles(event)) event.preventDefault(); });
window.addEventListener("drop", (event) => {
  dragging = 0;
  document.body.classList.remove("dropping");
  if (!event.dataTransfer || !(event.dataTransfer.files.length || isFiles(event))) return;
  event.preventDefault();
  if (page.state === "ready") droppedFiles(event.dataTransfer).then(take);
});
window.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || /** @type {Element} */ (event.target).closest("input, textarea")) return;
  const key = event.key.toLowerCase();
  const isBack = key === "z" && !event.shiftKey;
  if (!isBack && key !== "y" && key !== "z") return;
  if (page.room === "rules") { event.preventDefault(); step(isBack); }
  if (page.room !== "review" || !review.dossier) return;
  event.preventDefault();
  if (isBack) undo(); else redo();
  m.redraw();
});

/** Chromium 83 leaves no gaps between the parts of a line, and cannot say so to a style sheet. */
function markOldLines() {
  const probe = document.createElement("div");
  Object.assign(probe.style, { display: "flex", flexDirection: "column", rowGap: "1px", position: "absolute" });
  probe.append(document.createElement("div"), document.createElement("div"));
  document.body.appendChild(probe);
  if (probe.scrollHeight !== 1) document.documentElement.classList.add("no-gaps");
  probe.remove();
}

markOldLines();
watchSteps();
watchPrinting();
chooseLanguage("zh");
m.mount(document.getElementById("page"), Page);
start().catch((error) => {
  page.state = "failed";
  page.error = say(`这个浏览器不能运行引擎（${error.message}）。请用 Chrome、Edge、360、Firefox 的较新版本打开。`,
    `This browser cannot run the engine (${error.message}). Open the page with a recent Chrome, Edge or Firefox.`);
  m.redraw();
});
// For the tests: how fast it was.
window.deskTimes = () => ({ ready: page.readyAfter, decisions: [...review.times], check: rulesRoom.milliseconds, impact: rulesRoom.impactMilliseconds, stock: stock.seconds });
