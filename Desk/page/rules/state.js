import m from "mithril";
import { Engine } from "../parts/engine.js";
import { say, told } from "../parts/language.js";
import { desk } from "../review/state.js";
import { examples } from "../review/opening.js";

// The rule texts on the desk: those of the page, and what was changed in them.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const rulesRoom = {
  /** @type {{path: string, text: string, original: string}[]} */
  texts: [],
  catalogue: null,
  path: "",
  rule: "",
  word: "",
  diagnostics: [],
  isSound: true,
  isChecking: false,
  checkedText: null,
  milliseconds: 0,
  /** What the change does to the examples and the project on the desk. */
  impact: null,
  openFolders: new Set(),

  take(texts) { this.texts = texts.map(({ path, text }) => ({ path, text, original: text })); },
  isUnsaved() { return this.texts.some((item) => item.text !== item.original && item.text !== item.saved); },
  file() { return this.texts.find((item) => item.path === this.path); },
  titleOf(id) {
    const rule = this.byId && this.byId.get(id);
    return rule ? told(rule.title) : id;
  },
};

/** Reads the list of rules, once; places in texts become those of the page's own files. */
export async function readCatalogue() {
  if (rulesRoom.catalogue || rulesRoom.isReading) return;
  rulesRoom.isReading = true;
  const catalogue = await desk.helper.json("rules");
  rulesRoom.byId = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
  const declaration = /^(?:规则|rule)\s+([^\s“"「{：:]+)/gm;
  for (const file of rulesRoom.texts) {
    for (const found of file.original.matchAll(declaration)) {
      const rule = rulesRoom.byId.get(found[1]);
      if (rule) { rule.path = file.path; rule.at = found.index; }
    }
  }
  rulesRoom.catalogue = catalogue;
  rulesRoom.isReading = false;
  m.redraw();
}

let engine = null;
let isRunning = false;

/** Checks the newest text; while the engine reads, only the newest waits. */
export async function check() {
  const file = rulesRoom.file();
  if (!file || isRunning) return;
  isRunning = true;
  rulesRoom.isChecking = true;
  try {
    if (!engine) {
      engine = new Engine();
      await engine.json("texts", ...rulesRoom.texts.flatMap((item) => [item.path, item.text]));
    }
    for (;;) {
      const now = rulesRoom.file();
      const { text, path } = now;
      const since = performance.now();
      const answer = await engine.json("check", path, text);
      rulesRoom.milliseconds = performance.now() - since;
      rulesRoom.diagnostics = answer.diagnostics || [];
      rulesRoom.isSound = Boolean(answer.sound);
      rulesRoom.checkedText = text;
      if (rulesRoom.isSound) await measure();
      m.redraw();
      if (rulesRoom.file().text === text && rulesRoom.path === path) break;
    }
  } catch (error) {
    engine = null;
    rulesRoom.diagnostics = [{ severity: "error", message: { zh: "引擎停了，已重新启动；请再改一次", en: "The engine stopped and was started again; change something" }, path: rulesRoom.path, line: 1 }];
  } finally {
    isRunning = false;
    rulesRoom.isChecking = false;
    m.redraw();
  }
}

/** Judges the examples by the changed rules. */
async function measure() {
  const flips = [];
  for (const example of examples) {
    const answer = await engine.json("judge", example.name, example.text, "", "");
    const decision = answer.review ? answer.review.decision : "rejected";
    if (decision !== example.decision) flips.push({ example, decision, causes: answer.review ? answer.review.causes : [] });
  }
  rulesRoom.impact = { flips, count: examples.length };
}

/** Where bytes of a text stand in it as the page counts. */
export function places(text, diagnostics) {
  const bytes = encoder.encode(text);
  const at = (offset) => decoder.decode(bytes.subarray(0, offset)).length;
  return diagnostics.map((item) => ({ ...item, from: at(item.start), to: Math.max(at(item.end), at(item.start) + 1) }));
}

export const changedFiles = () => rulesRoom.texts.filter((item) => item.text !== item.original);
export const changesText = () => say(`与内置规则不同的文件：${changedFiles().length}`, `Files that differ from the built-in rules: ${changedFiles().length}`);
