import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, decision, journey, picture, root, settled } from "../journey.mjs";

const example = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");
const write = (page, index, text) => page.run(`{ const field = document.querySelectorAll(".passphrase input")[${index}]; field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event("input", { bubbles: true })); }`);

// A draft stays in the browser only if it is asked for, and nobody reads it without its passphrase.
await journey("draft", { width: 1280, height: 900 }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(settled, "a decision");
  check((await page.run("localStorage.length")) === 0, "nothing is kept unasked");
  await page.press("更多", ".title-bar");
  await page.press("加密草稿", ".menu");
  await page.until('document.querySelectorAll(".passphrase input").length === 2', "a passphrase is asked for");
  await write(page, 0, "short");
  await page.press("开始留草稿", ".passphrase");
  await page.until('document.querySelector(".passphrase .bad")', "a short one is not taken");
  await picture(page, "draft-asked-1280");
  await accessible(page, "the passphrase");
  await write(page, 0, "一句长一点的口令");
  await write(page, 1, "一句长一点的口令");
  await page.press("开始留草稿", ".passphrase");
  await page.until('document.querySelector(".draft-kept")', "it is kept", 60);
  const stored = await page.run("JSON.stringify(localStorage)");
  check(!/云基地|1\.25|dataCentre/.test(stored) && stored.includes("sealed"), "what is stored says nothing");
  await page.press("全部展开");
  await page.type("#f-dataCentre-pue", "1.15");
  await page.until(`${settled} && (${decision}).includes("补正")`, "a change");
  await page.until(`JSON.stringify(localStorage) !== ${JSON.stringify(stored)}`, "the change is kept, too", 20);
  await page.press("更多", ".title-bar");
  await page.press("关闭", ".menu");
  await page.until('document.querySelector(".drafts li")', "the draft is offered at the beginning");
  await picture(page, "start-draft-1280");
  await page.press("的草稿", ".drafts");
  await page.until('document.querySelectorAll(".passphrase input").length === 1', "its passphrase is asked for");
  await write(page, 0, "另一个口令另一个");
  await page.press("打开", ".passphrase");
  await page.until('document.querySelector(".passphrase .bad")', "another passphrase opens nothing", 60);
  await write(page, 0, "一句长一点的口令");
  await page.press("打开", ".passphrase");
  await page.until(`${settled} && (${decision}).includes("补正")`, "it opens as it was left", 60);
  await page.press("更多", ".title-bar");
  await page.press("关闭", ".menu");
  await page.press("删除", ".drafts");
  await page.until('!document.querySelector(".drafts")', "it is gone");
  check((await page.run("localStorage.length")) === 0, "nothing is left of it");
});
