import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, journey, pause, picture, root, saved, settled } from "../journey.mjs";
import { bad, count, table } from "./stock-table.mjs";

// Journey 3: an office drops its table.
await journey("stock", { width: 1280, height: 900 }, async (page) => {
  await page.press("台账", "header");
  await picture(page, "stock-empty-1280");
  await accessible(page, "the empty stock");
  await page.run('window.longest = 0; { let last = performance.now(); const beat = () => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(beat); }; requestAnimationFrame(beat); }');
  await page.drop([{ name: "<img src=x onerror=alert(1)>.csv", bytes: table() }]);
  await page.until('document.querySelector(".progress")', "a bar of progress");
  await pause(500);
  await picture(page, "stock-running-1280");
  await page.until('document.querySelector(".done")', "all are judged", 600);
  console.log(`  ${await page.run('document.querySelector(".done").textContent')} The page stood still for ${(await page.run("window.longest")).toFixed(0)} ms at most.`);
  check((await page.run('document.querySelectorAll("img").length')) === 0, "a file's name stays text");
  const heading = await page.run('document.querySelector("h1").textContent');
  check(heading.includes(String(count)), `all rows are counted: ${heading}`);
  const rejected = await page.run('document.querySelector(".rejected-rows .count").textContent');
  check(rejected.includes(`${bad} 行`), `${bad} rows are rejected: ${rejected}`);
  await page.run('document.querySelector(".clashes .fold-head").click()');
  await page.until('document.querySelector(".clashes li")', "the furnace offered twice");
  const clash = await page.run('document.querySelector(".clashes").textContent');
  check(clash.includes("GL-2024-001") && clash.includes("第9号高炉") && clash.includes("第300号高炉"), `the furnace is named with both projects: ${clash.slice(0, 160)}`);
  await picture(page, "stock-1280");
  await accessible(page, "the stock");
  await page.run('document.querySelector(".rejected-rows .fold-head").click()');
  await picture(page, "stock-rejected-1280");
  check((await page.run('document.querySelector(".rejected-rows .where").textContent')).includes("第"), "a rejected row has its line");
  // One county.
  await page.press("沙坡头区", ".charts", "button");
  check(await page.run('[...document.querySelectorAll(".line .place")].every((item) => item.textContent.includes("沙坡头区"))'), "the filter holds");
  const shown = Number(await page.run('/\\d+/.exec(document.querySelector(".filters .soft").textContent)[0]'));
  check(shown > 0 && shown < count, `some are shown: ${shown}`);
  check((await page.run('document.querySelector(".totals").textContent')).length > 0, "the totals are those of what is shown");
  await picture(page, "stock-filtered-1280");
  await page.press("导出 CSV");
  const path = await saved(`审查台账（${count}个中的${shown}个）.csv`);
  const text = readFileSync(path, "utf8");
  rmSync(path);
  check(text.trim().split("\r\n").length === shown + 1, `the export holds what is shown: ${text.trim().split("\r\n").length - 1} of ${shown}`);
  check(text.startsWith("\ufeff"), "spreadsheets know the characters");
  // Sorted, into a dossier, and back to the same place.
  await page.press("得分", ".table .head", "button");
  await page.press("号", ".table .rows", "button");
  await page.until(settled, "the dossier of a row");
  await page.press("返回台账");
  await page.until(`document.querySelector(".filters .soft").textContent.includes("${shown}")`, "the stock as it was left");
  await page.size(390, 844);
  await picture(page, "stock-390");
});

// Several files at once, a workbook among them, as the command line reads it.
await journey("workbook", { width: 1920, height: 1080 }, async (page) => {
  await page.press("台账", "header");
  const book = readFileSync(join(root, "Tests/Spreadsheets/excel-two-sheets.xlsx"));
  const head = "项目名称,项目所在省（区）,项目所在市（盟）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE";
  await page.drop([
    { name: "甲.csv", bytes: [head, "甲中心,宁夏,中卫,数据中心,数据中心,新建,拟建,1.25", "乙中心,宁夏,中卫,数据中心,数据中心,新建,拟建,很好", "丙中心,宁夏"].join("\n") },
    { name: "book.xlsx", bytes: book }, { name: "坏.xlsx", bytes: Buffer.from("PK\u0003\u0004 nothing") }, { name: "说明.docx", bytes: "x" },
  ]);
  await page.until('document.querySelector(".done")', "all are judged", 120);
  const shown = await page.run('document.querySelector(".table").textContent');
  for (const name of ["甲中心", "甲数据中心", "乙数据中心"]) check(shown.includes(name), `${name} is read: ${shown.slice(0, 200)}`);
  await page.run('document.querySelector(".rejected-rows .fold-head").click()');
  const told = await page.run('document.querySelector(".rejected-rows").textContent');
  for (const name of ["坏.xlsx", "说明.docx", "甲.csv"]) check(told.includes(name), `${name} is named: ${told.slice(0, 300)}`);
  check(/退回 2 行/.test(told), `a line that is no row counts as rejected: ${told.slice(0, 60)}`);
  await picture(page, "workbook-1920");
});
