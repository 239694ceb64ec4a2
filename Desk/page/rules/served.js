import { say } from "../parts/language.js";
import { ask } from "../trail/api.js";
import { changedFiles, rulesRoom } from "./state.js";

// The folders of rules that `review desk --rules` named: read when the page opens, written when they are saved.

/** Takes the rules of the server in place of those of the page. */
export async function takeServed() {
  const { files } = await ask("/api/rules");
  const of = (ending) => files.filter(({ path }) => ending.test(path));
  const paths = new Set(files.map(({ path }) => path));
  const texts = of(/\.(rules|cases|csv)$/);
  // The page's own files that are not there do not belong to these rules.
  const gone = rulesRoom.texts.filter((file) => !paths.has(file.path)).map(({ path }) => ({ path, text: null }));
  rulesRoom.bases = of(/\.json$/);
  rulesRoom.isServed = true;
  rulesRoom.takeTexts([...gone, ...texts]);
  for (const { path, text } of texts) { const file = rulesRoom.texts.find((item) => item.path === path); if (file) file.saved = text; }
}

/** Writes what was changed into the server's folders. @returns {Promise<string>} What is said of it. */
export async function saveServed() {
  let count = 0;
  for (const file of changedFiles()) {
    if (file.text === null || file.text === file.saved) continue;
    await ask("/api/rules", { method: "POST", body: JSON.stringify({ path: file.path, text: file.text }) });
    file.saved = file.text;
    count += 1;
  }
  return say(`写回 ${count} 个文件`, `${count} files were written`);
}
