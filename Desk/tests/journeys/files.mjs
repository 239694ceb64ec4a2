import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, decision, journey, picture, root, saved, settled } from "../journey.mjs";

const example = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");

// What is given beside the dossier goes with it, and opens at a colleague's desk in the same state.
await journey("bundle", { width: 1280, height: 900 }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(settled, "a decision");
  await page.run('[...document.querySelectorAll(".folds .fold-head")].find((item) => item.textContent.includes("参数")).click()');
  await page.until('document.querySelector(".parameters input")', "the parameters");
  await picture(page, "parameters-1280");
  await accessible(page, "the parameters");
  await page.run('[...document.querySelectorAll(".parameters tr")].find((row) => /^[\\d.]+/.test(row.children[1].textContent)).querySelector("input").id = "given"');
  await page.type("#given", "0.8");
  await page.until(settled, "judged with it");
  check(await page.run('(() => { const event = new Event("beforeunload", { cancelable: true }); window.dispatchEvent(event); return event.defaultPrevented; })()'), "leaving with unsaved work asks");
  await page.press("保存", ".title-bar", "button");
  const path = await saved("甲.desk.json");
  const bundle = JSON.parse(readFileSync(path, "utf8"));
  check(bundle.desk === 1 && Object.keys(bundle.parameters).length === 1 && bundle.dossier.includes("1.25"), "the bundle holds dossier and parameters");
  check(!(await page.run('(() => { const event = new Event("beforeunload", { cancelable: true }); window.dispatchEvent(event); return event.defaultPrevented; })()')), "what is saved may be left");
  await page.press("撤销");
  await page.until(`${settled} && [...document.querySelectorAll(".parameters input")].every((item) => item.value === "")`, "undo takes the parameter back");
  page.dialogs = 0;
  await page.drop([{ name: "甲.desk.json", bytes: JSON.stringify({ ...bundle, saved: "2026-01-01" }) }]);
  await page.until('document.querySelector(".notice").textContent.includes("2026-01-01")', "the bundle opens");
  await page.until(`${settled} && document.querySelector(".folds")`, "the bundle is judged");
  check(page.dialogs === 1, "it was asked whether the change may be lost");
  await page.run('[...document.querySelectorAll(".folds .fold-head")].find((item) => item.textContent.includes("参数") && item.getAttribute("aria-expanded") === "false")?.click()');
  await page.until('document.querySelector(".parameters input") && [...document.querySelectorAll(".parameters input")].some((item) => item.value === "0.8")', "the parameter is there");
});

// A form of Excel goes out and comes back; a table of one project is a dossier; what is none is named.
await journey("forms", { width: 1280, height: 900 }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(settled, "a decision");
  const before = await page.run('document.querySelector(".causes").textContent + document.querySelector(".figures").textContent');
  await page.press("更多", ".title-bar");
  await page.press("给企业的 Excel", ".menu");
  const form = await saved("甲.填报表.xlsx");
  await page.press("更多", ".title-bar");
  await page.press("存为 CSV", ".menu");
  const table = await saved("甲.csv");
  await page.press("更多", ".title-bar");
  await page.press("关闭", ".menu");
  await page.drop([{ name: "回来.csv", bytes: readFileSync(table) }]);
  await page.until(`${settled} && document.querySelector("main.review h1").textContent.includes("云基地")`, "the table comes back", 60);
  check((await page.run('document.querySelector(".causes").textContent + document.querySelector(".figures").textContent')) === before, "it decides the same for the same reasons");
  await page.press("更多", ".title-bar");
  await page.press("关闭", ".menu");
  await page.drop([{ name: "填报表.xlsx", bytes: readFileSync(form) }]);
  await page.until(`${settled} && document.querySelector(".basics").textContent.includes("数据中心")`, "the form comes back", 60);
  await page.until(`${settled} && (${decision}).includes("补正")`, "an empty form lacks facts");
  await page.press("更多", ".title-bar");
  await page.press("关闭", ".menu");
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(settled, "a decision");
  await page.drop([{ name: "照片.png", bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }]);
  await page.until('document.querySelector(".notice.error.shown")', "a file that is none is named");
  check((await page.run('document.querySelector(".notice").textContent')).includes("JSON、CSV、XLSX"), "it says what is accepted");
  await page.drop([{ name: "坏.json", bytes: "{\"project\": " }]);
  await page.until('/坏\\.json 不是卷宗/.test(document.querySelector(".notice").textContent)', "a broken dossier is named");
  await page.drop([{ name: "重键.json", bytes: "{\"project\": {\"name\": \"甲\",\n\"name\": \"乙\"}}" }]);
  await page.until('/重键\\.json 第 2 行：键“name”写了两次/.test(document.querySelector(".notice").textContent)', "a key that stands twice is no last word");
  await page.until(`${settled} && (${decision}).includes("不予通过")`, "what was open stays");
  // Parameters of the rules go with what is open.
  await page.drop([{ name: "参数.json", bytes: "{\"unitEnergyBenchmark[电石]\": 805}" }]);
  await page.until('document.querySelector(".notice").textContent.includes("已按 参数.json 给定参数")', "parameters are taken", 20);
  await page.until(`${settled} && document.querySelector("main.review h1").textContent.includes("云基地")`, "the dossier is still open");
  // What cannot be read has no paper.
  await page.press("全部展开");
  await page.type("#f-dataCentre-pue", "1.2 吨");
  await page.until('document.querySelector("aside.decision .alert-box")', "a unit that does not fit");
  check(await page.run('[...document.querySelectorAll("aside.decision button")].find((item) => item.textContent === "审查意见书").disabled'), "there is no opinion while something cannot be read");
});

// A block of a spreadsheet is pasted into a list, by its headings.
await journey("paste", { width: 1280, height: 900 }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: JSON.stringify({ project: { province: "山西省", city: "长治市", industry: "coking", facilityType: "industrial", nature: "new", stage: "proposed" } }) }]);
  await page.until(`${settled} && document.querySelector(".groups .group")`, "the form");
  await page.run('[...document.querySelectorAll(".group .fold-head")].find((item) => item.textContent.includes("污染物")).click()');
  await page.until('document.querySelector(".group.open input.paste")', "the empty list");
  await page.run(`{ const data = new DataTransfer(); data.setData("text/plain", ${JSON.stringify("污染物\t不认识的列\n二氧化硫\tx\n氮氧化物\ty\n")}); const field = document.querySelector(".group.open input.paste"); field.focus(); field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }`);
  await page.until('document.querySelector(".group.open table.elements")', "a table of two");
  const table = await page.run('document.querySelector(".group.open table.elements").textContent');
  check(table.includes("第 2 项") && !table.includes("第 3 项"), `two elements: ${table.slice(0, 80)}`);
  check((await page.run('document.querySelector(".notice").textContent')).includes("不认识的列"), "a column without a place is named");
  await picture(page, "list-1280");
  await accessible(page, "a list");
});
