import { accessible, check, journey, openRule, picture } from "../journey.mjs";

// A change of a rule that its cases do not bear, what is said of it, and how it is taken back.

const text = 'document.querySelector(".editor textarea").value';
/** Presses Ctrl and a letter, as a keyboard does. */
async function shortcut(page, letter, { shift = false } = {}) {
  const event = { key: letter, code: `Key${letter.toUpperCase()}`, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0), modifiers: shift ? 10 : 2 };
  for (const type of ["rawKeyDown", "keyUp"]) await page.send("Input.dispatchKeyEvent", { type, ...event });
  await page.drawn();
}

await journey("failing-cases", { width: 1280, height: 900 }, async (page) => {
  await openRule(page, "NX-3.1-05");
  const before = await page.run(text);
  await page.run('{ const area = document.querySelector(".editor textarea"); const at = area.value.indexOf("应 数据中心.PUE 不高于 1.2\\n") + 15; area.focus(); area.setSelectionRange(at, at + 3); document.execCommand("insertText", false, "1.25"); }');
  await page.until('document.querySelector(".verdict-line .failing")', "it is said that cases fail", 120);
  check(/4 个案例不再成立/.test(await page.run('document.querySelector(".verdict-line").textContent')), "how many fail stands under the editor");
  check((await page.run('document.querySelector("#tab-problems .count").textContent')) === "6", "they count among the problems, with two warnings");
  check(/1\.21不符合”不再成立：NX-3\.1-05 预期不符合，现在符合/.test(await page.run('document.querySelector(".diagnostics").textContent')), "each is named with what it expected");
  await picture(page, "failing-cases-1280", true);
  await accessible(page, "the failing cases");
  // Another room and back: what was written can still be taken back.
  await page.press("审查", "header");
  await page.press("规则", "header");
  await page.until('document.querySelector(".editor textarea")', "the editor again");
  await shortcut(page, "z");
  check((await page.run(text)) === before, "the change is taken back after another room was seen");
  await page.until('document.querySelector(".verdict-line .good") && !document.querySelector(".verdict-line .failing")', "no case fails any more", 120);
  await shortcut(page, "z", { shift: true });
  check(/不高于 1\.25\n/.test(await page.run(text)), "and made again");
  await page.press("撤销", ".title-bar");
  check((await page.run(text)) === before, "the button takes it back, too");
  await page.press("重做", ".title-bar");
  // What answers the warning: the number of the text, or a reason that is asked for.
  await page.until('[...document.querySelectorAll(".diagnostics .fix")].some((item) => item.textContent.includes("有意如此"))', "what answers it", 60);
  await page.until('document.querySelector(".verdict-line .failing")', "the change is read again", 120);
  await page.until('document.querySelectorAll(".diagnostics li:first-child .fix").length === 2', "both answers", 60);
  const offered = await page.run('[...document.querySelectorAll(".diagnostics li:first-child .fix")].map((item) => item.textContent)');
  check(offered.length === 2 && offered[0].includes("改成原文的 1.2") && !offered.join().includes("number-differs"), `the number of the text, or one reason: ${offered}`);
  await page.press("有意如此", ".diagnostics li:first-child", "button");
  await page.type(".diagnostics .reason input", "国家标准2025年改为1.25");
  await picture(page, "reason-1280", true);
  await page.press("写上", ".diagnostics .reason", "button");
  await page.until(`${text}.includes("# 允许 number-differs 国家标准2025年改为1.25")`, "the reason is written");
  await shortcut(page, "z");
  check(!(await page.run(text)).includes("# 允许 number-differs"), "it is one step");
  await page.until('document.querySelector(".diagnostics .fix")', "what answers it, again", 60);
  await page.press("改成原文的 1.2", ".diagnostics", "button");
  await page.until(`${text} === ${JSON.stringify(before)}`, "the number of the text is written");
});
