// How fast the module is: speed.mjs MODULE PROGRAM. Milliseconds of processor time, which other programs of
// the machine hardly change, and beside them those of the clock.
import { loadavg } from "node:os";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { engineVersion, openEngine } from "../engine-in-node.mjs";

const [modulePath, programPath] = process.argv.slice(2).map((path) => resolve(path));
const root = fileURLToPath(new URL("../..", import.meta.url));
const count = Number(process.env.STOCK || 600);

/** Milliseconds of processor and clock that something takes, as the middle one of several. */
function timed(times, act) {
  const all = [];
  for (let index = 0; index < times; index += 1) {
    const [cpu, clock] = [process.cpuUsage(), process.hrtime.bigint()];
    act(index);
    const { user, system } = process.cpuUsage(cpu);
    all.push([(user + system) / 1000, Number(process.hrtime.bigint() - clock) / 1e6]);
  }
  return all.sort((a, b) => a[0] - b[0])[Math.floor(times / 2)];
}
const told = ([cpu, clock], per = 1) => `${(cpu / per).toFixed(per > 1 ? 2 : 0)} ms (${(clock / per).toFixed(per > 1 ? 2 : 0)} by the clock)`;

let engine;
const opening = await (async () => {
  const [cpu, clock] = [process.cpuUsage(), process.hrtime.bigint()];
  engine = await openEngine(modulePath, programPath, { version: engineVersion(), today: "2026-03-01" });
  const { user, system } = process.cpuUsage(cpu);
  return [(user + system) / 1000, Number(process.hrtime.bigint() - clock) / 1e6];
})();
console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
console.log(`to the rules being read: ${told(opening)}`);

const examples = readdirSync(join(root, "Rules/examples")).filter((name) => name.endsWith(".json")).map((name) => readFileSync(join(root, "Rules/examples", name), "utf8"));
const centre = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");
for (const text of examples) engine.json("judge", "a.json", text, "", "");
console.log(`a keystroke to the decision: ${told(timed(9, (index) => engine.json("judge", "a.json", centre.replace("1.25", `1.2${index}`), "", "")))}`);
console.log(`ways to pass: ${told(timed(3, () => { engine.json("judge", "a.json", centre, "", ""); engine.json("advise"); }))}`);
const deciding = timed(1, () => engine.json("deciding"));
console.log(`the facts that decide alone: ${told(deciding)}`);

const columns = "项目名称,项目所在省（区）,项目所在市（盟）,项目所在县（区、旗）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE,设计年综合能源消费量（当量值）";
const table = [columns, ...Array.from({ length: count }, (_, index) => (index % 3 ? `第${index}号数据中心,宁夏回族自治区,中卫市,沙坡头区,数据中心,数据中心,新建,拟建,${(1.1 + (index % 40) / 100).toFixed(2)},${30000 + index}`
  : `第${index}号高炉项目,山西省,长治市,潞州区,钢铁,工业,新建,拟建,,${120000 + index}`))].join("\n");
console.log(`opening a table of ${count}: ${told(timed(1, () => engine.json("stock", "a.csv", table)))}`);
engine.json("judge-stock", "0", "20", "0");
console.log(`a row of a table: ${told(timed(1, () => engine.json("judge-stock", "0", String(count), "0")), count)}`);
engine.json("stock", "a.ndjson", Array.from({ length: count }, (_, index) => JSON.stringify(JSON.parse(examples[index % examples.length]))).join("\n"));
engine.json("judge-stock", "0", "8", "0");
console.log(`an example in a stock: ${told(timed(1, () => engine.json("judge-stock", "0", String(count), "0")), count)}`);

// What a keystroke costs: at a limit, in the largest file of rules, and in the vocabulary, of which everything
// else speaks. Every keystroke makes the text longer or shorter, so that what follows it moves.
const filesBelow = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]).sort();
const ruleFiles = filesBelow("Rules").filter((path) => /\.(rules|csv)$/.test(path));
engine.call("texts", ...ruleFiles.flatMap((path) => [path, readFileSync(join(root, path))]));
engine.json("check", ruleFiles[0], readFileSync(join(root, ruleFiles[0]), "utf8"));
engine.json("compare");
const insertedAt = (text, place, index) => text.slice(0, place) + "字".repeat(1 + (index % 3)) + text.slice(place);
const atLimit = (text, index) => text.replace("应 数据中心.PUE 不高于 1.2\n", `应 数据中心.PUE 不高于 1.2${"5".repeat(index % 3)}\n`);
const atLastQuotation = (text, index) => insertedAt(text, text.lastIndexOf("「") + 1, index);
const largest = ruleFiles.filter((path) => /\d-.*\.rules$/.test(path)).map((path) => [readFileSync(join(root, path)).length, path]).sort((a, b) => b[0] - a[0])[0][1];
for (const [path, typed] of [["Rules/ningxia/3-key-tasks.rules", atLimit], [largest, atLastQuotation], ["Rules/vocabulary.rules", atLastQuotation]]) {
  const text = readFileSync(join(root, path), "utf8");
  engine.json("check", path, typed(text, 0));
  console.log(`a keystroke to its messages, ${path}: ${told(timed(7, (index) => engine.json("check", path, typed(text, index + 1))))}`);
  console.log(`messages and what it changes, ${path}: ${told(timed(7, (index) => { engine.json("check", path, typed(text, index + 1)); engine.json("compare"); }))}`);
  engine.json("check", path, text);
}
console.log(`memory of the module: ${(engine.memory() / 1048576).toFixed(1)} MB`);
