import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, journey, root, settled } from "../journey.mjs";

const example = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");
const field = "#f-dataCentre-pue";
const shown = `document.querySelector("${field}").value`;
const type = (page, text) => page.send("Input.insertText", { text }).then(() => page.drawn());

// What is typed in one go is one step; another value is another one, however fast.
await journey("undo", { width: 1280, height: 900 }, async (page) => {
  const becomes = async (value, what) => {
    await page.press("撤销", ".title-bar");
    check((await page.run(shown)) === value, `${what}: ${await page.run(shown)} is ${value}`);
  };
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(`${settled} && document.querySelector(".groups .group")`, "the form");
  await page.press("全部展开");
  // Typed over, twice at once.
  await page.type(field, "1.2");
  await page.type(field, "1.24");
  await page.type(field, "1.3");
  await becomes("1.24", "the third value is a step");
  await becomes("1.2", "the second value is a step, though it goes on from the first");
  await becomes("1.25", "the first value is a step");
  // Sign by sign.
  await page.run(`{ const item = document.querySelector("${field}"); item.focus(); item.select(); }`);
  // Without waiting for what is drawn between them, which on a busy machine is a pause.
  await Promise.all(["1", ".", "1", "8"].map((text) => page.send("Input.insertText", { text })));
  await page.drawn();
  await becomes("1.25", "what is typed sign by sign is one step");
  // Enter, and leaving the field.
  await page.type(field, "1.1");
  await page.key("Enter");
  await type(page, "5");
  await page.run('document.activeElement.blur(); document.querySelector("#f-dataCentre-pue").focus()');
  await page.run('{ const item = document.querySelector("#f-dataCentre-pue"); item.setSelectionRange(4, 4); }');
  await type(page, "6");
  check((await page.run(shown)) === "1.156", "it was typed behind what was there");
  await becomes("1.15", "who has left the field begins another step");
  await becomes("1.1", "who has pressed Enter begins another step");
  await becomes("1.25", "and before it is another one");
  // Chosen.
  await page.press("改", ".basics");
  const nature = 'document.querySelector("#f-project-nature").value';
  const before = await page.run(nature);
  const others = await page.run('[...document.querySelectorAll("#f-project-nature option")].map((item) => item.value)').then((all) => all.filter((item) => item && item !== before));
  for (const other of others.slice(0, 2)) await page.choose("#f-project-nature", other);
  await page.press("撤销", ".title-bar");
  check((await page.run(nature)) === others[0], "each choice is a step");
  await page.press("撤销", ".title-bar");
  check((await page.run(nature)) === before, "and so is the one before");
  // A province takes city and county with it, and one undo gives all three back.
  await page.choose("#f-project-province", "山西省");
  await page.until(`${settled} && document.querySelector("#f-project-city").value === ""`, "no city of another province");
  check(!(await page.run('document.querySelector(".messages .error, aside.decision .alert-box")')), "what was taken away is not judged");
  await page.press("撤销", ".title-bar");
  await page.until('["province", "city", "county"].map((name) => document.querySelector("#f-project-" + name).value).join() === "宁夏回族自治区,中卫市,沙坡头区"', "the place is back", 20);
});
