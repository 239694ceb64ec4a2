// A block of cells as spreadsheets put it on the clipboard, and where its cells go in a list.

/** Cells between tabs, rows between line ends; a cell in marks may hold both. @returns {string[][]} */
export function cellsOf(text) {
  const rows = [[]];
  let at = 0;
  const put = (cell) => rows[rows.length - 1].push(cell);
  while (at <= text.length) {
    if (text[at] === '"') {
      const marked = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)/y;
      marked.lastIndex = at;
      const found = marked.exec(text);
      if (found) { put(found[1].replace(/""/g, '"').replace(/[\r\n]+/g, " ")); at = marked.lastIndex; } else at = plain(at);
    } else at = plain(at);
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (text[at] === "\n" || text[at] === "\r") rows.push([]);
    at += 1;
  }
  while (rows.length && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows;

  function plain(from) {
    const end = text.slice(from).search(/[\t\r\n]/);
    const stop = end < 0 ? text.length : from + end;
    put(text.slice(from, stop));
    return stop;
  }
}

/**
 * Where the cells of a block go: by its headings in the first row (an element a row) or in the first
 * column (an element a column), else from the cell it was pasted in.
 * @param {(cell: string) => number} headingOf The line of the fact that a cell names, or -1.
 * @returns {{cells: {line: number, column: number, text: string}[], unknown: string[]}}
 */
export function spread(rows, headingOf, line, column) {
  const across = rows[0].map(headingOf);
  const down = rows.map((row) => headingOf(row[0] || ""));
  const known = (lines) => lines.filter((at) => at >= 0).length;
  const cells = [];
  if (known(across) >= Math.max(1, known(down)) && rows.length > 1) {
    rows.slice(1).forEach((row, element) => row.forEach((text, at) => { if (across[at] >= 0) cells.push({ line: across[at], column: column + element, text }); }));
    return { cells, unknown: rows[0].filter((cell, at) => cell.trim() && across[at] < 0) };
  }
  if (known(down) > 0) {
    rows.forEach((row, at) => row.slice(1).forEach((text, element) => { if (down[at] >= 0) cells.push({ line: down[at], column: column + element, text }); }));
    return { cells, unknown: rows.map((row) => row[0] || "").filter((cell, at) => cell.trim() && down[at] < 0) };
  }
  rows.forEach((row, below) => row.forEach((text, right) => cells.push({ line: line + below, column: column + right, text })));
  return { cells, unknown: [] };
}
