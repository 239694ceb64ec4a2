import { NumberText, isNumberText, parseExact, writeExact } from "./exact-json.js";

// A dossier as the form holds it: what was typed, nothing computed.

/**
 * One fact. `kind` says which of its members count.
 * @typedef {{kind: "value"|"range"|"none"|"notApplicable"|"unavailable", text: string, items?: string[], from?: string,
 *   to?: string, reason?: string, unit?: string, source?: {document?: string, page?: string, quote?: string, rest?: [string, any][]}, rest?: [string, any][]}} Entry
 *
 * The project, or one element of a list.
 * @typedef {{facts: Map<number, Entry>, lists: Map<number, Node[]>, rest: {container: number, key: string, value: any}[]}} Node
 */

export const newNode = () => ({ facts: new Map(), lists: new Map(), rest: [] });
/** @returns {Entry} */
export const newEntry = (text = "") => ({ kind: "value", text });

const names = {
  value: ["value", "值"], from: ["from", "自", "下限"], to: ["to", "至", "上限"],
  unavailable: ["unavailable", "无法提供"], notApplicable: ["notApplicable", "不适用"],
  unit: ["unit", "单位"], source: ["source", "来源"],
};
const sourceNames = {
  document: ["document", "文件", "依据"], page: ["page", "页", "页码"], quote: ["quote", "原文"],
};
const partOf = (table, key) => Object.keys(table).find((part) => table[part].includes(key));

/** Whether a fact says anything. @param {Entry | undefined} entry */
export const isGiven = (entry) => {
  if (!entry) return false;
  switch (entry.kind) {
    case "value": return entry.text !== "" || (entry.items || []).length > 0;
    case "range": return Boolean(entry.from || entry.to);
    default: return true;
  }
};

const shown = (value) => {
  if (value instanceof NumberText) return value.text;
  if (value === true) return "是";
  if (value === false) return "否";
  return typeof value === "string" ? value : value === null ? "" : writeExact(value);
};

/** @returns {Entry | null} */
function readEntry(value, field) {
  if (value === null) return null;
  if (Array.isArray(value)) return { kind: "value", text: "", items: value.map(shown) };
  if (!(value instanceof Map)) {
    return field.type === "choices"
      ? { kind: "value", text: "", items: shown(value).split(/[、,，;；]/).map((item) => item.trim()).filter(Boolean) }
      : newEntry(shown(value));
  }
  let entry = newEntry();
  for (const [key, item] of value) {
    switch (partOf(names, key)) {
      case "value": {
        const inner = readEntry(item, field);
        if (inner) entry = { ...entry, ...inner };
        break;
      }
      case "from": entry.kind = "range"; entry.from = shown(item); break;
      case "to": entry.kind = "range"; entry.to = shown(item); break;
      case "unavailable": entry.kind = "unavailable"; entry.reason = shown(item); break;
      case "notApplicable": entry.kind = "notApplicable"; entry.reason = shown(item); break;
      case "unit": if (item !== null) entry.unit = shown(item); break;
      case "source": entry.source = readSource(item, entry); break;
      default: (entry.rest = entry.rest || []).push([key, item]);
    }
  }
  return entry;
}

function readSource(value, entry) {
  if (!(value instanceof Map)) {
    if (value !== null) (entry.rest = entry.rest || []).push(["source", value]);
    return undefined;
  }
  /** @type {Entry["source"]} */
  const source = {};
  for (const [key, item] of value) {
    const part = partOf(sourceNames, key);
    if (part) { if (item !== null) source[part] = shown(item); }
    else (source.rest = source.rest || []).push([key, item]);
  }
  return source;
}

/** Reads a dossier's JSON. @returns {Node} @throws {SyntaxError} */
export function readDossier(text, vocabulary) {
  const json = parseExact(text);
  if (!(json instanceof Map)) throw new SyntaxError("not an object");
  const node = newNode();
  readMembers(json, 0, node, vocabulary);
  return node;
}

function readMembers(json, container, node, vocabulary) {
  for (const [key, value] of json) {
    const member = vocabulary.containers[container].members.get(key);
    if (!member) {
      node.rest.push({ container, key, value });
    } else if (member.field !== undefined) {
      const entry = readEntry(value, vocabulary.fields[member.field]);
      if (entry) node.facts.set(member.field, entry);
    } else if (!vocabulary.containers[member.container].list) {
      if (value instanceof Map) readMembers(value, member.container, node, vocabulary);
      else if (value !== null) node.rest.push({ container, key, value });
    } else if (Array.isArray(value)) {
      node.lists.set(member.container, value.map((item) => {
        const element = newNode();
        if (item instanceof Map) readMembers(item, member.container, element, vocabulary);
        return element;
      }));
    } else if (value !== null) {
      node.rest.push({ container, key, value });
    }
  }
}

/** Writes a dossier, and where each fact stands in it. @returns {{text: string, places: {path: string, start: number, end: number}[]}} */
export function writeDossier(node, vocabulary) {
  const writer = new DossierWriter(vocabulary);
  writer.members(node, 0, "", "");
  return { text: writer.pieces.join("") + "\n", places: writer.places };
}

class DossierWriter {
  constructor(vocabulary) {
    this.vocabulary = vocabulary;
    this.pieces = [];
    this.places = [];
    /** In bytes of UTF-8, as the engine counts. */
    this.length = 0;
  }

  put(text) {
    this.pieces.push(text);
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      this.length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
    }
  }

  /** An object with what a node says of one container and the groups and lists in it. */
  members(node, container, path, indent) {
    const { vocabulary } = this;
    const inner = `${indent}  `;
    let isFirst = true;
    const member = (key, write) => {
      this.put(`${isFirst ? "{" : ","}\n${inner}${JSON.stringify(key)}: `);
      isFirst = false;
      write();
    };
    for (const [index, entry] of [...node.facts].sort(([a], [b]) => a - b)) {
      const field = vocabulary.fields[index];
      if (field.container !== container || !isGiven(entry)) continue;
      member(field.name.en, () => {
        const start = this.length;
        this.put(entryText(entry, field));
        this.places.push({ path: path + field.name.en, start, end: this.length });
      });
    }
    vocabulary.containers.forEach((group, index) => {
      if (index === 0 || group.parent !== container) return;
      const elements = node.lists.get(index);
      if (group.list && elements) {
        member(group.name.en, () => this.list(elements, index, path + group.name.en, inner));
      } else if (!group.list && holds(node, index, vocabulary)) {
        member(group.name.en, () => this.members(node, index, `${path}${group.name.en}.`, inner));
      }
    });
    for (const rest of node.rest) {
      if (rest.container === container) member(rest.key, () => this.put(writeExact(rest.value)));
    }
    this.put(isFirst ? "{}" : `\n${indent}}`);
  }

  list(elements, container, path, indent) {
    if (elements.length === 0) return this.put("[]");
    elements.forEach((element, index) => {
      this.put(`${index === 0 ? "[" : ","}\n${indent}  `);
      const start = this.length;
      this.members(element, container, `${path}[${index}].`, `${indent}  `);
      this.places.push({ path: `${path}[${index}]`, start, end: this.length });
    });
    return this.put(`\n${indent}]`);
  }
}

/** Whether a node says anything of a group. */
function holds(node, group, vocabulary) {
  const within = (container) => {
    let at = container;
    while (at > 0 && at !== group) at = vocabulary.containers[at].parent;
    return at === group;
  };
  return [...node.facts].some(([field, entry]) => isGiven(entry) && within(vocabulary.fields[field].container))
    || [...node.lists.keys()].some(within) || node.rest.some((rest) => within(rest.container));
}

/** One value of a type, as JSON. */
function valueText(text, field) {
  const plain = text.trim();
  if (field.type === "truth" && plain === "是") return "true";
  if (field.type === "truth" && plain === "否") return "false";
  if (field.type === "number" && isNumberText(plain)) return plain;
  return JSON.stringify(text);
}

function entryText(entry, field) {
  const members = [];
  let bare = null;
  switch (entry.kind) {
    case "value": {
      bare = entry.items ? `[${entry.items.map((item) => JSON.stringify(item)).join(", ")}]` : valueText(entry.text, field);
      members.push(`"value": ${bare}`);
      break;
    }
    case "range":
      if (entry.from) members.push(`"from": ${valueText(entry.from, field)}`);
      if (entry.to) members.push(`"to": ${valueText(entry.to, field)}`);
      break;
    case "none": bare = '"无"'; members.push('"value": "无"'); break;
    case "unavailable": members.push(`"unavailable": ${JSON.stringify(entry.reason || "")}`); break;
    case "notApplicable": members.push(`"notApplicable": ${JSON.stringify(entry.reason || "")}`); break;
  }
  if (entry.unit) members.push(`"unit": ${JSON.stringify(entry.unit)}`);
  const source = entry.source || {};
  const parts = ["document", "page", "quote"].filter((part) => source[part]).map((part) =>
    `"${part}": ${part === "page" && isNumberText(source[part]) ? source[part] : JSON.stringify(source[part])}`);
  for (const [key, value] of source.rest || []) parts.push(`${JSON.stringify(key)}: ${writeExact(value)}`);
  if (parts.length) members.push(`"source": {${parts.join(", ")}}`);
  for (const [key, value] of entry.rest || []) members.push(`${JSON.stringify(key)}: ${writeExact(value)}`);
  return bare !== null && members.length === 1 ? bare : `{${members.join(", ")}}`;
}

/** The node and field at a path with positions; elements that are missing are made when asked to. */
export function locate(root, path, vocabulary, makes = false) {
  let node = root;
  let container = 0;
  const segments = path.split(".");
  for (let index = 0; index < segments.length; index += 1) {
    const [, name, position] = /^(.*?)(?:\[(\d*)\])?$/.exec(segments[index]);
    const member = vocabulary.containers[container].members.get(name);
    if (!member) return null;
    if (member.field !== undefined) return { node, field: vocabulary.fields[member.field] };
    container = member.container;
    if (vocabulary.containers[container].list) {
      if (index === segments.length - 1 && position === undefined) return { node, list: container };
      let elements = node.lists.get(container);
      if (!elements) {
        if (!makes) return { node, list: container };
        node.lists.set(container, (elements = []));
      }
      const at = position ? Number(position) : 0;
      while (makes && elements.length <= at) elements.push(newNode());
      if (!elements[at]) return { node, list: container };
      node = elements[at];
    }
  }
  return { node, list: container };
}

/** A copy that shares nothing. @param {Node} node @returns {Node} */
export function copyOf(node) {
  return {
    facts: new Map([...node.facts].map(([field, entry]) => [field, {
      ...entry, items: entry.items && [...entry.items], source: entry.source && { ...entry.source },
    }])),
    lists: new Map([...node.lists].map(([list, elements]) => [list, elements.map(copyOf)])),
    rest: [...node.rest],
  };
}
