import { decision, journey, check, accessible, picture, settled } from "../journey.mjs";

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

