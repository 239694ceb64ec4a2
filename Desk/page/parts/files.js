import { say } from "./language.js";
import { read } from "./text-file.js";

// What was dropped or chosen, and what it is.

/** The files of a drop, with those in its folders. @returns {Promise<{file: File, path: string}[]>} */
export async function droppedFiles(transfer) {
  const entries = [...(transfer.items || [])].map((item) => (item.webkitGetAsEntry ? item.webkitGetAsEntry() : null));
  if (!entries.some((entry) => entry && entry.isDirectory)) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A folder is handed out in pieces, the last of which is empty.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const inner of some) if (!inner.name.startsWith(".")) await walk(inner, found);
  }
}

/** Asks the reader for a folder. */
export function chooseFolder(take) {
  const input = document.createElement("input");
  input.type = "file";
  input.webkitdirectory = true;
  input.onchange = () => { if (input.files.length) take([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))); };
  input.click();
}

const endingOf = (name) => (/\.([^.]+)$/.exec(name.toLowerCase()) || ["", ""])[1];

/**
 * What a file is, by its name and what it holds.
 * @returns {Promise<{kind: "rules" | "zip" | "workbook" | "table" | "lines" | "bundle" | "receipt" | "many" | "dossier" | "foreign", bytes: Uint8Array, json?: any}>}
 */
export async function kindOf(file) {
  const bytes = new Uint8Array(await read(file));
  const ending = endingOf(file.name);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { kind: ending === "zip" ? "zip" : "workbook", bytes };
  if (ending === "rules" || ending === "cases") return { kind: "rules", bytes };
  if (ending === "csv" || ending === "tsv" || ending === "txt") return { kind: "table", bytes };
  if (ending === "ndjson" || ending === "jsonl") return { kind: "lines", bytes };
  if (ending !== "json") return { kind: "foreign", bytes };
  try {
    const json = JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ""));
    if (Array.isArray(json)) return { kind: "many", bytes };
    if (json && json.desk) return { kind: "bundle", bytes, json };
    if (json && json.receipt && json.line) return { kind: "receipt", bytes, json };
  } catch (error) {
    // The reader of dossiers says what is wrong with it.
  }
  return { kind: "dossier", bytes };
}

/** What is said of a file that nothing here reads. */
export const foreign = (name) => say(`${name} 不是审查台的文件：卷宗用 JSON、CSV、XLSX，台账用 NDJSON、CSV、XLSX，规则用 .rules 或 ZIP，另可放入工作包和回执`,
  `${name} is no file of the desk: dossiers are JSON, CSV or XLSX, stocks NDJSON, CSV or XLSX, rules .rules or ZIP; bundles and receipts are taken, too`);

/** What is said of a workbook that cannot be read. */
export const workbookProblem = (message) => {
  if (message === "encrypted") return say("工作簿加了密码；取消密码后再保存", "the workbook is protected by a password; save it without");
  if (message === "large") return say("工作簿太大；只留项目的表，或另存为“CSV UTF-8”", "the workbook is too large; keep the table of projects alone, or save it as CSV UTF-8");
  if (message === "none") return say("不是工作簿（.xlsx）；用 Excel 或 WPS 另存为 .xlsx 或 CSV", "no workbook (.xlsx); save it as .xlsx or CSV in Excel or WPS");
  return say(`工作簿已损坏（${message.replace("damaged:", "")}）；用 Excel 或 WPS 打开并重新保存`, `the workbook is damaged (${message.replace("damaged:", "")}); open it in Excel or WPS and save it again`);
};
