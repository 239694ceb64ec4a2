import m from "mithril";
import { copyOf, isGiven, locate, newEntry, newNode, readDossier, writeDossier } from "../parts/dossier.js";
import { RepeatedKey } from "../parts/exact-json.js";
import { say } from "../parts/language.js";
import { quiet, tell } from "../parts/ui.js";

// The project on the desk, and what the engine says of it. The last good result stays until a newer one comes.

export const review = {
  /** null: nothing is open yet. @type {import("../parts/dossier.js").Node | null} */
  dossier: null,
  name: "",
  /** The text it was opened from, and what the page would have written in its stead. */
  given: { text: "", written: "" },
  /** Counts the dossiers that were opened. */
  opened: 0,
  /** The opening questions are being answered; the form follows. */
  isOpening: true,
  version: 0,
  savedVersion: 0,
  /** What it is asked. */
  form: null,
  formKey: "",
  /** The newest result, and of which version it is. */
  result: null,
  resultVersion: -1,
  advisedVersion: -1,
  /** What cannot be read in the newest version, by the path of the fact. @type {Map<string, any[]>} */
  problems: new Map(),
  /** Those of no fact. */
  otherProblems: [],
  isRejected: false,
  parameters: new Map(),
  undo: [],
  redo: [],
  openGroups: new Set(),
  skipped: new Set(),
  show: "all",
  /** Milliseconds from a change to its decision, the newest last. */
  times: [],
  report: null,
  /** What each answer to an open question would decide, by its path; of the version it was asked for. */
  why: new Map(),
  whyVersion: -1,
  /** Where it came from: the row of the stock it is. */
  origin: null,
  /** The day of the review that was given beside the dossier; empty: its own, else today. */
  asOf: "",
};

/** Set by main. @type {{live: import("../parts/engine.js").Engine, helper: import("../parts/engine.js").Engine, vocabulary: import("../parts/vocabulary.js").Vocabulary, opening: number[]}} */
export const desk = { live: null, helper: null, vocabulary: null, opening: [] };

const decoder = new TextDecoder();

// MARK: Opening and editing

/** @param {{parameters?: any, asOf?: string, origin?: any}} beside What is kept with the dossier, and where it came from. */
export function openDossier(text, name, beside = {}) {
  let dossier;
  try {
    dossier = readDossier(text, desk.vocabulary);
  } catch (error) {
    if (error instanceof RepeatedKey) {
      tell(say(`${name} 第 ${error.line} 行：键“${error.key}”写了两次，以哪一个为准说不清；删去一个再打开`,
        `${name}, line ${error.line}: the key “${error.key}” stands twice, and which one counts is open; delete one and open it again`), "error");
      return false;
    }
    tell(say(`${name} 不是卷宗：JSON 写得不对（第 ${Number(/\d+$/.exec(error.message) || 0)} 个字符附近）。可打开 JSON、CSV、XLSX 卷宗`,
      `${name} is no dossier: it is no JSON (near character ${Number(/\d+$/.exec(error.message) || 0)}). JSON, CSV and XLSX dossiers can be opened`), "error");
    return false;
  }
  quiet();
  begin(dossier, name, beside);
  review.given = { text, written: writeDossier(dossier, desk.vocabulary).text };
  review.isOpening = false;
  return true;
}

/** @param {{parameters?: any, asOf?: string, origin?: any}} beside */
export function begin(dossier, name, beside = {}) {
  const { parameters, asOf, origin } = beside;
  Object.assign(review, {
    dossier, name, result: null, resultVersion: -1, advisedVersion: -1, form: null, formKey: "",
    problems: new Map(), otherProblems: [], isRejected: false, undo: [], redo: [], parameters: new Map(),
    openGroups: new Set(), skipped: new Set(), isOpening: true, report: null, why: new Map(), origin: null, given: { text: "", written: "" },
  });
  if (parameters) takeParameters(parameters);
  // A day of the review that the dossier gives itself is the one that counts.
  const hasDay = desk.vocabulary.asOf >= 0 && isGiven(dossier.facts.get(desk.vocabulary.asOf));
  Object.assign(review, { asOf: hasDay ? "" : asOf || "", origin: origin || null });
  review.opened += 1;
  review.version += 1;
  review.savedVersion = review.version;
  changedNow = performance.now();
  run();
}

export function close() {
  Object.assign(review, { dossier: null, result: null, form: null, isOpening: true, report: null });
  review.version += 1;
  review.savedVersion = review.version;
}

let lastEdit = { key: "", time: 0 };
let changedNow = 0;

/** Makes a change that can be undone; typing that goes on in one place is one step. */
export function edit(key, change) {
  const now = performance.now();
  if (lastEdit.key !== key || now - lastEdit.time > 1500) {
    review.undo.push(snapshot());
    if (review.undo.length > 200) review.undo.shift();
  }
  lastEdit = { key, time: now };
  review.redo = [];
  change();
  changed();
}

/** Whatever is changed next is a step of its own. */
function endStep() { lastEdit.key = ""; }

/**
 * Who leaves a field, chooses, or presses Enter has given a value; who types over a selection, or pastes,
 * gives another one. An input method writes over its own words, which is no selection.
 */
export function watchSteps() {
  document.addEventListener("change", endStep);
  document.addEventListener("focusout", endStep);
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) endStep(); });
  const beginOver = (event) => {
    const { selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (event.target);
    if (!event.isComposing && (selectionStart !== selectionEnd || /^insertFrom/.test(event.inputType || ""))) endStep();
  };
  document.addEventListener("beforeinput", beginOver);
  document.addEventListener("compositionstart", beginOver);
}

const snapshot = () => ({
  dossier: copyOf(review.dossier),
  parameters: new Map([...review.parameters].map(([name, values]) => [name, new Map(values)])),
});

function changed() {
  review.version += 1;
  changedNow = performance.now();
  run();
}

export function undo() {
  if (!review.undo.length) return;
  review.redo.push({ dossier: review.dossier, parameters: review.parameters });
  Object.assign(review, review.undo.pop());
  endStep();
  changed();
}

export function redo() {
  if (!review.redo.length) return;
  review.undo.push({ dossier: review.dossier, parameters: review.parameters });
  Object.assign(review, review.redo.pop());
  endStep();
  changed();
}

/** @returns {import("../parts/dossier.js").Entry} */
export const entryOf = (node, field) => node.facts.get(field) || newEntry();

/** @param {number[]} without What no longer holds with it, and is taken away. */
export function setEntry(node, field, path, entry, without = []) {
  edit(path, () => {
    if (isGiven(entry) || entry.kind !== "value" || entry.source) node.facts.set(field, entry);
    else node.facts.delete(field);
    for (const other of without) node.facts.delete(other);
  });
}

/** Tries the changes of a way to pass. */
export function tryChanges(changes) {
  edit(`try ${changes.map((change) => change.field).join()}`, () => {
    for (const change of changes) {
      const place = locate(review.dossier, change.field, desk.vocabulary, true);
      if (!place || !place.field) continue;
      const entry = newEntry(String(change.to));
      if (change.unit) entry.unit = change.unit;
      if (place.field.type === "choices") { entry.items = [String(change.to)]; entry.text = ""; }
      const before = place.node.facts.get(place.field.index);
      if (before && before.source) entry.source = undefined;
      place.node.facts.set(place.field.index, entry);
    }
  });
  tell(say("已在表里试填，可以撤销", "Tried in the form; you can undo it"));
}

export function setParameter(name, key, text) {
  edit(`parameter ${name} ${key}`, () => {
    const values = new Map(review.parameters.get(name) || []);
    if (text === "") values.delete(key); else values.set(key, text);
    if (values.size) review.parameters.set(name, values); else review.parameters.delete(name);
  });
}

/** Takes parameters as the command line reads them. @param {{[name: string]: any}} object */
export function takeParameters(object) {
  const plain = (value) => (value === true ? "是" : value === false ? "否" : String(value && typeof value === "object" && "value" in value ? value.value : value));
  review.parameters = new Map(Object.entries(object || {}).map(([name, value]) => [
    name, value && typeof value === "object" && !("value" in value)
      ? new Map(Object.entries(value).map(([key, item]) => [key, plain(item)])) : new Map([["", plain(value)]]),
  ]));
}

/** The parameters as the command line takes them; empty when none was given. */
export function parametersText() {
  if (!review.parameters.size) return "";
  const value = (text) => {
    if (text === "是") return true;
    if (text === "否") return false;
    return text;
  };
  const object = {};
  for (const [name, values] of review.parameters) {
    object[name] = values.has("") ? value(values.get(""))
      : Object.fromEntries([...values].map(([key, text]) => [key, value(text)]));
  }
  return JSON.stringify(object, null, 2);
}

// MARK: Judging

let isRunning = false;
let rest = 0;

/** Judges again what has not changed: in another language, by other rules. */
export function rejudge() {
  review.resultVersion = -1;
  review.advisedVersion = -1;
  changedNow = performance.now();
  run();
}

/** Judges the newest version; while the engine is at work, only the newest waits. */
async function run() {
  if (isRunning || !review.dossier) return;
  isRunning = true;
  clearTimeout(rest);
  try {
    while (review.dossier && review.resultVersion < review.version) {
      const version = review.version;
      const since = changedNow;
      const { text, places } = writeDossier(review.dossier, desk.vocabulary);
      const answer = await desk.live.json("judge", review.name || "dossier.json", text, parametersText(), review.asOf);
      if (review.dossier) take(answer, version, places);
      review.times.push(performance.now() - since);
      if (review.times.length > 500) review.times.shift();
      m.redraw();
    }
  } catch (error) {
    review.resultVersion = review.version;
    tell(say("引擎停了，已重新启动；请再改一次或保存卷宗", "The engine stopped and was started again; change something or save the dossier"), "error");
  } finally {
    isRunning = false;
  }
  askForm();
  rest = setTimeout(advise, 250);
}

function take(answer, version, places) {
  review.resultVersion = version;
  review.isRejected = Boolean(answer.rejected) || Boolean(answer.failure);
  const told = answer.rejected || answer.warnings || [];
  review.problems = new Map();
  review.otherProblems = [];
  for (const problem of told) {
    const place = places.filter((item) => item.start <= problem.start && problem.end <= item.end)
      .sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
    if (!place) { review.otherProblems.push(problem); continue; }
    const known = review.problems.get(place.path) || [];
    review.problems.set(place.path, [...known, problem]);
  }
  if (answer.review) {
    // Ways to pass of the version before stay, marked as old, until the new ones are judged.
    const before = review.result;
    review.result = answer.review;
    if (before) {
      for (const key of ["repairs", "remedies", "incurable", "conflicting"]) review.result[key] = before[key];
    }
  }
}

/** When the typing rests: the ways to pass, by the second engine. */
async function advise() {
  const { version } = review;
  if (!review.dossier || review.isRejected || review.advisedVersion === version) return;
  try {
    await judgeByHelper(version);
    const answer = await desk.helper.json("advise");
    if (review.version !== version || !answer.review) return;
    review.result = answer.review;
    review.advisedVersion = version;
    m.redraw();
    await askWhy(version);
  } catch (error) {
    // The next change asks again, of an engine that was started anew.
    forgetHelper();
  }
}

/** The question that comes next; undefined: nothing that the dossier says changes the decision. */
export const nextAsk = () => (review.result ? (review.result.asks || []).find((ask) => !ask.field.startsWith("param.") && !review.skipped.has(ask.field)) : undefined);

/** What the answers to the next question would decide. */
async function askWhy(version) {
  const ask = nextAsk();
  if (!ask || review.version !== version || (review.whyVersion === version && review.why.has(ask.field))) return;
  const told = await desk.helper.json("why", ask.field);
  if (review.version !== version) return;
  if (review.whyVersion !== version) review.why = new Map();
  review.whyVersion = version;
  review.why.set(ask.field, told);
  m.redraw();
}

/** A question was skipped: the next one is explained. */
export const skip = (field) => {
  review.skipped.add(field);
  askWhy(review.version).catch(() => {});
};

let helperVersion = -1;

/** Lets the second engine have the project as it is now. */
async function judgeByHelper(version) {
  if (helperVersion === version) return;
  const { text } = writeDossier(review.dossier, desk.vocabulary);
  helperVersion = version;
  try {
    await desk.helper.bytes("judge", review.name || "dossier.json", text, parametersText(), review.asOf);
  } catch (error) {
    helperVersion = -1;
    throw error;
  }
}

export const forgetHelper = () => { helperVersion = -1; };

/** One finding with its reasons. */
export async function findingAt(index) {
  await judgeByHelper(review.version);
  return desk.helper.json("finding", String(index));
}

/** The fewest facts that alone force the decision. */
export async function decidingFacts() {
  await judgeByHelper(review.version);
  return desk.helper.json("deciding");
}

/** The questions with what is known of them, as a file to fill in. @param {"csv" | "xlsx"} format */
export async function formFileOf(format) {
  await judgeByHelper(review.version);
  return desk.helper.bytes("form-file", format);
}

/** A report of the project as it is now. */
export async function reportOf(format, language) {
  await judgeByHelper(review.version);
  return desk.helper.bytes("report", format, language);
}

/** The questions of this kind of project, whenever the opening answers have changed. */
async function askForm() {
  if (!review.dossier) return;
  const opening = newNode();
  // The day decides which rules are in force, and so what they ask.
  for (const field of [...desk.opening, desk.vocabulary.asOf]) {
    const entry = review.dossier.facts.get(field);
    if (entry) opening.facts.set(field, entry);
  }
  const { text } = writeDossier(opening, desk.vocabulary);
  if (text === review.formKey) return;
  review.formKey = text;
  try {
    const form = await desk.helper.json("form", text);
    if (form.sections && review.formKey === text) {
      review.form = form;
      m.redraw();
    }
  } catch (error) {
    review.formKey = "";
  }
}

/**
 * The dossier as a file: as it was handed in, to the byte, as long as nothing was edited. The audit trail commits
 * to bytes, and whoever handed it in has no others.
 */
export function dossierText() {
  const { text } = writeDossier(review.dossier, desk.vocabulary);
  return text === review.given.written ? review.given.text : text;
}
export const decoded = (bytes) => decoder.decode(bytes);
