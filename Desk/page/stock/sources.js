import m from "mithril";
import { say } from "../parts/language.js";
import { desk } from "../review/state.js";
import { judgeBeside, stock } from "./state.js";

// One furnace, one tonne of coal offered to two projects: the ledger over the whole stock.

/** Finds what several projects use, and judges those projects again beside one another. @param {any[]} engines Those that judged the stock. */
export async function settleSources(engines) {
  const uses = stock.rows.flatMap((row) => (row && row.uses) || []);
  if (!uses.length) return;
  const { clashes } = await desk.helper.json("balances", JSON.stringify(uses));
  stock.clashes = clashes.map(({ title, note, balance }) => ({
    title, note, kind: balance.kind, source: balance.source, uses: balance.claims,
    rows: [...new Set(balance.claims.map((claim) => Number(claim.path)))].map((position) => stock.rows[position]).filter(Boolean),
  }));
  // The first user of a source keeps it; whoever comes later is held.
  const held = [...new Set(stock.clashes.flatMap(({ rows }) => rows))].sort((a, b) => a.position - b.position);
  let done = 0;
  const tellOne = () => {
    done += 1;
    if (done % 20) return;
    stock.step = say(`正在核对来源：${done} / ${held.length}`, `Comparing sources: ${done} of ${held.length}`);
    m.redraw();
  };
  const share = Math.ceil(held.length / engines.length);
  await Promise.all(engines.map((engine, index) => judgeBeside(engine, held, index * share, Math.min((index + 1) * share, held.length), tellOne)));
  for (const clash of stock.clashes) clash.rows = clash.rows.map((row) => stock.rows[row.position]);
}
