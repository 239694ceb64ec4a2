import m from "mithril";
import { Engine, parts } from "../parts/engine.js";
import { say, told } from "../parts/language.js";
import { desk, rejudge, forgetHelper, review } from "../review/state.js";
import { failing, runCases } from "./failing.js";
import { keepStep } from "./history.js";
import { Impact } from "./impact.js";

// The rule texts on the desk: those of the page, and what was changed in them.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** @typedef {{path: string, text: string | null, original: string | null, saved?: string | null, history?: import("./history.js").History}} RuleFile A text of null: it was taken out; an original of null: it is new. */

export const rulesRoom = {
  /** @type {RuleFile[]} */
  texts: [],
  /** The dossiers that cases may start from. @type {{path: string, text: string}[]} */
  bases: [],
  catalogue: null,
  byId: new Map(),
  path: "",
  /** The rule under the cursor, and where the cursor is. */
  rule: "",
  cursor: 0,
  word: "",
  view: "rules",
  panel: "problems",
  diagnostics: [],
  isSound: true,
  isChecking: false,
  /** The text of the open file that the messages are about. */
  checkedText: null,
  /** From a keystroke to its messages, and to what it changes; the newest. */
  milliseconds: 0,
  impactMilliseconds: 0,
  /** The rules by meaning, against the released ones. */
  differences: [],
  openFolders: new Set(),
  /** Counts sound states of the texts: what was made of an older one is stale. */
  version: 0,
  /** The one whose differences from the released rules are known. */
  comparedVersion: 0,
  /** The same of the cases, which are read when the typing rests. */
  caseVersion: 0,
  caseDiagnostics: [],
  /** Whether anything was ever written here. */
  hasChanged: false,
  /** Whether the rules are those of the folders that `review desk` named. */
  isServed: false,
  /** Set when a folder was opened that can be written to. @type {any} */
  folder: null,

  take(texts, bases) {
    this.texts = texts.map(({ path, text }) => ({ path, text, original: text }));
    this.bases = bases;
  },
  isUnsaved() { return this.texts.some((item) => item.text !== item.original && item.text !== null && item.text !== item.saved); },
  file() { return this.texts.find((item) => item.path === this.path && item.text !== null); },
  titleOf(id) {
    const rule = this.byId.get(id);
    return rule ? told(rule.title) : id;
  },
  /** Takes files over: changed ones, new ones, and those of which nothing is left. */
  takeTexts(files) {
    this.hasChanged = true;
    for (const { path, text } of files) {
      const known = this.texts.find((item) => item.path === path);
      if (known) { if (text !== null && known.text !== null) keepStep(known, text); known.text = text; } else if (text !== null) this.texts.push({ path, text, original: null });
      note(path);
    }
    this.texts = this.texts.filter((item) => item.text !== null || item.original !== null);
    findRules();
    check();
  },
};

export const impact = new Impact(rulesRoom);

export const changedFiles = () => rulesRoom.texts.filter((item) => item.text !== item.original);

// MARK: The list of rules

/** Reads the list of rules, once; places in texts are those of the page's own files. */
export async function readCatalogue() {
  if (rulesRoom.catalogue || rulesRoom.isReading) return;
  rulesRoom.isReading = true;
  takeCatalogue(await desk.helper.json("rules"));
  rulesRoom.isReading = false;
  m.redraw();
}

function takeCatalogue(catalogue) {
  rulesRoom.catalogue = catalogue;
  rulesRoom.byId = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
  findRules();
}

/** Where each rule is declared. */
function findRules() {
  const declaration = /^(?:规则|rule)\s+([^\s“"「{：:]+)/gm;
  for (const file of rulesRoom.texts) {
    if (!file.path.endsWith(".rules") || file.text === null) continue;
    for (const found of file.text.matchAll(declaration)) {
      const rule = rulesRoom.byId.get(found[1]);
      if (rule) { rule.path = file.path; rule.at = found.index; }
    }
  }
}

/** The rule that a place of a text belongs to. */
export function ruleAt(text, position) {
  const before = [...text.slice(0, position + 1).matchAll(/^(规则|rule|案例|case|规则集|ruleset|文件|document|参数|parameter|表|table)\s+([^\s“"「{：:]+)/gm)].pop();
  return before && (before[1] === "规则" || before[1] === "rule") ? before[2] : "";
}

// MARK: Checking

let engine = null;
let isRunning = false;
let rest = 0;
/** Files whose newest text the engine does not have yet. */
const isStale = new Set();
const isCase = (path) => path.endsWith(".cases");
const textsOf = (wanted) => rulesRoom.texts.filter((item) => item.text !== null && wanted(item.path)).flatMap((item) => [item.path, item.text]);
const textOf = (path) => (rulesRoom.texts.find((item) => item.path === path) || { text: null }).text || "";

/** The engine that checks with each keystroke: it reads the rules, and no cases, which are twice as long. */
export async function checker() {
  if (engine) return engine;
  engine = new Engine({ isReleased: true });
  // What is changed while it reads comes after.
  isStale.clear();
  await engine.json("texts", ...textsOf((path) => !isCase(path)));
  return engine;
}

let caseEngine = null;
const isStaleForCases = new Set();

/** The engine that reads rules and cases together, as they are now. */
export async function caseChecker() {
  if (!caseEngine) {
    caseEngine = new Engine({ isReleased: true });
    isStaleForCases.clear();
    isStaleForCases.add(rulesRoom.texts[0].path);
    await caseEngine.json("texts", ...textsOf(() => true));
    await caseEngine.json("bases", ...rulesRoom.bases.flatMap((item) => [item.path, item.text]));
  }
  if (isStaleForCases.size) {
    const paths = [...isStaleForCases];
    isStaleForCases.clear();
    const answers = [];
    for (const path of paths) answers.push(await caseEngine.json("check", path, textOf(path)));
    const last = answers[answers.length - 1];
    rulesRoom.caseDiagnostics = (last.diagnostics || []).filter((item) => isCase(item.path));
    rulesRoom.caseVersion += 1;
  }
  return caseEngine;
}

/** The open file was changed. */
export function change(file, text) {
  keepStep(file, text);
  put(file, text);
}

/** Another text of a file, whose steps are known. */
export function put(file, text) {
  file.text = text;
  rulesRoom.hasChanged = true;
  note(file.path);
  check();
}

function note(path) {
  if (!isCase(path)) { isStale.add(path); parts.typed = "waits"; }
  isStaleForCases.add(path);
}

/** Checks the newest texts; while the engine reads, only the newest waits. */
export async function check() {
  if (isRunning) return;
  isRunning = true;
  rulesRoom.isChecking = true;
  clearTimeout(rest);
  try {
    const since = performance.now();
    const checking = await checker();
    do {
      const open = rulesRoom.file();
      const file = open && !isCase(open.path) ? open : rulesRoom.texts.find((item) => item.path.endsWith(".rules"));
      for (const path of [...isStale]) {
        isStale.delete(path);
        if (path !== file.path) await checking.json("check", path, textOf(path));
      }
      const { text, path } = file;
      const answer = await checking.json("check", path, text);
      take(answer, path, text);
      rulesRoom.milliseconds = performance.now() - since;
      m.redraw();
      if (rulesRoom.isSound && !isStale.size) {
        const { rules } = await checking.json("compare");
        rulesRoom.differences = rules || [];
        rulesRoom.comparedVersion = rulesRoom.version;
        rulesRoom.impactMilliseconds = performance.now() - since;
        m.redraw();
      }
    } while (isStale.size);
    rest = setTimeout(settle, 400);
  } catch (error) {
    engine = null;
    rulesRoom.diagnostics = [{ severity: "error", message: { zh: "引擎停了，已重新启动；请再改一次", en: "The engine stopped and was started again; change something" }, path: rulesRoom.path, line: 1 }];
    rulesRoom.isSound = false;
    parts.typed = "wrong";
  } finally {
    isRunning = false;
    rulesRoom.isChecking = false;
    m.redraw();
  }
}

function take(answer, path, text) {
  rulesRoom.diagnostics = answer.diagnostics || [];
  rulesRoom.isSound = Boolean(answer.sound);
  rulesRoom.checkedText = text;
  rulesRoom.checkedPath = path;
  if (rulesRoom.isSound) rulesRoom.version += 1; else parts.typed = "wrong";
}

/** When the typing rests: the changed rules judge everywhere, and it is said what flips. */
async function settle() {
  if (isRunning || !rulesRoom.isSound || !rulesRoom.hasChanged) return;
  const { version } = rulesRoom;
  try {
    const checking = await checker();
    const differing = rulesRoom.differences.map((item) => item.rule);
    parts.edited = changedFiles().length ? await checking.bytes("program") : null;
    parts.differing = differing;
    // Who flips is told first; the other rooms and the cases, which are twice as long, come after it.
    impact.measure();
    takeCatalogue(await checking.json("rules"));
    if (version !== rulesRoom.version) return;
    await reopen();
    if (version === rulesRoom.version && parts.typed === "waits" && !isStale.size) parts.typed = "judges";
    m.redraw();
    await caseChecker().catch(() => { caseEngine = null; });
    if (version === rulesRoom.version) await runCases().catch(() => { caseEngine = null; });
    m.redraw();
  } catch (error) {
    // The next change starts the engine anew.
    engine = null;
    parts.typed = "wrong";
  }
}

/** Lets the engines of the other rooms judge by the rules as they are now. */
async function reopen() {
  forgetHelper();
  await Promise.all([desk.live, desk.helper].map((other) => other.ready.then(() => other.open())));
  if (review.dossier) rejudge();
}

/** What is wrong, in the rules and in the cases, and which cases fail. */
export const allDiagnostics = () => [...rulesRoom.diagnostics, ...rulesRoom.caseDiagnostics, ...failing.cases];

// MARK: Places

/** Where bytes of a text stand in it as the page counts. */
export function places(text, diagnostics) {
  const bytes = encoder.encode(text);
  const at = (offset) => decoder.decode(bytes.subarray(0, offset)).length;
  return diagnostics.map((item) => ({ ...item, from: at(item.start), to: Math.max(at(item.end), at(item.start) + 1) }));
}

/** In one sentence, what differs from the released rules. */
export const differenceText = () => {
  const files = changedFiles().length;
  if (!files) return say("与正式版相同", "as released");
  const rules = rulesRoom.differences.length;
  return say(`与正式版不同：${files} 个文件${rules ? `、${rules} 条规则` : ""}`, `differs from the release: ${files} files${rules ? `, ${rules} rules` : ""}`);
};
