import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { check, journey, picture, root, saved } from "../journey.mjs";

// What lies beside dossiers in a folder, what columns nobody reads, and what was filtered before.

const example = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");
const nameless = JSON.stringify({ project: { province: "宁夏", city: "中卫市", industry: "数据中心", facilityType: "数据中心", nature: "新建", stage: "拟建" }, dataCentre: { pue: 1.4 } });
const heading = 'document.querySelector("h1").textContent';
const done = 'document.querySelector(".done")';

await journey("strangers", { width: 1280, height: 900 }, async (page) => {
  await page.press("台账", "header");
  await page.drop([
    { name: "甲.json", bytes: example }, { name: "乙.json", bytes: nameless }, { name: "坏.json", bytes: "{\"project\": " },
    { name: "readme.txt", bytes: "hello\n" }, { name: "pic.json", bytes: "{\"width\": 3}" }, { name: "数.json", bytes: "[1, 2]" },
  ]);
  await page.until(done, "all are judged", 120);
  check((await page.run(heading)).includes("3 个项目"), `what is no dossier does not count: ${await page.run(heading)}`);
  await page.run('{ const head = document.querySelector(".rejected-rows .fold-head"); if (head.getAttribute("aria-expanded") === "false") head.click(); }');
  const told = await page.run('document.querySelector(".rejected-rows").textContent');
  for (const name of ["readme.txt", "pic.json", "数.json"]) check(told.includes(name), `${name} is named: ${told.slice(0, 200)}`);
  check(/退回 1 行/.test(told), `a broken dossier is rejected: ${told.slice(0, 60)}`);
  const rows = await page.run('document.querySelector(".table .rows").textContent');
  for (const name of ["云基地", "乙.json", "坏.json"]) check(rows.includes(name), `a row is called ${name}: ${rows.slice(0, 200)}`);
  await picture(page, "strangers-1280");
  // A filter holds for the stock that it was chosen for; the export says what it leaves.
  await page.run('{ const field = document.querySelector(".filters .search"); field.value = "云基地"; field.dispatchEvent(new Event("input", { bubbles: true })); }');
  await page.until('[...document.querySelectorAll(".title-bar button")].some((item) => item.textContent.includes("（1 / 3 个）"))', "the button says how many of how many");
  await page.press("导出 CSV");
  check((await page.run('document.querySelector(".notice").textContent')).includes("写出筛选后的 1 个，共 3 个"), "the export says that it is a part");
  rmSync(await saved("审查台账（3个中的1个）.csv"));
  // Headings that nobody reads are named above the table.
  await page.drop([{ name: "表.csv", bytes: "省（区、市）,项目所在市（盟）,行业,设施类型,建设性质,项目阶段,备注栏\n宁夏,中卫,数据中心,数据中心,新建,拟建,甲\n" }]);
  await page.until(`${done} && ${heading}.includes("1 个项目")`, "the next stock", 120);
  check((await page.run('document.querySelector(".filters .search").value')) === "" && (await page.run('document.querySelector(".filters .soft").textContent')).includes("显示 1 个"), "it begins without filters");
  const unread = await page.run('document.querySelector(".unread-columns").textContent');
  check(unread.includes("有 2 列没有读懂") && unread.includes("省（区、市）") && unread.includes("备注栏"), `the columns are named: ${unread}`);
  await picture(page, "unread-columns-1280");
});

// The questions are called as a table may head its columns.
await journey("questions-as-headings", { width: 1280, height: 900 }, async (page) => {
  await page.press("新建卷宗");
  await page.until('document.querySelectorAll(".opening label").length >= 7', "the questions");
  const labels = await page.run('[...document.querySelectorAll(".opening label")].map((label) => label.firstChild.textContent)');
  await picture(page, "questions-1280");
  await page.press("台账", "header");
  await page.drop([{ name: "表.csv", bytes: `${labels.join(",")}\n宁夏,中卫,沙坡头区,数据中心,数据中心,新建,拟建\n` }]);
  await page.until(done, "judged", 120);
  check(!(await page.run('document.querySelector(".unread-columns")')), `every label is read: ${labels}`);
  check((await page.run('document.querySelector(".table .rows").textContent')).includes("中卫市 沙坡头区"), "the place is known");
});
