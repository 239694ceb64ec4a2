import m from "mithril";
import { Engine } from "../parts/engine.js";
import { examples } from "../review/opening.js";
import { nameOf } from "../stock/shown.js";
import { judgeAgain, stock } from "../stock/state.js";
import { examplesBeside, judgedExamples } from "./projects.js";

// What a change of rules does to projects: the examples, then the stock that is open, piece by piece.

/** @typedef {{name: string, from: string, to: string, rules: string[], row?: any, example?: any}} Flip */

export class Impact {
  constructor(room) {
    this.room = room;
    /** @type {Flip[]} */
    this.flips = [];
    this.done = 0;
    this.total = 0;
    this.version = -1;
    this.isRunning = false;
    this.engine = null;
    /** The examples as the released rules judge them. @type {Map<any, any>} */
    this.released = new Map();
  }

  /** Judges anew; a newer version of the texts ends it. */
  async measure() {
    if (this.isRunning) { this.isWanted = true; return; }
    this.isRunning = true;
    try {
      do {
        this.isWanted = false;
        await this.run(this.room.version);
      } while (this.isWanted);
    } catch (error) {
      this.engine = null;
    } finally {
      this.isRunning = false;
      m.redraw();
    }
  }

  /** An engine that the released rules have told first how they judge the examples. */
  async begin() {
    const engine = new Engine({ isReleased: true });
    const rows = await judgedExamples(engine, examples);
    this.released = new Map(examples.map((example, index) => [example, rows[index]]));
    engine.isReleased = false;
    return engine;
  }

  async run(version) {
    const wanted = () => this.room.version === version && !this.isWanted;
    this.engine = this.engine || await this.begin();
    await this.engine.ready;
    await this.engine.open();
    const flips = [];
    const beside = examplesBeside();
    const judged = await judgedExamples(this.engine, beside);
    judged.forEach((row, index) => {
      const example = beside[index];
      const before = this.released.get(example);
      const [from, to] = [before, row].map(({ decision }) => decision || "rejected");
      if (to !== from) flips.push({ name: example.title, from, to, rules: movedRules(before, row), example });
    });
    if (!wanted()) return;
    Object.assign(this, { flips, done: judged.length, total: judged.length + stock.total, version });
    m.redraw();
    const differing = new Set(this.room.differences.map((item) => item.rule));
    const isLikely = (row) => [...((row.result || {}).notMet || []), ...((row.result || {}).undetermined || [])].some((id) => differing.has(id));
    await judgeAgain(this.engine, wanted, isLikely, (file, rows) => {
      for (const row of rows) {
        const before = stock.rows[file.first + row.index];
        const to = row.decision || "rejected";
        // A source that clashes holds a project whatever the rules say.
        const from = before && (before.isHeld && before.result ? before.result.decision : before.decision || "rejected");
        if (before && to !== from) this.flips.push({ name: nameOf(before), from, to, rules: movedRules(before, row), row: before });
      }
      this.done += rows.length;
      if (performance.now() - (this.drawn || 0) > 300) { this.drawn = performance.now(); m.redraw(); }
    });
  }
}

/** The rules whose verdict moved. */
function movedRules(before, after) {
  const of = (row) => new Map([...((row.result || {}).notMet || []).map((id) => [id, "notMet"]), ...((row.result || {}).undetermined || []).map((id) => [id, "open"])]);
  const [old, now] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id));
}
