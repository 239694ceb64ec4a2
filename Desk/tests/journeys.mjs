// What people do at the desk, in a real browser: journeys.mjs DESK.HTML [PICTURES]. The console stays
// empty, nothing leaves the page, nothing serious is wrong for those who cannot see it.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Browser } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const desk = resolve(process.argv[2]);
const pictures = process.argv[3] ? resolve(process.argv[3]) : null;
if (pictures) mkdirSync(pictures, { recursive: true });
const axe = process.env.AXE_SCRIPT && existsSync(process.env.AXE_SCRIPT) ? readFileSync(process.env.AXE_SCRIPT, "utf8") : null;
const only = process.env.ONLY;

const browser = new Browser();
let failures = 0;
const check = (holds, what) => {
  if (holds) return;
  failures += 1;
  console.log(`  does not hold: ${what}`);
};
const decision = '(document.querySelector("aside.decision .word") || {}).textContent';
const settled = `document.querySelector("aside.decision .word") && !document.querySelector("aside.decision.old")`;

async function journey(name, options, steps) {
  if (only && !name.includes(only)) return;
  const page = await browser.open(options.path || desk, options);
  const start = Date.now();
  try {
    if (!options.path) await page.until('document.querySelector("header nav") && !document.querySelector("main.waiting")', "the page is ready", 120);
    await steps(page);
    check(page.errors.length === 0, `the console is empty: ${page.errors.join("; ").slice(0, 400)}`);
  } catch (error) {
    failures += 1;
    console.log(`  ${error.stack.split("\n").slice(0, 3).join(" ")}`);
    if (pictures) await page.picture(join(pictures, `failed-${name}.png`)).catch(() => {});
    if (page.errors.length) console.log(`  console: ${page.errors.join("; ").slice(0, 600)}`);
  }
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  await page.close();
}

const picture = (page, name, whole) => (pictures ? page.picture(join(pictures, `${name}.png`), whole) : undefined);

/** Nothing serious is wrong for assistive programs. */
async function accessible(page, room) {
  if (!axe) return;
  await page.run(axe);
  const found = await page.run(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + " " + nodes.length + "× " + nodes[0].html.slice(0, 160)))`);
  check(found.length === 0, `${room} is accessible: ${found.join(" | ")}`);
}

// A newcomer's first minute: an example in one click, its reasons in a second.
for (const [width, dark] of [[1280, false], [390, false], [1280, true]]) {
  await journey(`first-minute-${width}${dark ? "-dark" : ""}`, { width, height: width < 500 ? 844 : 900, dark }, async (page) => {
    const at = `${width}${dark ? "-dark" : ""}`;
    console.log(`  ready after ${(await page.run("deskTimes().ready")).toFixed(0)} ms`);
    await page.until('document.querySelectorAll(".example").length === 8');
    await picture(page, `start-${at}`);
    await accessible(page, "the start");
    await page.press("云基地算力中心");
    await page.until(`${settled} && (${decision}).includes("不予通过")`, "a refusal");
    check((await page.run('document.querySelector(".causes").textContent')).includes("1.25 > 1.2"), "the cause says its numbers");
    await page.press("1.25 > 1.2", ".causes");
    await page.until('document.querySelector(".causes blockquote") && document.querySelector(".causes .part")', "the clause and the reasons");
    await picture(page, `refused-${at}`, width < 500);
    await page.until('document.querySelector(".ways .way .outcome")', "ways to pass");
    await accessible(page, "the review");
    await page.press("在表里试", ".ways");
    await page.until(`${settled} && (${decision}).includes("通过") && !(${decision}).includes("不予")`, "the repair passes");
    await picture(page, `repaired-${at}`);
    await page.press("撤销");
    await page.until(`${settled} && (${decision}).includes("不予通过")`, "undone");
    if (width === 1280) {
      await page.press("全部展开");
      await picture(page, `form-${at}`);
      await accessible(page, "the form");
      await page.type("#f-dataCentre-pue", "十分好");
      await page.until('document.querySelector(".messages .error")', "what cannot be read is said beside the field");
      await page.run('document.querySelector("#f-dataCentre-pue").scrollIntoView({ block: "center" })');
      await picture(page, `unreadable-${at}`);
      for (const value of ["1", "1.1", "1.19", "1.2", "1.3", "1.35", "1.2"]) await page.type("#f-dataCentre-pue", value).then(() => page.until(settled));
      const times = (await page.run("deskTimes().decisions")).slice(-8).sort((a, b) => a - b);
      console.log(`  keystroke to decision: ${times.map((time) => time.toFixed(0)).join(" ")} ms`);
      await page.press("审查意见书");
      await page.until('document.querySelector(".report iframe") && document.querySelector(".report iframe").contentDocument.querySelector("h1")', "the opinion");
      const colour = await page.run('getComputedStyle(document.querySelector(".report iframe").contentDocument.querySelector("h1")).fontSize');
      check(colour !== "32px", "the opinion has its style");
      await picture(page, `opinion-${at}`);
      await page.press("返回");
    }
  });
}

// Journey 1: an empty form for a coking plant in Shanxi.
await journey("coking-plant", { width: 1280, height: 900 }, async (page) => {
  await page.press("新建卷宗");
  await page.choose("#f-project-province", "山西省");
  await page.choose("#f-project-city", "长治市");
  await page.choose("#f-project-industry", "coking");
  await page.choose("#f-project-facilityType", "industrial");
  await page.choose("#f-project-nature", "new");
  await page.choose("#f-project-stage", "proposed");
  await page.until('document.querySelector(".opening .soft") && /有 \\d+ 个问题/.test(document.querySelector(".opening").textContent)', "how many questions there are");
  await picture(page, "opening-1280");
  await accessible(page, "the opening");
  await page.press("继续");
  await page.until('document.querySelector(".next .field, .next .list")', "the first question");
  await picture(page, "interview-1280");
  const foreign = await page.run('[...document.querySelectorAll(".group .title")].map((item) => item.textContent).filter((text) => /数据中心|建筑|停车|养殖/.test(text))');
  check(foreign.length === 0, `no group of another trade: ${foreign}`);
  let asked = 0;
  for (; asked < 25; asked += 1) {
    if ((await page.run(decision)).includes("不予通过")) break;
    const label = await page.run('(document.querySelector(".next .name") || {}).textContent || ""');
    if (!label) break;
    const before = label;
    await page.run(`{ const row = document.querySelector(".next .control");
      if (document.querySelector(".next .list")) [...document.querySelectorAll(".next .list button")].find((item) => item.textContent.includes("没有")).click(); else {
      const select = row.querySelector("select:not(.kind)"); const radios = row.querySelectorAll("input[type=radio]"); const text = row.querySelector("input[type=text]"); const box = row.querySelector("input[type=checkbox]");
      if (radios.length) radios[1].click();
      else if (select) { select.value = [...select.options].map((option) => option.value).filter((value) => /notConform|none|restricted/.test(value))[0] || select.options[1].value; select.dispatchEvent(new Event("change", { bubbles: true })); }
      else if (box) box.click();
      else if (text) { text.value = "2000"; text.dispatchEvent(new Event("input", { bubbles: true })); } } }`);
    await page.until(`${settled} && (!document.querySelector(".next .name") || document.querySelector(".next .name").textContent !== ${JSON.stringify(before)} || (${decision}).includes("不予通过"))`, `an answer to ${label}`, 10).catch(async () => {
      await page.press("先跳过", ".next");
    });
  }
  check((await page.run(decision)).includes("不予通过"), "the coking plant is refused");
  check(asked < 25, "fewer than 25 questions");
  console.log(`  ${asked} questions to the refusal: ${await page.run('document.querySelector(".causes").textContent.slice(0, 160)')}`);
  await picture(page, "coking-refused-1280");
});

// A stock: three hundred projects, some of them broken.
await journey("stock", { width: 1280, height: 900 }, async (page) => {
  const examples = readdirSync(join(root, "Rules/examples")).filter((name) => name.endsWith(".json"))
    .map((name) => JSON.stringify(JSON.parse(readFileSync(join(root, "Rules/examples", name), "utf8"))));
  const lines = Array.from({ length: Number(process.env.STOCK || 200) }, (_, index) => (index % 40 === 39 ? '{"project": {"name": "坏行", "province": "不存在省"}}' : examples[index % examples.length]));
  await page.press("台账", "header");
  await picture(page, "stock-empty-1280");
  await page.drop([{ name: "<img src=x onerror=alert(1)>.ndjson", bytes: lines.join("\n") }]);
  await page.until('document.querySelector(".done")', "all are judged", 300);
  console.log(`  ${await page.run('document.querySelector(".done").textContent')}`);
  check((await page.run('document.querySelectorAll("img").length')) === 0, "a file's name stays text");
  const heading = await page.run('document.querySelector("h1").textContent');
  check(heading.includes(String(lines.length)), `all rows are counted: ${heading}`);
  await picture(page, "stock-1280");
  await accessible(page, "the stock");
  await page.press("不予通过", ".charts");
  check((await page.run('[...document.querySelectorAll(".line .decided")].every((item) => item.textContent.includes("不予通过"))')), "the filter holds");
  await page.type(".filters .search", "电石");
  await page.until('/显示 \\d+ 个/.test(document.querySelector(".filters").textContent)');
  await picture(page, "stock-filtered-1280");
  await page.run('document.querySelector(".table .line").click()');
  await page.until(settled, "the dossier of a row");
  await page.press("台账", "header");
  await page.size(390, 844);
  await picture(page, "stock-390");
});

// A table in GB18030, as offices keep them.
await journey("table", { width: 1280, height: 900 }, async (page) => {
  const head = "项目名称,省份,项目所在市（盟）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE";
  await page.press("台账", "header");
  const text = [head, "甲中心,宁夏,中卫,数据中心,数据中心,新建,拟建,1.25", "乙中心,宁夏,中卫,数据中心,数据中心,新建,拟建,很好"].join("\n");
  const bytes = await import("node:child_process").then(({ execFileSync }) => execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: text }));
  const book = readFileSync(join(root, "Tests/Spreadsheets/excel-two-sheets.xlsx"));
  await page.drop([{ name: "台账.csv", bytes }, { name: "book.xlsx", bytes: book }]);
  await page.until('document.querySelector(".done")', "all are judged", 120);
  const shown = await page.run('document.querySelector(".table").textContent');
  check(shown.includes("甲中心") && shown.includes("补正"), `the table is read: ${shown.slice(0, 200)}`);
  check((await page.run('document.querySelector(".rejected-rows").textContent')).length > 0, "the row that cannot be read is listed");
  await page.run('[...document.querySelectorAll(".table .line")].find((item) => item.textContent.includes("甲中心")).click()');
  await page.until(`${settled} && document.querySelector("h1").textContent.includes("甲中心")`, "a row becomes a dossier");
});

// Journey 2: a policy officer changes a limit.
await journey("rules", { width: 1280, height: 900 }, async (page) => {
  await page.press("规则", "header");
  await page.until('document.querySelector(".tree .fold-head")', "the tree");
  await picture(page, "rules-empty-1280");
  await page.run('document.querySelector(".tree .search").focus()');
  await page.send("Input.insertText", { text: "国家枢纽节点数据中心的PUE" });
  await page.press("国家枢纽节点数据中心的PUE", ".tree", ".leaf");
  await page.until('document.querySelector(".editor textarea")', "the editor");
  await picture(page, "rules-1280");
  await accessible(page, "the rules");
  const rewrite = (from, to) => page.run(`{ const area = document.querySelector(".editor textarea"); const text = area.value.replace(${JSON.stringify(from)}, ${JSON.stringify(to)});
    if (text === area.value) throw new Error("nothing to change: " + ${JSON.stringify(from)}); area.value = text; area.dispatchEvent(new Event("input", { bubbles: true })); }`);
  const checked = '/示例/.test(document.querySelector(".verdict-line").textContent) && !/正在检查/.test(document.querySelector(".verdict-line").textContent)';
  await rewrite("应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.25\n");
  await page.until(checked, "the impact");
  console.log(`  the nation's limit alone: ${await page.run('document.querySelector(".verdict-line").textContent')} (${await page.run("deskTimes().check.toFixed(0)")} ms to the diagnostics)`);
  // The province says the same; with its limit raised, too, the example passes what refused it.
  await page.run('document.querySelector(".tree .search").value = ""; document.querySelector(".tree .search").dispatchEvent(new Event("input"))');
  await page.run('document.querySelector(".tree .search").focus()');
  await page.send("Input.insertText", { text: "NX-3.1-05" });
  await page.run('new Promise((done) => setTimeout(done, 200))');
  await page.run('document.querySelector(".tree .leaf").click()');
  await page.until('document.querySelector(".editor textarea").value.includes("规则 NX-3.1-05")', "the file of the province");
  await rewrite("应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.25\n");
  await page.until(`${checked} && document.querySelector(".flips")`, "an example flips");
  console.log(`  with the province's: ${await page.run('document.querySelector(".verdict-line").textContent + " " + document.querySelector(".flips").textContent')}`);
  await picture(page, "rules-changed-1280");
  await rewrite("应 数据中心.PUE 不高于 1.25\n", "应 数据中心.PUEE 不高于 1.25\n");
  await page.until('document.querySelector(".diagnostics .error")', "an unknown name is an error", 60);
  await picture(page, "rules-wrong-1280");
});

// English.
await journey("english", { width: 1280, height: 900 }, async (page) => {
  await page.press("English", "header");
  await page.press("云基地算力中心");
  await page.until(`${settled} && (${decision}).includes("Refused")`, "a refusal in English");
  await picture(page, "refused-en-1280");
});

// Nothing leaves the page; without its policy it could.
let requests = 0;
const server = createServer((_, response) => { requests += 1; response.setHeader("Access-Control-Allow-Origin", "*"); response.end("x"); }).listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const leak = `Promise.all([fetch("${address}").catch(() => 0), new Promise((done) => { const image = new Image(); image.onload = image.onerror = done; image.src = "${address}i"; }),
  new Promise((done) => { const worker = new Worker(URL.createObjectURL(new Blob(['fetch("${address}w").catch(() => 0).then(() => postMessage(1))']))); worker.onmessage = worker.onerror = done; })]).then(() => 1)`;
const ready = async (page) => page.until('document.querySelector("header nav") && !document.querySelector("main.waiting")', "ready", 60);
{
  const page = await browser.open(desk);
  await ready(page);
  await page.run(leak);
  check(requests === 0, `nothing leaves the page: ${requests} requests`);
  await page.close();
  const bare = join(tmpdir(), `desk-without-policy-${process.pid}.html`);
  writeFileSync(bare, readFileSync(desk, "utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
  const control = await browser.open(bare);
  await ready(control);
  await control.run(leak);
  check(requests >= 2, `the control without policy reaches the server: ${requests} requests`);
  await control.close();
  console.log(`requests with the policy: 0 wanted; without it: ${requests}`);
}
server.close();
browser.end();
console.log(failures ? `${failures} failures` : "all journeys hold");
process.exit(failures ? 1 : 0);
