import { decision, journey, check, accessible, picture, settled } from "../journey.mjs";

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
    if (width === 1280 && !dark) {
      await page.run('[...document.querySelectorAll(".folds .fold-head")].find((item) => item.textContent.includes("凭哪几项")).click()');
      await page.until('document.querySelector(".deciding dt")', "the facts that decide alone");
      const alone = await page.run('document.querySelector(".deciding").textContent');
      check(alone.includes("1.25") && (await page.run('document.querySelectorAll(".deciding dt").length')) < 8, `few facts decide alone: ${alone}`);
      await page.run('document.querySelector(".deciding").scrollIntoView({ block: "center" })');
      await picture(page, `deciding-${at}`);
      await accessible(page, "the facts that decide alone");
    }
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

// A table that is wider than a phone is drawn within its own frame.
await journey("phone", { width: 390, height: 844 }, async (page) => {
  await page.press("电石", ".examples");
  await page.until(settled, "a decision");
  await page.press("全部展开");
  await page.until('document.querySelector(".group.open table.elements")', "a list as a table");
  check((await page.run("document.documentElement.scrollWidth")) <= 390, `the page is as wide as the phone: ${await page.run("document.documentElement.scrollWidth")}`);
  // As the paper counts.
  const figures = await page.run('document.querySelector(".figures").textContent');
  const all = await page.run('document.querySelector(".decision .folds").textContent');
  check(/待定17/.test(figures) && /全部规则的判断230/.test(all), `the card counts as the opinion does: ${figures} ${all.slice(0, 60)}`);
  await picture(page, "phone-open-390");
});

// English.
await journey("english", { width: 1280, height: 900 }, async (page) => {
  await page.press("English", "header");
  await page.press("云基地算力中心");
  await page.until(`${settled} && (${decision}).includes("Refused")`, "a refusal in English");
  await picture(page, "refused-en-1280");
});

