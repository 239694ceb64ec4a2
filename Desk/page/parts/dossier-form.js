import { isGiven } from "./dossier.js";

// A dossier as a form in CSV, a fact a row, as `review evaluate` and spreadsheets read it:
//
//     字段,填报事项,填写,单位,文件,页
//     dataCentre.pue,电能利用效率PUE,1.25,,节能报告,37
//     heatUnits,锅炉与小热电,无,,,
//     pollutants[0].name,污染物名称,二氧化硫,,,

/** @param {import("./dossier.js").Node} node @param {import("./vocabulary.js").Vocabulary} vocabulary */
export function formOf(node, vocabulary) {
  const rows = [["字段", "填报事项", "填写", "单位", "文件", "页"]];
  addNode(node, 0, "", vocabulary, rows);
  return `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""').replace(/[\r\n]+/g, " ")}"` : text);

function addNode(node, list, path, vocabulary, rows) {
  for (const [index, entry] of [...node.facts].sort(([a], [b]) => a - b)) {
    if (!isGiven(entry)) continue;
    const field = vocabulary.fields[index];
    const { document = "", page = "" } = entry.source || {};
    rows.push([path + below(field, list, vocabulary), field.label, answerOf(entry), entry.kind === "value" || entry.kind === "range" ? entry.unit || "" : "", document, page]);
  }
  for (const [index, elements] of [...node.lists].sort(([a], [b]) => a - b)) {
    const container = vocabulary.containers[index];
    const own = path + pathBelow(container, list, vocabulary);
    rows.push([own, container.label, elements.length ? "有" : "无", "", "", ""]);
    elements.forEach((element, at) => addNode(element, index, `${own}[${at}].`, vocabulary, rows));
  }
}

/** The names from a list, or from the project, down to what stands in it. */
function pathBelow(container, list, vocabulary) {
  const names = [];
  for (let at = container.index; at > 0 && at !== list; at = vocabulary.containers[at].parent) names.unshift(vocabulary.containers[at].name.en);
  return names.join(".");
}

const below = (field, list, vocabulary) => {
  const group = pathBelow(vocabulary.containers[field.container], list, vocabulary);
  return group ? `${group}.${field.name.en}` : field.name.en;
};

function answerOf(entry) {
  switch (entry.kind) {
    case "range": return entry.from && entry.to ? `${entry.from}～${entry.to}` : entry.from ? `≥${entry.from}` : `≤${entry.to}`;
    case "none": return "无";
    case "notApplicable": return `不适用：${entry.reason || ""}`;
    case "unavailable": return `无法提供：${entry.reason || ""}`;
    default: return entry.items ? entry.items.join("、") : entry.text;
  }
}
