import m from "mithril";
import { Engine, parts } from "./parts/engine.js";
import { chooseLanguage, language, say } from "./parts/language.js";
import { notice } from "./parts/ui.js";
import { Vocabulary } from "./parts/vocabulary.js";
import { Review, isUnsaved } from "./review/room.js";
import { divisions, examples, openFiles } from "./review/opening.js";
import { desk, forgetHelper, redo, rejudge, review, undo } from "./review/state.js";
import { Stock, dropStock } from "./stock/room.js";
import { Rules, rulesRoom } from "./rules/room.js";

// What the page is made of, packed at the end of the file: the engine, the rules, the examples.

const started = performance.now();
const opening = ["project.industry", "project.facilityType", "project.nature", "project.stage"];

const page = { room: "review", state: "starting", error: "", readyAfter: 0 };

async function unpack(name) {
  const text = document.getElementById(`packed-${name}`).textContent.trim();
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const unpackText = async (name) => new TextDecoder().decode(await unpack(name));

async function start() {
  parts.script = document.getElementById("worker").textContent;
  const [module, program, rest] = await Promise.all([unpack("engine"), unpack("program"), unpackText("rest")]);
  const packed = JSON.parse(rest);
  Object.assign(parts, { module, program, version: packed.version });
  examples.push(...packed.examples);
  divisions.push(...packed.divisions);
  rulesRoom.take(packed.texts);
  desk.live = new Engine();
  desk.vocabulary = new Vocabulary(await desk.live.json("vocabulary"));
  desk.opening = [...desk.vocabulary.places, ...opening.map((path) => desk.vocabulary.field(path)).filter(Boolean).map((field) => field.index)];
  page.state = "ready";
  page.readyAfter = performance.now() - started;
  m.redraw();
  // The second engine follows when the page is there.
  desk.helper = new Engine();
}

async function changeLanguage() {
  chooseLanguage(language.now === "zh" ? "en" : "zh");
  forgetHelper();
  await Promise.all([desk.live.ready.then(() => reopen(desk.live)), desk.helper.ready.then(() => reopen(desk.helper))]);
  if (review.dossier) {
    // The same project in the other language; nothing of it has changed.
    review.formKey = "";
    rejudge();
  }
  m.redraw();
}

const reopen = (engine) => engine.bytes("open", "", parts.version, "", language.now);

const rooms = [["review", () => say("审查", "Review")], ["stock", () => say("台账", "Stock")], ["rules", () => say("规则", "Rules")]];

const Page = {
  view() {
    return [
      m("a.skip", { href: "#main" }, say("跳到正文", "Skip to content")),
      m("header.top", [
        m("p.brand", [m("span.seal", { "aria-hidden": "true" }, "审"), m("span", say("两高项目审查台", "Two-high review desk"))]),
        m("nav", { "aria-label": say("房间", "Rooms") }, rooms.map(([name, title]) => m("button", {
          type: "button", "aria-current": page.room === name ? "page" : false, onclick: () => { page.room = name; }, disabled: page.state !== "ready",
        }, title()))),
        m("button.language", { type: "button", lang: language.now === "zh" ? "en" : "zh-CN", onclick: changeLanguage, disabled: page.state !== "ready" }, language.now === "zh" ? "English" : "中文"),
      ]),
      body(),
      m(".notice", { role: "status", "aria-live": "polite", class: `${notice.kind} ${notice.text ? "shown" : ""}` }, notice.text),
    ];
  },
};

function body() {
  if (page.state === "starting") return m("main.waiting", { id: "main" }, m("p", say("正在启动引擎…", "Starting the engine…")));
  if (page.state === "failed") return m("main.waiting", { id: "main" }, [m("h1", say("引擎没有启动", "The engine did not start")), m("p", page.error)]);
  if (page.room === "stock") return m(Stock, { toReview: () => { page.room = "review"; } });
  if (page.room === "rules") return m(Rules);
  return m(Review);
}

window.addEventListener("beforeunload", (event) => {
  if (!isUnsaved() && !rulesRoom.isUnsaved()) return;
  event.preventDefault();
  event.returnValue = "";
});
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  if (!files.length || page.state !== "ready") return;
  if (page.room === "stock") dropStock(files); else if (page.room === "review") openFiles(files);
});
window.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea")) return;
  if (page.room !== "review" || !review.dossier) return;
  if (event.key === "z" && !event.shiftKey) { event.preventDefault(); undo(); m.redraw(); }
  if (event.key === "y" || (event.key === "z" && event.shiftKey)) { event.preventDefault(); redo(); m.redraw(); }
});

chooseLanguage("zh");
m.mount(document.getElementById("page"), Page);
start().catch((error) => {
  page.state = "failed";
  page.error = say(`这个浏览器不能运行引擎（${error.message}）。请用 Chrome、Edge、360、Firefox 的较新版本打开。`,
    `This browser cannot run the engine (${error.message}). Open the page with a recent Chrome, Edge or Firefox.`);
  m.redraw();
});
// For the tests: how fast it was.
window.deskTimes = () => ({ ready: page.readyAfter, decisions: [...review.times], check: rulesRoom.milliseconds });
