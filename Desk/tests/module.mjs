// The module gives the native program's bytes: MODULE PROGRAM REVIEW. All examples as JSON, HTML, text
// and documents, workbooks as stocks, dossiers with long lists and with numbers from 2^31 to 2^63, all cases of all rulesets.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { engineVersion, openEngine, releaseOf } from "../engine-in-node.mjs";
import { packed } from "../page/parts/calls.js";
import { readWorkbook } from "../page/parts/workbook.js";

const [modulePath, programPath, reviewPath] = process.argv.slice(2).map((path) => resolve(path));
const root = fileURLToPath(new URL("../..", import.meta.url));
const today = new Date().toISOString().slice(0, 10);
const scratch = mkdtempSync(join(tmpdir(), "desk-"));
let failures = 0;
const times = [];

/** The native program, in a folder without rules, so that it judges by those it was built with. */
function native(...words) {
  try {
    return execFileSync(reviewPath, words, { cwd: scratch, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, REVIEW_RULES: "" } });
  } catch (error) {
    return error.stdout;
  }
}

function expect(name, mine, theirs) {
  if (Buffer.compare(Buffer.from(mine), Buffer.from(theirs)) === 0) return;
  failures += 1;
  const [a, b] = [Buffer.from(mine).toString().split("\n"), Buffer.from(theirs).toString().split("\n")];
  const line = a.findIndex((text, index) => text !== b[index]);
  console.log(`differs: ${name}\n  module ${line + 1}: ${(a[line] || "").slice(0, 200)}\n  native ${line + 1}: ${(b[line] || "").slice(0, 200)}`);
}

const release = releaseOf(String(native("evaluate", join(root, "Rules/examples/zhongwei-data-centre.json"), "--format", "json")));
const engine = await openEngine(modulePath, programPath, { version: engineVersion(), today, release });

const number = ["2147483647", "2147483648", "4294967296", "9007199254740993", "9223372036854775807"];
const source = JSON.parse(readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8"));
const dossiers = readdirSync(join(root, "Rules/examples")).filter((name) => name.endsWith(".json"))
  .map((name) => [name, readFileSync(join(root, "Rules/examples", name), "utf8")]);
for (const value of number) {
  const text = JSON.stringify({ ...source, dataCentre: { ...source.dataCentre, standardRacks: 0 }, energy: { ...source.energy, designTceCalorific: "@" } });
  dossiers.push([`number-${value}.json`, text.replace('"@"', value).replace('"standardRacks":0', `"standardRacks":${value}`)]);
}
dossiers.push(["long-list.json", JSON.stringify({
  ...source, pollutants: Array.from({ length: 100 }, (_, index) => ({ name: "氮氧化物", emission: index, offset: 2 * index })),
})]);

for (const [name, text] of dossiers) {
  const path = join(scratch, name);
  writeFileSync(path, text);
  const start = process.hrtime.bigint();
  const judged = engine.json("judge", path, text, "", "");
  const afterJudge = process.hrtime.bigint();
  const forms = name.startsWith("number") || name.startsWith("long") ? ["json"] : ["json", "html", "text", "docx"];
  for (const format of forms) {
    if (judged.review) {
      const mine = engine.call("report", format, "zh");
      if (format === "json") times.push([name, Number(afterJudge - start) / 1e6, Number(process.hrtime.bigint() - afterJudge) / 1e6]);
      const target = join(scratch, `out.${format}`);
      const theirs = format === "docx" ? (native("evaluate", path, "--format", format, "--output", target), readFileSync(target)) : native("evaluate", path, "--format", format);
      expect(`${name} ${format}`, mine, theirs);
    } else if (native("evaluate", path, "--format", "json").toString().trim() !== "[]") {
      failures += 1;
      console.log(`differs: ${name} is rejected by the module alone: ${JSON.stringify(judged.rejected).slice(0, 300)}`);
    }
  }
}
console.log(`${dossiers.length} dossiers; ms to the decision, and to the whole result: ${times.map(([name, a, b]) => `${name} ${a.toFixed(0)}/${b.toFixed(0)}`).join(", ")}`);

// Workbooks, taken apart by the page, are read as the command line reads them.
for (const name of readdirSync(join(root, "Tests/Spreadsheets")).filter((name) => name.endsWith(".xlsx"))) {
  const path = join(root, "Tests/Spreadsheets", name);
  const sheets = await readWorkbook(new Uint8Array(readFileSync(path)));
  const opened = engine.json("workbook", name, ...sheets.flatMap(({ name, csv, hidden }) => [name, csv, hidden ? "hidden" : "shown"]));
  const told = ({ decision, notMet, undetermined, score, rejected }) => JSON.stringify(rejected ? "rejected" : { decision, notMet, undetermined, score });
  const mine = engine.json("judge-stock", "0", String(opened.count)).map((row) => told(row.rejected ? row : row.result));
  const theirs = native("evaluate", path, "--format", "jsonl", "--explain", "none").toString().trim().split("\n").map((line) => told(JSON.parse(line)));
  expect(`${name} as a stock`, mine.join("\n"), theirs.join("\n"));
}

// What is missing is counted over a stock, in whatever order.
const sorted = (row) => JSON.stringify({ ...row, missing: row.missing && [...row.missing].sort() });

// A stock is judged in bulk, and says what the reference says of each dossier, beside nobody.
{
  const lines = dossiers.map(([, text]) => JSON.stringify(JSON.parse(text))).join("\n");
  const { count } = engine.json("stock", "stock.ndjson", lines);
  const start = process.hrtime.bigint();
  const rows = engine.json("judge-stock", "0", String(count), "0");
  const bulk = Number(process.hrtime.bigint() - start) / 1e6;
  const reference = rows.map((row) => (row.rejected ? row : engine.json("judge-beside", String(row.index), String(row.index), "[]", "begins")));
  const alone = Number(process.hrtime.bigint() - start) / 1e6 - bulk;
  expect("the stock in bulk", rows.map(sorted).join("\n"), reference.map(sorted).join("\n"));
  const some = [count - 1, 0];
  expect("some rows", JSON.stringify(engine.json("judge-rows", some.join(), "0")), JSON.stringify(some.map((index) => rows[index])));
  console.log(`a stock of ${count}: ${(bulk / count).toFixed(1)} ms a dossier, by the reference ${(alone / count).toFixed(1)}`);
}

// Sources that many use: told use by use, or all again for each dossier, the rows are the same.
{
  const [, first] = dossiers.find(([name]) => name.includes("inner-mongolia-data-centre"));
  const projects = Array.from({ length: 5 }, (_, index) => {
    const dossier = JSON.parse(first);
    Object.assign(dossier.project, { name: `第${index}号`, code: `X-${index}` });
    return { ...dossier, capacityReplacement: { sources: [{ sourceId: "GL-1", enterprise: "甲厂", equipment: "炉", capacity: "5 万吨/年", verified: true }] } };
  });
  engine.json("stock", "shared.json", JSON.stringify(projects));
  const rows = engine.json("judge-stock", "0", String(projects.length), "0");
  const beside = (index, from, begins) => engine.json("judge-beside", String(index), String(index), JSON.stringify(rows.slice(from, index).flatMap(({ uses }) => uses)), ...(begins ? ["begins"] : []));
  const atOnce = rows.map((_, index) => JSON.stringify(beside(index, 0, true)));
  const oneByOne = rows.map((_, index) => JSON.stringify(beside(index, index, index === 0)));
  const fromTheThird = [2, 3, 4].map((index) => JSON.stringify(beside(index, index === 2 ? 0 : index, index === 2)));
  expect("sources told one by one", oneByOne.join("\n"), atOnce.join("\n"));
  expect("sources told from the third on", fromTheThird.join("\n"), atOnce.slice(2).join("\n"));
  expect("a source is the first one's", String(atOnce.map((row, index) => sorted(JSON.parse(row)) === sorted(rows[index]))), "true,false,false,false,false");
  engine.json("stock", "shared.json", JSON.stringify(projects));
  engine.json("open", readFileSync(programPath), engineVersion(), today, "zh", "");
  engine.json("stock", "shared.json", JSON.stringify(projects));
  expect("nothing is known of a new engine", String(Boolean(beside(1, 1, false).failure)), "true");
}

// What `review desk --engine` answers: the same calls, the same bytes, and a part of a file has its own lines.
{
  const lines = dossiers.map(([, text]) => JSON.stringify(JSON.parse(text))).join("\n");
  const head = "项目名称,项目所在省（区）,项目所在市（盟）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE";
  const table = [head, "甲中心,宁夏,中卫,数据中心,数据中心,新建,拟建,1.25", "乙中心,宁夏,中卫,数据中心,数据中心,新建,拟建,很好", "丙中心,宁夏,不知道,数据中心,数据中心,新建,拟建,1.1"].join("\n");
  const calls = [
    ["open", readFileSync(programPath), engineVersion(), today, "zh", "", ...(release ? [release.name, release.signer] : [])],
    ["stock", "stock.ndjson", lines, "41"], ["judge-stock", "0", String(dossiers.length), "7"], ["stock-dossier", "2"],
    ["stock", "table.csv", table], ["judge-stock", "0", "3", "0"], ["judge-stock", "1", "1"], ["nothing"],
  ];
  const input = Buffer.concat(calls.map((call) => { const bytes = packed(call); const size = Buffer.alloc(4); size.writeUInt32LE(bytes.length); return Buffer.concat([size, bytes]); }));
  const output = execFileSync(reviewPath, ["desk", "--engine"], { input, maxBuffer: 1 << 28 });
  let at = 0;
  for (const call of calls) {
    const size = output.readUInt32LE(at);
    expect(`the native engine: ${call[0]}`, engine.call(...call), output.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  expect("nothing more is answered", String(at), String(output.length));
  expect("a part of a file has its own lines", String(engine.json("stock", "a.ndjson", lines, "41") && engine.json("judge-stock", "1", "1", "0")[0].line), "42");
}

// Rules that an authority signed have the name that it gave them.
{
  const signed = { name: "两高规则 2026-1", signer: "two-high.example/rules" };
  const named = await openEngine(modulePath, programPath, { version: engineVersion(), today, release: signed });
  named.json("judge", ...dossiers[0], "", "");
  expect("the name of the release", JSON.stringify(releaseOf(new TextDecoder().decode(named.call("report", "json", "zh")))), JSON.stringify(signed));
}

if (process.env.CASES) {
  const filesBelow = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]).sort();
  const texts = filesBelow("Rules").filter((path) => /\.(rules|csv|cases)$/.test(path));
  engine.call("texts", ...texts.flatMap((path) => [path, readFileSync(join(root, path))]));
  const bases = filesBelow("Rules").filter((path) => path.endsWith(".json")).flatMap((path) => [path, readFileSync(join(root, path))]);
  const start = Date.now();
  const mine = engine.call("test", ...bases);
  const seconds = (Date.now() - start) / 1000;
  const theirs = execFileSync(reviewPath, ["test", "Rules", "--format", "json"], { cwd: root, maxBuffer: 1 << 28 });
  expect("cases", mine, theirs);
  console.log(`cases of all rulesets: ${seconds.toFixed(1)} s in the module, ${mine.length} bytes of results`);
}
console.log(`memory of the module: ${(engine.memory() / 1048576).toFixed(1)} MB`);
rmSync(scratch, { recursive: true });
console.log(failures ? `${failures} differences` : "the same bytes");
process.exit(failures ? 1 : 0);
