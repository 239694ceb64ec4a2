import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, check, journey, keep, settled } from "../journey.mjs";

// The opinion on paper: A4 (GB/T 9704), two pages and an annex that begins on a page of its own; what lacks
// facts is asked to bring them.
for (const [example, heading] of [["云基地算力中心", "审查意见书"], ["补正", "补正"]]) {
  await journey(`print-${heading}`, { width: 1280, height: 900 }, async (page) => {
    await page.press(example, ".examples");
    await page.until(settled, "a decision");
    await page.press("审查意见书");
    await page.until('document.querySelector(".report iframe") && document.querySelector(".report iframe").contentDocument.querySelector("h1")', "the opinion");
    const path = join(tmpdir(), `desk-opinion-${process.pid}.html`);
    writeFileSync(path, await page.run('document.querySelector(".report iframe").srcdoc'));
    const sheet = await browser.open(path);
    await sheet.until('document.readyState === "complete" && document.querySelector("h1")', "the page of its own");
    check((await sheet.run("document.body.textContent")).includes(heading), `it is headed ${heading}`);
    const { data } = await sheet.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    const pdf = Buffer.from(data, "base64");
    keep(`${heading}.pdf`, pdf);
    const boxes = [...pdf.toString("latin1").matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) => box.trim().split(/\s+/).map(Number));
    check(boxes.length >= 3 && boxes.every(([, , width, height]) => Math.abs(width - 595.3) < 1 && Math.abs(height - 841.9) < 1), `A4 pages: ${JSON.stringify(boxes.slice(0, 3))}`);
    const pages = pagesOf(path, pdf);
    if (pages) check(/^\s*附件/.test(pages[2]) && !pages.slice(0, 2).some((text) => /^\s*附件\s*$/m.test(text.split("\n")[0])), `the annex begins on the third of ${pages.length} pages: ${pages.map((text) => text.trim().slice(0, 12))}`);
    await sheet.close();
    await page.send("Page.bringToFront");
    // The browser's own print while the opinion is open gives the same pages, and the desk is there again.
    const { data: own } = await page.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    const ownPages = pages && pagesOf(path, Buffer.from(own, "base64"));
    if (pages) check(ownPages.join("\f") === pages.join("\f"), `the browser prints the opinion as the button does: ${ownPages.length} pages, ${pages.length} wanted`);
    await page.until('document.querySelector(".report iframe").getBoundingClientRect().height > 300', "the desk is there again");
    await page.press("返回", ".report");
    const { data: room } = await page.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    keep(`${heading}-room.pdf`, Buffer.from(room, "base64"));
    const words = pages && pagesOf(path, Buffer.from(room, "base64")).join("\n");
    if (pages) for (const button of ["撤销", "保存", "审查意见书", "在表里试", "下一个问题", "打开"]) check(!words.includes(button), `the room is printed without its buttons: ${button}`);
    rmSync(path);
  });
}

/** The texts of the pages; null: Debian's poppler-utils are missing. */
function pagesOf(path, pdf) {
  writeFileSync(`${path}.pdf`, pdf);
  try {
    return execFileSync("pdftotext", ["-layout", `${path}.pdf`, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log("  the words of the pages were not read: pdftotext is missing");
    return null;
  } finally {
    rmSync(`${path}.pdf`);
  }
}
