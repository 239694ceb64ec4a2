import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, check, decision, journey, picture, root, saved, settled } from "../journey.mjs";

const found = (page, word) => page.run(`{ const field = document.querySelector(".tree .search"); field.value = ${JSON.stringify(word)}; field.dispatchEvent(new Event("input")); }`);
/** Writes in the editor as somebody does who has put the cursor there. */
const rewrite = (page, from, to) => page.run(`{ const area = document.querySelector(".editor textarea"); const at = area.value.indexOf(${JSON.stringify(from)});
  if (at < 0) throw new Error("nothing to change: " + ${JSON.stringify(from)}); area.focus(); area.setSelectionRange(at, at + ${JSON.stringify(from)}.length); document.execCommand("insertText", false, ${JSON.stringify(to)}); }`);
const line = 'document.querySelector(".verdict-line").textContent';
const seen = `/改判/.test(${line}) && !/正在看|检查中/.test(${line})`;

// Journey 2: a policy officer changes a limit.
await journey("rules", { width: 1280, height: 900 }, async (page) => {
  await page.press("规则", "header");
  await page.until('document.querySelector(".tree .fold-head")', "the tree");
  await picture(page, "rules-empty-1280");
  await accessible(page, "the empty rules");
  await found(page, "国家枢纽节点数据中心的PUE");
  await page.press("国家枢纽节点数据中心的PUE", ".tree", ".leaf");
  await page.until('document.querySelector(".editor textarea")', "the editor");
  check((await page.run('document.querySelector(".clause").textContent')).includes("1.2"), "the words of the clause stand beside it");
  await picture(page, "rules-1280");
  await accessible(page, "the rules");
  await rewrite(page, "应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.25\n");
  await page.until(seen, "the impact");
  console.log(`  the nation's limit alone: ${await page.run(line)}`);
  const speeds = [];
  for (const limit of ["1.24", "1.23", "1.26", "1.25"]) {
    await page.run(`{ const area = document.querySelector(".editor textarea"); const found = /数据中心.PUE 不高于 (1[.]2\\d)/.exec(area.value); const at = found.index + found[0].length - 4; area.focus(); area.setSelectionRange(at, at + 4); document.execCommand("insertText", false, "${limit}"); }`);
    await page.until(seen, "the impact again");
    speeds.push(await page.run("deskTimes()"));
  }
  console.log(`  keystroke to diagnostics: ${speeds.map(({ check }) => check.toFixed(0)).join(" ")} ms; to the impact on all rules: ${speeds.map(({ impact }) => impact.toFixed(0)).join(" ")} ms`);
  check((await page.run('document.querySelector(".diagnostics").textContent')).includes("1.2"), "the quotation that says 1.2 is pointed out");
  await picture(page, "rules-warned-1280");
  // The province says the same; with its limit raised, too, the example passes what refused it.
  await found(page, "NX-3.1-05");
  await page.press("NX-3.1-05", ".tree", ".leaf");
  await page.until('document.querySelector(".editor textarea").value.includes("规则 NX-3.1-05")', "the file of the province");
  await rewrite(page, "应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.25\n");
  await page.until(`${seen} && /[1-9]\\d* 个改判/.test(${line})`, "an example flips");
  await page.press("影响", ".panels");
  await page.until('document.querySelector(".flips")', "who flips");
  console.log(`  with the province's: ${await page.run(line)}; ${await page.run('document.querySelector(".flips").textContent')}`);
  check((await page.run('document.querySelectorAll(".differences > li").length')) === 2, "two rules differ");
  check((await page.run('document.querySelector(".flips tr").lastElementChild.textContent')).includes("PUE"), "an example, too, says which rule moved it");
  check((await page.run('document.querySelector(".witness .fold-head").textContent')).includes("1.2"), "a witness lies between the limits");
  await picture(page, "rules-impact-1280");
  await accessible(page, "the impact");
  // A case is kept.
  await page.press("试一试", ".panels");
  await page.until('document.querySelector(".case-list .leaf") && document.querySelector(".facts-edit")', "the cases of the rule");
  await page.run('[...document.querySelectorAll(".case-list .leaf")].find((item) => item.textContent.includes("符合") && !item.textContent.includes("不")).click()');
  await page.until('[...document.querySelectorAll(".facts-edit label")].some((item) => item.textContent.includes("PUE"))', "its facts");
  await page.run('{ const field = [...document.querySelectorAll(".facts-edit label")].find((item) => item.textContent.includes("PUE")).querySelector("input"); field.value = "1.24"; field.dispatchEvent(new Event("input", { bubbles: true })); }');
  await page.until('[...document.querySelectorAll(".detail button")].some((item) => item.textContent.includes("记为案例") && !item.disabled)', "the verdict of the changed case");
  await picture(page, "rules-trial-1280");
  await accessible(page, "the trial");
  await page.press("记为案例", ".detail");
  await page.until('document.querySelector(".case-list").textContent.includes("1.24")', "the case is among them");
  // Its coverage and its limit.
  await page.press("覆盖", ".panels");
  await page.until('document.querySelector("table.coverage")', "the coverage");
  await picture(page, "rules-coverage-1280");
  await page.press("界限", ".panels");
  await page.until('document.querySelector("svg.strip circle")', "projects along the limit");
  await picture(page, "rules-limit-1280");
  await accessible(page, "the limit");
  check(await page.run('(() => { const event = new Event("beforeunload", { cancelable: true }); window.dispatchEvent(event); return event.defaultPrevented; })()'), "leaving with unsaved rules asks");
  // Saved, the command line takes it.
  await page.press("更多", ".title-bar");
  await page.press("存为 ZIP", ".menu");
  const archive = await saved("Rules.zip");
  const folder = mkdtempSync(join(tmpdir(), "desk-rules-"));
  execFileSync("python3", ["-m", "zipfile", "-e", archive, folder]);
  if (process.env.REVIEW) {
    const told = execFileSync(process.env.REVIEW, ["test", "Rules", "--filter", "1.24"], { cwd: folder, encoding: "utf8" });
    console.log(`  review test: ${told.trim().split("\n").pop()}`);
    check(/0 个失败/.test(told) && !/^0 个案例/.test(told), "review test accepts the case");
  }
  // Reviews go by the changed rules, and say so.
  await page.press("审查", "header");
  check((await page.run('document.querySelector(".banner").textContent')).includes("2 条"), "the page says that changed rules judge");
  await page.press("云基地算力中心");
  await page.until(settled, "a decision");
  check(!(await page.run('document.querySelector(".causes, .asks, .folds").textContent')).includes("1.25 > 1.2，"), "the changed limit judges");
  // A broken file keeps the last good rules.
  await page.press("规则", "header");
  await rewrite(page, "应 数据中心.PUE 不高于 1.25\n", "应 数据中心.PUEE 不高于 1.25\n");
  await page.until('document.querySelector(".verdict-line .bad") && /上一版没有错的规则/.test(document.querySelector(".verdict-line").textContent)', "an unknown name is an error", 60);
  await page.press("问题", ".panels");
  await page.until('document.querySelector(".diagnostics .error")', "the error is told");
  await picture(page, "rules-wrong-1280");
  await page.press("审查", "header");
  await page.until(settled, "the last good rules go on judging");
  check(!(await page.run(decision)).includes("undefined"), "there is a decision");
  check((await page.run('document.querySelector(".banner").textContent')).includes("还没有生效"), "the review says that the last change is not in force");
});

// A stock that other rules judged says so, and is judged again.
await journey("outdated", { width: 1280, height: 900 }, async (page) => {
  const head = "项目名称,项目所在省（区）,项目所在市（盟）,行业,设施类型,建设性质,项目阶段,规模等级,电能利用效率PUE";
  const refused = 'document.querySelector(".done") && document.querySelector(".table .rows").textContent.includes("不予通过")';
  await page.press("台账", "header");
  await page.drop([{ name: "甲.csv", bytes: [head, "甲中心,山东省,济南市,数据中心,数据中心,新建,拟建,大型,1.19", "乙中心,宁夏,中卫,数据中心,数据中心,新建,拟建,大型,1.19"].join("\n") }]);
  await page.until('document.querySelector(".done")', "both are judged", 60);
  check(!(await page.run(refused)), "none is refused");
  await page.press("规则", "header");
  await found(page, "NX-3.1-05");
  await page.press("NX-3.1-05", ".tree", ".leaf");
  await page.until('document.querySelector(".editor textarea")', "the editor");
  await rewrite(page, "应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.1\n");
  await page.until(seen, "the impact");
  await page.press("台账", "header");
  await page.until('document.querySelector(".outdated")', "the stock says that it is out of date", 60);
  await picture(page, "stock-outdated-1280");
  await page.press("重新审查", ".outdated");
  await page.until(refused, "the changed rules judge", 60);
  check(!(await page.run('document.querySelector(".outdated")')), "it is up to date");
});

// An example that stands in the stock, too, is one project.
await journey("twice", { width: 1280, height: 900 }, async (page) => {
  await page.press("台账", "header");
  await page.drop([{ name: "甲.json", bytes: readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8") }]);
  await page.until('document.querySelector(".done")', "it is judged", 60);
  await page.press("规则", "header");
  for (const rule of ["CN-DC-01", "NX-3.1-05"]) {
    await found(page, rule);
    await page.press(rule, ".tree", ".leaf");
    await page.until(`document.querySelector(".editor textarea") && document.querySelector(".editor textarea").value.includes("规则 ${rule}")`, "the editor");
    await rewrite(page, "应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.25\n");
  }
  await page.until(`${seen} && /8 个项目中 [1-9]\\d* 个改判/.test(${line}) && !/已看/.test(${line})`, "seven examples and the stock");
  await page.press("影响", ".panels");
  const flips = await page.run('[...document.querySelectorAll(".flips tr th")].map((item) => item.textContent)');
  check(flips.filter((name) => name.includes("云基地")).length === 1, `it flips once: ${flips.join()}`);
  check((await page.run('document.querySelector(".flips tr").lastElementChild.textContent')).includes("PUE"), "and says which rule moved it");
});

// Another province, and a policy text.
await journey("new-province", { width: 1280, height: 900 }, async (page) => {
  await page.press("规则", "header");
  await page.press("新建省市规则集");
  await page.type(".sheet-form input[list]", "贵州省");
  await picture(page, "new-province-1280");
  await page.press("新建", ".sheet-form", "button");
  await page.until('document.querySelector(".editor textarea") && document.querySelector(".editor textarea").value.includes("贵州-1-01")', "the first rule", 60);
  await page.until('document.querySelector(".verdict-line .good")', "it is sound at once", 60);
  check((await page.run('document.querySelector(".differs").textContent')).includes("4 个文件"), "four files are new");
});
