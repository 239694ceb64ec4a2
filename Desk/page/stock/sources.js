import { desk } from "../review/state.js";
import { judgeBeside, stock } from "./state.js";

// One furnace, one tonne of coal offered to two projects: the ledger over the whole stock.

/** Finds what several projects use, and judges those projects again beside one another. */
export async function settleSources() {
  const uses = stock.rows.flatMap((row) => (row && row.uses) || []);
  if (!uses.length) return;
  const { clashes } = await desk.helper.json("balances", JSON.stringify(uses));
  stock.clashes = clashes.map(({ title, note, balance }) => ({
    title, note, kind: balance.kind, source: balance.source, uses: balance.claims,
    rows: [...new Set(balance.claims.map((claim) => Number(claim.path)))].map((position) => stock.rows[position]).filter(Boolean),
  }));
  // The first user of a source keeps it; whoever comes later is held.
  const later = new Map();
  for (const clash of stock.clashes) {
    for (const row of clash.rows) {
      if (!later.has(row.position)) later.set(row.position, new Set());
      clash.rows.forEach((other) => later.get(row.position).add(other.position));
    }
  }
  for (const [position, others] of [...later].sort(([a], [b]) => a - b)) {
    if (stock.stops) return;
    await judgeBeside(stock.rows[position], uses.filter((use) => others.has(Number(use.path))));
  }
  for (const clash of stock.clashes) clash.rows = clash.rows.map((row) => stock.rows[row.position]);
}
