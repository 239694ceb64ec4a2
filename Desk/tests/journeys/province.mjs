import { readFileSync, rmSync } from "node:fs";
import { browser, check, desk, journey, openRule, picture, ready, saved } from "../journey.mjs";

// A new province: a name that no folder can have is refused, and what is saved opens again whole.

const write = (page, index, text) => page.run(`{ const field = document.querySelectorAll(".sheet-form input")[${index}]; field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event("input", { bubbles: true })); }`);
const unpacked = 'document.querySelector(".notice.shown") && /读入 \\d+ 个规则文件/.test(document.querySelector(".notice").textContent)';

await journey("province", { width: 1280, height: 900 }, async (page) => {
  await openRule(page, "NX-3.1-05");
  await page.press("更多", ".title-bar");
  await page.press("新建省市规则集", ".menu");
  await page.until('document.querySelector(".sheet-form input")', "the form");
  await write(page, 0, "甘肃省");
  for (const name of ["甘肃../坏 名", "甘 肃", "../甘肃", "con", "1甘肃", "宁夏：新", "NINGXIA"]) {
    await write(page, 1, name);
    await page.press("新建", ".sheet-form", "button");
    check(await page.run('Boolean(document.querySelector(".sheet-form [aria-invalid=true]")) && document.querySelector(".sheet-form .bad").textContent.length > 5'), `${name} is refused at the field`);
  }
  await picture(page, "province-refused-1280");
  await write(page, 1, "甘肃");
  await page.press("新建", ".sheet-form", "button");
  await page.until('document.querySelector(".notice").textContent.includes("已建 4 个文件")', "it is made", 60);
  await page.until('document.querySelector(".clause") && !document.querySelector(".clause").textContent.includes("NX-3.1-05")', "the card above is not that of the file before");
  check((await page.run('document.querySelector(".tree .search").value')) === "" && (await page.run('document.querySelector(".tree").textContent')).includes("1-first.rules"), "the tree is not filtered by the old word");
  await picture(page, "province-1280");
  await page.press("更多", ".title-bar");
  await page.press("存为 ZIP", ".menu");
  const path = await saved("Rules.zip");
  const zip = readFileSync(path);
  rmSync(path);
  const other = await browser.open(desk);
  await ready(other);
  await other.drop([{ name: "Rules.zip", bytes: zip }]);
  await other.until(unpacked, "the page's own ZIP is read whole", 60);
  check(!/没有读入|同名/.test(await other.run('document.querySelector(".notice").textContent')), "no file is left out");
  await other.until('document.querySelector(".differs") && document.querySelector(".differs").textContent.includes("4 个文件")', "the four files differ from the release", 60);
  check((await other.run('document.querySelector(".clause").textContent + (document.querySelector(".editor textarea") || {}).value')).includes("甘肃"), "the new ones are what is shown");
  await other.close();
});
