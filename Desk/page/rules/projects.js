import { examples } from "../review/opening.js";
import { stock } from "../stock/state.js";

// The projects that a change of rules is held against: the examples, and the stock that is open.

/** The examples that are no projects of the stock: one project counts once. */
export function examplesBeside() {
  const codes = new Set(stock.rows.map((row) => row && row.id).filter(Boolean));
  return examples.filter(({ code }) => !codes.has(code));
}

/** Examples as an engine's rules judge them, in their order. */
export async function judgedExamples(engine, some) {
  if (!some.length) return [];
  await engine.json("stock", "examples.json", textOf(some));
  return engine.json("judge-stock", "0", String(some.length), "0");
}

/** What examples say of a number. @returns {Promise<([string | null, string | null] | null)[]>} */
export async function valuesOfExamples(engine, some, field) {
  if (!some.length) return [];
  await engine.json("stock", "examples.json", textOf(some));
  return engine.json("stock-values", field, "0", String(some.length));
}

const textOf = (some) => `[${some.map(({ text }) => text).join(",")}]`;
