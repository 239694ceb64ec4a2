import m from "mithril";
import { checker, rulesRoom } from "./state.js";

// What the engine knows of a place of a rule text: what can be written there, what a name stands for,
// what answers a message. Places are bytes there and positions here.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytesBefore = (text, position) => encoder.encode(text.slice(0, position)).length;
const positionOf = (text, offset) => decoder.decode(encoder.encode(text).subarray(0, offset)).length;
const textOf = (path) => (rulesRoom.texts.find((item) => item.path === path) || { text: "" }).text || "";

/** @returns {Promise<{from: number, to: number, items: {text: string, detail: string}[]} | null>} */
export async function completionsAt(file, position) {
  const { text, path } = file;
  const answer = await (await checker()).json("complete", path, String(bytesBefore(text, position)));
  if (!answer.items || file.text !== text) return null;
  return { from: positionOf(text, answer.start), to: positionOf(text, answer.end), items: answer.items };
}

/** What the word at a position stands for, where it is declared and used. */
export async function nameAt(file, position) {
  const answer = await (await checker()).json("name", file.path, String(bytesBefore(file.text, position)));
  return answer.lines && answer.lines.length ? answer : null;
}

/** Gives the name at a position another one. @returns {Promise<{failure?: any, count?: number}>} */
export async function renameAt(file, position, name, change) {
  const answer = await (await checker()).json("rename", file.path, String(bytesBefore(file.text, position)), name);
  if (answer.failure) return answer;
  apply(answer.edits, change);
  return { count: answer.edits.length };
}

/** Makes edits in their files, the last first, so that the places of the others stay. */
export function apply(edits, change) {
  const byPath = new Map();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) || []), edit]);
  for (const [path, own] of byPath) {
    let bytes = encoder.encode(textOf(path));
    for (const edit of own.sort((a, b) => b.start - a.start)) {
      const put = encoder.encode(edit.text);
      const next = new Uint8Array(bytes.length - (edit.end - edit.start) + put.length);
      next.set(bytes.subarray(0, edit.start));
      next.set(put, edit.start);
      next.set(bytes.subarray(edit.end), edit.start + put.length);
      bytes = next;
    }
    const file = rulesRoom.texts.find((item) => item.path === path);
    if (file) change(file, decoder.decode(bytes));
  }
}

/** The edits that answer each message, found one after another when nothing else is to be done. */
const known = new Map();
const keyOf = (item) => `${item.code} ${item.start} ${item.end} ${item.path}`;
let version = "";
let isLooking = false;

export function fixesOf(item, file) {
  const now = `${file.path} ${file.text.length} ${rulesRoom.milliseconds} ${rulesRoom.diagnostics.length}`;
  if (now !== version) { version = now; known.clear(); }
  const found = known.get(keyOf(item));
  if (found === undefined) look(item, now);
  return found || [];
}

async function look(item, now) {
  if (isLooking || rulesRoom.isChecking) return;
  isLooking = true;
  try {
    const answer = await (await checker()).json("fixes", item.path, String(item.start), String(item.end));
    if (now === version) known.set(keyOf(item), answer.fixes || []);
  } catch (error) {
    known.set(keyOf(item), []);
  } finally {
    isLooking = false;
    m.redraw();
  }
}
