import { accessible, check, journey, openRule, picture } from "../journey.mjs";

const at = (page, text, select = 0) => page.run(`{ const area = document.querySelector(".editor textarea"); const place = area.value.indexOf(${JSON.stringify(text)}) + ${JSON.stringify(text)}.length; area.focus(); area.setSelectionRange(place - ${select}, place); area.dispatchEvent(new MouseEvent("click", { bubbles: true })); }`);
const write = (page, text) => page.run(`document.execCommand("insertText", false, ${JSON.stringify(text)})`);

// An editor that knows the rules: what can be written, what a name is, what answers a message.
await journey("editor", { width: 1920, height: 1080 }, async (page) => {
  await openRule(page, "NX-3.1-05");
  await page.until('document.querySelector(".editor textarea") && document.querySelector(".verdict-line .good")', "the rule, read", 60);
  // Completion.
  await at(page, "应 数据中心.PUE", 3);
  await write(page, "P");
  await page.until('document.querySelector(".completion li")', "what can be written", 30);
  check((await page.run('document.querySelector(".completion").textContent')).includes("PUE"), "the field is offered");
  await picture(page, "editor-completion-1920");
  await accessible(page, "the completion");
  await page.key("Enter");
  await page.until('document.querySelector(".editor textarea").value.includes("应 数据中心.PUE 不高于 1.2")', "the choice is written");
  check(!(await page.run('document.querySelector(".completion")')), "the list is gone");
  // A message and what answers it.
  await at(page, "应 数据中心.PUE", 3);
  await write(page, "PUEE");
  await page.until('document.querySelector(".diagnostics .error")', "an unknown name", 60);
  await page.until('document.querySelector(".diagnostics .fix")', "what answers it", 60);
  await picture(page, "editor-fix-1920");
  await page.run('document.querySelector(".diagnostics .error .fix").click()');
  await page.until('document.querySelector(".verdict-line .good") && document.querySelector(".editor textarea").value.includes("应 数据中心.PUE 不高于")', "it is right again", 60);
  // A name.
  await page.press("名称", ".panels");
  await at(page, "应 数据中心.PUE");
  await page.until('document.querySelector(".names .explained") && document.querySelector(".names").textContent.includes("电能利用效率")', "what the name stands for", 60);
  check((await page.run('document.querySelectorAll(".names .places li").length')) > 3, "where it is used");
  await picture(page, "editor-names-1920");
  await accessible(page, "the names");
  await page.press("vocabulary.rules", ".names");
  await page.until('document.querySelector(".editor textarea").value.includes("字段 数据中心.PUE")', "the declaration");
});
