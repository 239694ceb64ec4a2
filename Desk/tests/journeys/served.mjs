import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { browser, check, desk, journey, openRule, picture, ready, root, saved, settled } from "../journey.mjs";
import { count, table } from "./stock-table.mjs";

const dossier = JSON.stringify(JSON.parse(readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8")), null, 1);

const { REVIEW: review } = process.env;
const isThere = review && existsSync(join(dirname(review), "review-desk"));
if (!isThere) console.log("served: review-desk is not built");

/** What a request is answered with. */
const status = (address, headers, method = "GET") => new Promise((resolve, reject) => {
  request(address, { method, headers }, (response) => { response.resume(); resolve(response.statusCode); }).on("error", reject).end();
});

/** What a page says of a stock, and how it was judged. */
async function stockOf(page, isServed) {
  await page.press("台账", "header");
  await page.drop([{ name: "台账.csv", bytes: table() }]);
  await page.until('document.querySelector(".done")', "all are judged", 600);
  const told = await page.run('document.querySelector(".done").textContent');
  check(/这台电脑的 \d+ 个处理器/.test(told) === isServed, `who judged: ${told}`);
  if (isServed) await picture(page, "stock-served-1280");
  await page.press("导出 CSV");
  const path = await saved("审查台账.csv");
  const rows = readFileSync(path, "utf8");
  rmSync(path);
  check(rows.trim().split("\r\n").length === count + 1, "every row is in the export");
  return { told, rows };
}

// `review desk`: the page of this computer, with the folder of rules and the audit trail.
if (isThere) {
  const folder = mkdtempSync(join(tmpdir(), "desk-served-"));
  cpSync(join(root, "Rules"), join(folder, "Rules"), { recursive: true });
  const key = join(folder, "log.key");
  execFileSync(review, ["audit", "init", "log", "--origin", "two-high.local/desk", "--key", key], { cwd: folder, stdio: "ignore" });
  const server = spawn(review, ["desk", "--audit", "log", "--rules", "Rules", "--page", desk], { cwd: folder, env: { ...process.env, REVIEW_AUDIT_KEY: key }, stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((resolve) => server.stdout.once("data", (line) => resolve(String(line).trim())));
  const [page, token] = address.split("#token=");
  try {
    check((await status(`${page}api/about`, {})) === 401, "without the token nothing is told");
    check((await status(page, { Host: "evil.example" })) === 421, "another host is not answered for");
    const engine = `${page}api/engine/${"0".repeat(32)}`;
    check((await status(engine, {}, "POST")) === 401, "without the token nothing is judged");
    check((await status(`${page}api/engine/x`, { "X-Desk-Token": token }, "POST")) === 404, "an engine has a name");
    check((await status(`${page}api/entries`, { "X-Desk-Token": token, Origin: "https://evil.example" })) === 403, "another page is refused");
    await journey("served", { width: 1280, height: 900, path: address }, async (page) => {
      // A stock, by all processors of this computer; what is exported is what the page itself would say.
      const here = await stockOf(page, true);
      const plain = await browser.open(desk);
      await ready(plain);
      const there = await stockOf(plain, false);
      await plain.close();
      const [ours, theirs] = [here, there].map(({ rows }) => rows.split("\r\n"));
      const line = ours.findIndex((text, index) => text !== theirs[index]);
      check(line < 0 && ours.length === theirs.length, `the server's engines say what the page's say: ${ours[line]} | ${theirs[line]}`);
      console.log(`  ${count} projects: ${here.told.trim()} By the page: ${there.told.trim()}`);
      await page.press("审查", "header");
      // A file as offices send it, not as the page would write it.
      await page.drop([{ name: "卷宗.json", bytes: dossier }]);
      await page.until(settled, "a decision");
      // The page is loaded anew: the server still knows it, and its address does not hold the token.
      await page.run('window.onbeforeunload = null; location.reload(); 1');
      await ready(page);
      await page.until('document.querySelector("header nav").textContent.includes("留痕")', "the trail is still there");
      check(!(await page.run("location.href")).includes("token"), "the address does not hold the token");
      await page.press("审查", "header");
      await page.drop([{ name: "卷宗.json", bytes: dossier }]);
      await page.until(settled, "a decision");
      await page.press("留痕", "header");
      await page.type(".trail .sheet-form input", "张三");
      await page.press("记入日志", ".trail");
      await page.until('document.querySelectorAll(".entries tbody tr").length === 2', "the decision is in the log", 60);
      await page.press("验证日志", ".trail");
      await page.until('document.querySelector(".verified.good")', "the log is sound", 60);
      await picture(page, "trail-1280");
      await page.press("回执", ".entries");
      const receipt = readFileSync(await saved("回执-1.json"), "utf8");
      await page.drop([{ name: "回执.json", bytes: receipt }]);
      await page.until('document.querySelectorAll(".checks-list .good").length >= 2', "the receipt is genuine");
      await picture(page, "receipt-1280");
      await page.drop([{ name: "卷宗.json", bytes: dossier }]);
      await page.until('/卷宗.json 就是当时审查的那一份/.test(document.querySelector(".checks-list").textContent)', "the file that was handed in is the one that was committed");
      await page.until('/决定和理由相同/.test(document.querySelector(".checks-list").textContent)', "it is judged the same", 60);
      await picture(page, "receipt-dossier-1280");
      await page.drop([{ name: "重排.json", bytes: JSON.stringify(JSON.parse(dossier), null, 4) }]);
      await page.until('/重排.json 写的是同样的事实/.test(document.querySelector(".checks-list").textContent)', "another writing of it");
      const other = await page.run('document.querySelector(".receipt-room").textContent');
      check(!other.includes("不予认可") && other.includes("这条记录在") && other.includes("“保存”"), `what holds is told, and which file fits: ${other.slice(0, 300)}`);
      await picture(page, "receipt-other-1280");
      await page.drop([{ name: "改过.json", bytes: receipt.replace("refuse", "approve") }]);
      await page.until('document.querySelector(".receipt-room .alert-box")', "an altered receipt is refused");
      await openRule(page, "NX-3.1-05");
      await page.run('{ const area = document.querySelector(".editor textarea"); const at = area.value.indexOf("应 数据中心.PUE 不高于 1.2\\n") + 15; area.focus(); area.setSelectionRange(at, at + 3); document.execCommand("insertText", false, "1.3"); }');
      await page.until('document.querySelector(".verdict-line .good")', "it is sound", 60);
      await page.press("更多", ".title-bar");
      await page.press("写回规则文件夹", ".menu");
      await page.until('document.querySelector(".notice").textContent.includes("写回 1 个文件")', "it is written");
      check(readFileSync(join(folder, "Rules/ningxia/3-key-tasks.rules"), "utf8").includes("应 数据中心.PUE 不高于 1.3\n"), "the file on disk says it");
    });
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
