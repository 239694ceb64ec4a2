import m from "mithril";
import { say } from "../parts/language.js";
import { decode, read } from "../parts/text-file.js";
import { save, tell } from "../parts/ui.js";
import { readZip, zipOf } from "../parts/zip.js";
import { placesOf } from "./placing.js";
import { changedFiles, rulesRoom } from "./state.js";

// Rule files from and to the computer: one by one, as a ZIP, or in a folder where the browser can write.

const isRuleFile = (path) => /\.(rules|cases|csv)$/i.test(path);
export const mayWriteFolder = () => typeof window.showDirectoryPicker === "function";

export function saveFile(file) {
  save(file.path.split("/").pop(), file.text, "text/plain");
  file.saved = file.text;
}

/** All rule files, so that `review check` and `review test` can be run in the folder it unpacks to. */
export function saveZip() {
  const files = rulesRoom.texts.filter((file) => file.text !== null);
  save("Rules.zip", zipOf([...files, ...rulesRoom.bases].map(({ path, text }) => ({ path, text }))), "application/zip");
  for (const file of files) file.saved = file.text;
}

/** @param {{file: File, path: string}[]} entries */
export async function takeRuleFiles(entries) {
  const found = [];
  try {
    for (const { file, path } of entries) {
      if (/\.zip$/i.test(path)) found.push(...(await readZip(new Uint8Array(await read(file)))).filter((inner) => isRuleFile(inner.path)));
      else if (isRuleFile(path)) found.push({ path, bytes: new Uint8Array(await read(file)) });
    }
  } catch (error) {
    tell(say("ZIP 读不出来，请重新打包", "The ZIP cannot be read; pack it again"), "error");
    return;
  }
  admit(found);
}

/**
 * Takes files to their places. @param {{path: string, bytes: Uint8Array}[]} found
 * @returns {{path: string, text: string, own: string}[]} What was taken, and what it is called where it came from.
 */
function admit(found) {
  const places = placesOf(found.map(({ path }) => path), rulesRoom.texts.map(({ path }) => path));
  const read = found.map(({ path, bytes }, index) => ({ path: places[index], text: decode(bytes), own: path }));
  const taken = /** @type {{path: string, text: string, own: string}[]} */ (read.filter(({ path, text }) => path !== null && typeof text === "string"));
  const clashing = read.filter(({ path }) => path === null).map(({ own }) => own);
  const broken = read.filter(({ path, text }) => path !== null && typeof text !== "string").map(({ own }) => own);
  if (taken.length) {
    const isNew = ({ path, text }) => path.endsWith(".rules") && !rulesRoom.texts.some((file) => file.path === path && file.text === text);
    const first = taken.find(isNew) || taken.find(({ path }) => path.endsWith(".rules")) || taken[0];
    rulesRoom.takeTexts(taken);
    rulesRoom.path = first.path;
    rulesRoom.rule = "";
    rulesRoom.word = "";
  }
  const some = (paths) => `${paths.slice(0, 4).join(say("、", ", "))}${paths.length > 4 ? say(` 等 ${paths.length} 个`, ` and ${paths.length - 4} more`) : ""}`;
  const problems = [
    clashing.length ? say(`几个文件夹里都有同名的文件，请连同文件夹放入：${some(clashing)}`, `Several folders have files of that name; drop them with their folder: ${some(clashing)}`) : "",
    broken.length ? say(`不是文字：${some(broken)}`, `No text: ${some(broken)}`) : "",
  ].filter(Boolean);
  const count = taken.length ? say(`读入 ${taken.length} 个规则文件`, `${taken.length} rule files were taken`) : problems.length ? "" : say("没有规则文件（.rules、.cases、.csv）", "No rule files (.rules, .cases, .csv)");
  tell([count, ...problems].filter(Boolean).join(say("；", "; ")), problems.length || !taken.length ? "error" : "");
  m.redraw();
  return taken;
}

// MARK: A folder

export async function openFolder() {
  let folder;
  try {
    folder = await window.showDirectoryPicker({ mode: "readwrite" });
  } catch (error) {
    if (error.name !== "AbortError") tell(say("浏览器不让写文件夹；可用 ZIP", "The browser does not let the page write to a folder; use a ZIP"), "error");
    return;
  }
  const found = [];
  const walk = async (handle, path) => {
    for await (const [name, inner] of handle.entries()) {
      if (inner.kind === "directory") { if (!name.startsWith(".")) await walk(inner, `${path}/${name}`); }
      else if (isRuleFile(name)) found.push({ path: `${path}/${name}`, bytes: new Uint8Array(await read(await inner.getFile())) });
    }
  };
  await walk(folder, folder.name);
  const taken = admit(found);
  rulesRoom.folder = folder;
  rulesRoom.folderPaths = new Map(taken.map((file) => [file.path, file.own]));
  // What the folder holds is saved already.
  for (const { path, text } of taken) { const file = rulesRoom.texts.find((item) => item.path === path); if (file) file.saved = text; }
}

export async function saveFolder() {
  try {
    let count = 0;
    for (const file of changedFiles()) {
      if (file.text === file.saved || file.text === null) continue;
      const path = (rulesRoom.folderPaths.get(file.path) || `${rulesRoom.folder.name}/${file.path.replace(/^Rules\//, "")}`).split("/").slice(1);
      let handle = rulesRoom.folder;
      for (const name of path.slice(0, -1)) handle = await handle.getDirectoryHandle(name, { create: true });
      const writer = await (await handle.getFileHandle(path[path.length - 1], { create: true })).createWritable();
      await writer.write(file.text);
      await writer.close();
      file.saved = file.text;
      count += 1;
    }
    tell(say(`写回 ${count} 个文件`, `${count} files were written`));
  } catch (error) {
    tell(say("没有写成：浏览器或文件夹不允许。改动还在这里，可存为 ZIP", "It was not written: the browser or the folder does not allow it. The changes are still here; save a ZIP"), "error");
  }
  m.redraw();
}
