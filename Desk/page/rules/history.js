// What was written in each rule file, step by step, as long as the page lives: the browser forgets the steps of a
// field that leaves the page.

/**
 * At a position, what was taken away and what was put there.
 * @typedef {{at: number, removed: string, inserted: string}} Step
 * @typedef {{undo: Step[], redo: Step[], time: number}} History
 */

const kept = 500;
/** Milliseconds after which typing begins another step. */
const rest = 1500;

/** @returns {History} */
export const newHistory = () => ({ undo: [], redo: [], time: 0 });

/** Keeps a change of a file. @param {{text: string | null, history?: History}} file */
export function keepStep(file, next) {
  const step = difference(file.text || "", next || "");
  if (!step) return;
  const history = (file.history = file.history || newHistory());
  const now = performance.now();
  const last = history.undo[history.undo.length - 1];
  const joined = last && !history.redo.length && now - history.time < rest && !/\n/.test(step.inserted) ? joinedTo(last, step) : null;
  if (joined) history.undo[history.undo.length - 1] = joined; else history.undo.push(step);
  if (history.undo.length > kept) history.undo.shift();
  Object.assign(history, { redo: [], time: now });
}

/** @returns {Step | null} */
function difference(before, after) {
  if (before === after) return null;
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { at: start, removed: before.slice(start, before.length - same), inserted: after.slice(start, after.length - same) };
}

/** Typing that goes on where it was, and what is taken back of it. @returns {Step | null} */
function joinedTo(last, step) {
  const end = last.at + last.inserted.length;
  if (step.at >= last.at && step.at + step.removed.length <= end) {
    const inserted = last.inserted.slice(0, step.at - last.at) + step.inserted + last.inserted.slice(step.at - last.at + step.removed.length);
    // Whoever types over a selection gives something else.
    return step.removed.length > 1 && step.inserted.length > 1 && !step.inserted.startsWith(step.removed[0]) ? null : { ...last, inserted };
  }
  if (!step.inserted && !last.inserted && step.at + step.removed.length === last.at) return { at: step.at, removed: step.removed + last.removed, inserted: "" };
  return null;
}

/** The text without the last step, or with the one that was taken back. @returns {{text: string, from: number, to: number} | null} */
export function stepBack(file) { return move(file, "undo", "redo", (step) => [step.inserted, step.removed]); }
export function stepForth(file) { return move(file, "redo", "undo", (step) => [step.removed, step.inserted]); }

function move(file, from, to, sides) {
  const step = file.history && file.history[from].pop();
  if (!step) return null;
  file.history[to].push(step);
  file.history.time = 0;
  const [gone, put] = sides(step);
  const text = file.text || "";
  return { text: text.slice(0, step.at) + put + text.slice(step.at + gone.length), from: step.at, to: step.at + put.length };
}

export const mayUndo = (file) => Boolean(file.history && file.history.undo.length);
export const mayRedo = (file) => Boolean(file.history && file.history.redo.length);
