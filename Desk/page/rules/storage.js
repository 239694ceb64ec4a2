import m from "mithril";
import { say } from "../parts/language.js";
import { decode, read } from "../parts/text-file.js";
import { save, tell } from "../parts/ui.js";
import { readZip, zipOf } from "../parts/zip.js";
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

/** The place of a file among those of the desk: by its path, else by the one file that is called so. */
function placeOf(path) {
  const plain = path.replace(/^.*?(?=Rules\/)/, "");
  if (rulesRoom.texts.some((file) => file.path === plain)) return plain;
  const parts = path.split("/");
  for (let count = parts.length; count > 0; count -= 1) {
    const ending = parts.slice(-count).join("/");
    const found = rulesRoom.texts.filter((file) => file.path === ending || file.path.endsWith(`/${ending}`));
    if (found.length === 1) return found[0].path;
    if (count === 1 && found.length > 1) return null;
  }
  return parts.length > 1 ? (plain.startsWith("Rules/") ? plain : `Rules/${plain}`) : `Rules/${parts[0]}`;
}

/** @param {{file: File, path: string}[]} entries */
export async function takeRuleFiles(entries) {
  const taken = [];
  const unplaced = [];
  try {
    for (const { file, path } of entries) {
      if (/\.zip$/i.test(path)) {
        for (const { path: inner, bytes } of await readZip(new Uint8Array(await read(file)))) {
          if (isRuleFile(inner)) admit(inner, bytes, taken, unplaced);
        }
      } else if (isRuleFile(path)) admit(path, new Uint8Array(await read(file)), taken, unplaced);
    }
  } catch (error) {
    tell(say("ZIP 读不出来，请重新打包", "The ZIP cannot be read; pack it again"), "error");
    return;
  }
  finish(taken, unplaced);
}

function admit(path, bytes, taken, unplaced) {
  const place = placeOf(path);
  const text = decode(bytes);
  if (place === null || typeof text !== "string") unplaced.push(path); else taken.push({ path: place, text });
}

function finish(taken, unplaced) {
  if (taken.length) {
    rulesRoom.takeTexts(taken);
    rulesRoom.path = (taken.find((file) => file.path.endsWith(".rules")) || taken[0]).path;
    rulesRoom.rule = "";
  }
  tell(unplaced.length ? say(`这些文件没有读入（重名或不是文字）：${unplaced.slice(0, 4).join("、")}`, `Not taken, since several are called so or it is no text: ${unplaced.slice(0, 4).join(", ")}`)
    : taken.length ? say(`读入 ${taken.length} 个规则文件`, `${taken.length} rule files were taken`) : say("没有规则文件（.rules、.cases、.csv）", "No rule files (.rules, .cases, .csv)"),
  unplaced.length || !taken.length ? "error" : "");
  m.redraw();
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
  const taken = [];
  const unplaced = [];
  const walk = async (handle, path) => {
    for await (const [name, inner] of handle.entries()) {
      if (inner.kind === "directory") { if (!name.startsWith(".")) await walk(inner, `${path}/${name}`); }
      else if (isRuleFile(name)) {
        admit(`${path}/${name}`, new Uint8Array(await read(await inner.getFile())), taken, unplaced);
        if (taken.length) taken[taken.length - 1].own = `${path}/${name}`;
      }
    }
  };
  await walk(folder, folder.name);
  rulesRoom.folder = folder;
  rulesRoom.folderPaths = new Map(taken.map((file) => [file.path, file.own]));
  finish(taken, unplaced);
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
