// JSON whose numbers stay as they were written: 12345678901234567890.10 is not a number of JavaScript.

/** A number as it was written. */
export class NumberText {
  constructor(text) { this.text = text; }
}

/** A key that an object has twice, which leaves open which value is meant. */
export class RepeatedKey extends SyntaxError {
  constructor(key, line) { super(`JSON: ${key}`); this.key = key; this.line = line; }
}

const space = /[ \t\n\r]*/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;

/** @returns {any} Objects as a Map; throws a SyntaxError, and a {@link RepeatedKey} for a key that stands twice. */
export function parseExact(text) {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const fail = () => { throw new SyntaxError(`JSON: ${at}`); };
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return null;
    at = pattern.lastIndex;
    return found[0];
  };
  const word = (name, value) => {
    if (!text.startsWith(name, at)) fail();
    at += name.length;
    return value;
  };
  const list = (close, item) => {
    at += 1;
    take(space);
    if (text[at] === close) { at += 1; return; }
    for (;;) {
      item();
      take(space);
      if (text[at] === close) { at += 1; return; }
      if (text[at] !== ",") fail();
      at += 1;
      take(space);
    }
  };
  const value = () => {
    take(space);
    switch (text[at]) {
      case "{": {
        const members = new Map();
        list("}", () => {
          take(space);
          const key = take(string);
          if (key === null) fail();
          take(space);
          if (text[at] !== ":") fail();
          at += 1;
          const name = JSON.parse(key);
          if (members.has(name)) throw new RepeatedKey(name, text.slice(0, at).split("\n").length);
          members.set(name, value());
        });
        return members;
      }
      case "[": {
        const items = [];
        list("]", () => items.push(value()));
        return items;
      }
      case '"': {
        const found = take(string);
        if (found === null) fail();
        return JSON.parse(found);
      }
      case "t": return word("true", true);
      case "f": return word("false", false);
      case "n": return word("null", null);
      default: {
        const number = take(literal);
        if (number === null) fail();
        return new NumberText(number);
      }
    }
  };
  const result = value();
  take(space);
  if (at !== text.length) fail();
  return result;
}

/** Whether a text can stand as a JSON number. */
export const isNumberText = (text) => {
  literal.lastIndex = 0;
  const found = literal.exec(text);
  return found !== null && found[0].length === text.length;
};

/** What {@link parseExact} read, as text. */
export function writeExact(value) {
  if (value instanceof NumberText) return value.text;
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${writeExact(item)}`).join(", ")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(writeExact).join(", ")}]`;
  return JSON.stringify(value);
}
