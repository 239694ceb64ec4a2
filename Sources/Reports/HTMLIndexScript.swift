import Rules

/// Sorts and filters the table of an index; the page says all it has to say without it.
enum HTMLIndexScript {
  static let program: StaticString = """

    const table = document.getElementById("table");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const words = document.getElementById("words");
    const kind = document.getElementById("kind");
    const shown = document.getElementById("shown");

    function filter() {
      const wanted = words.value.trim().toLowerCase();
      let count = 0;
      for (const row of rows) {
        const fits = row.textContent.toLowerCase().includes(wanted)
          && (kind.value === "" || row.dataset.kind === kind.value);
        row.hidden = !fits;
        if (fits) count += 1;
      }
      shown.textContent = count;
    }

    function key(row, column) {
      const cell = row.cells[column];
      return cell.dataset.order === undefined ? cell.textContent : Number(cell.dataset.order);
    }

    function sort(heading, column) {
      const descends = heading.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descends ? "descending" : "ascending");
      rows.sort((left, right) => {
        const a = key(left, column), b = key(right, column);
        const order = typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang);
        return descends ? -order : order;
      });
      body.append(...rows);
    }

    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => sort(heading, column));
      heading.replaceChildren(button);
    });
    words.addEventListener("input", filter);
    kind.addEventListener("change", filter);
    document.getElementById("filters").hidden = false;

    """
}
