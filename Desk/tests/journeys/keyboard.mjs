import { check, decision, journey, picture, settled } from "../journey.mjs";

const focused = '(document.activeElement.textContent || document.activeElement.getAttribute("aria-label") || "")';

/** Moves on with the Tab key until something that is called so has the focus. */
async function tabTo(page, text, limit = 80) {
  for (let count = 0; count < limit; count += 1) {
    await page.key("Tab");
    if ((await page.run(focused)).includes(text)) {
      check(await page.run('getComputedStyle(document.activeElement).outlineStyle !== "none" || document.activeElement.tagName === "TEXTAREA"'), `the focus is seen on ${text}`);
      return;
    }
  }
  throw new Error(`no Tab leads to ${text}`);
}

// Without a mouse: an example, its first reason, a fact changed and taken back.
await journey("keyboard", { width: 1280, height: 900 }, async (page) => {
  await tabTo(page, "云基地算力中心");
  await page.key("Enter");
  await page.until(`${settled} && (${decision}).includes("不予通过")`, "a refusal");
  await tabTo(page, "1.25 > 1.2", 60);
  await page.key("Enter");
  await page.until('document.querySelector(".causes blockquote")', "its clause");
  await tabTo(page, "电能利用效率PUE", 20);
  await page.key("Enter");
  await page.until('document.activeElement.id === "f-dataCentre-pue"', "the fact in the form");
  await page.send("Input.insertText", { text: "1.2" });
  await page.until(`${settled} && !document.querySelector(".causes").textContent.includes("PUE 1.2")`, "judged anew");
  await picture(page, "keyboard-1280");
  // The focus stays where it was while the page is drawn anew.
  check((await page.run("document.activeElement.id")) === "f-dataCentre-pue", "the cursor stays in its field");
});
