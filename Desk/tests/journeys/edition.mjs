import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, journey, picture, root } from "../journey.mjs";

const path = join(root, "../shared/policies/ningxia-2022-30.txt");
const fill = (page, id, text) => page.run(`{ const area = document.querySelector("#policy-${id}"); area.value = ${JSON.stringify(text)}; area.dispatchEvent(new Event("input", { bubbles: true })); }`);

// A policy text is accounted for, and a new edition beside it says which rules speak of what changed.
if (!existsSync(path)) console.log("edition: the policy texts are not at hand");
else {
  await journey("edition", { width: 1280, height: 900 }, async (page) => {
    const text = readFileSync(path, "utf8");
    check(/不高于 ?1\.2/.test(text), "the text speaks of a limit");
    await page.press("规则", "header");
    await page.press("核对文件原文");
    await fill(page, "text", text);
    await fill(page, "newer", text.replace(/(不高于 ?)1\.2/, (_, words) => `${words}1.15`));
    await page.press("核对", ".sheet-form", "button.primary");
    await page.until('document.querySelectorAll(".sentences").length >= 2', "both are told", 180);
    const edition = await page.run('document.querySelector(".sentences").textContent');
    check(edition.includes("1.15"), `the changed words are shown: ${edition.slice(0, 200)}`);
    check(await page.run('document.querySelectorAll(".sentences ins, .sentences del").length > 0'), "what was taken out and put in is marked");
    check(await page.run('document.querySelectorAll(".sentences li:first-child button.link").length > 0'), "the rules that speak of it are named");
    await page.run('document.querySelector(".sheet-form h3").scrollIntoView({ block: "start" })');
    await picture(page, "edition-1280");
    await accessible(page, "the policy text");
  });
}
