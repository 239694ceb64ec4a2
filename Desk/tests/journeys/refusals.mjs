import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browser, check, decision, desk, journey, picture, root, settled } from "../journey.mjs";

// What a browser refuses is said, and nothing is lost.
const example = readFileSync(join(root, "Rules/examples/zhongwei-data-centre.json"), "utf8");
const write = (page, index, text) => page.run(`{ const field = document.querySelectorAll(".passphrase input")[${index}]; field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event("input", { bubbles: true })); }`);

// Below the floor one plain sentence says what to install, and there is no white page.
for (const [what, options] of [
  ["a browser that runs no script", { scripts: false }],
  ["one that unpacks nothing", { before: "delete window.DecompressionStream;" }],
  ["one without WebAssembly", { before: "window.Worker = class { constructor() { setTimeout(() => this.onerror({ message: 'WebAssembly is not defined' }), 50); } postMessage() {} terminate() {} };" }],
]) {
  const page = await browser.open(desk, options);
  await page.until('/请(安装|用).*Chrome/.test(document.body.innerText)', `${what} is told what to install`, 30).catch((error) => check(false, error.message));
  await picture(page, `old-browser-${what.split(" ").pop()}`);
  await page.close();
}

// The engine stops: the page goes on with another one.
const seizable = "{ const Real = Worker; window.workers = []; window.Worker = class extends Real { constructor(...words) { super(...words); window.workers.push(this); } }; }";
await journey("trap", { width: 1280, height: 900, before: seizable }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(`${settled} && (${decision}).includes("不予通过")`, "a refusal");
  await page.press("全部展开");
  const before = await page.run("workers.length");
  await page.run('{ const [worker] = workers; worker.postMessage = ({ id }) => worker.onmessage({ data: { id, trap: "unreachable" } }); }');
  await page.type("#f-dataCentre-pue", "1.19");
  await page.until('document.querySelector(".notice").textContent.includes("已重新启动")', "the stop is told");
  check((await page.run("workers.length")) > before, "another engine was started");
  check((await page.run('document.querySelector("#f-dataCentre-pue").value')) === "1.19", "what was typed stays");
  await page.type("#f-dataCentre-pue", "1.15");
  await page.until(`${settled} && (${decision}).includes("补正")`, "it judges again");
});

// No room for a draft.
const full = 'Storage.prototype.setItem = () => { throw new DOMException("no room", "QuotaExceededError"); };';
await journey("no-room", { width: 1280, height: 900, before: full }, async (page) => {
  await page.drop([{ name: "甲.json", bytes: example }]);
  await page.until(settled, "a decision");
  await page.press("更多", ".title-bar");
  await page.press("加密草稿", ".menu");
  await page.until('document.querySelectorAll(".passphrase input").length === 2', "a passphrase is asked for");
  await write(page, 0, "一句长一点的口令");
  await write(page, 1, "一句长一点的口令");
  await page.press("开始留草稿", ".passphrase");
  await page.until('document.querySelector(".notice").textContent.includes("保存成文件")', "it is said that there is no room");
  await page.until(`${settled} && (${decision}).includes("不予通过")`, "the dossier stays");
});

// A folder that may not be opened, and one that may not be written.
const folder = `window.showDirectoryPicker = async () => {
  if (!window.opens) throw new DOMException("refused", "NotAllowedError");
  const file = { kind: "file", getFile: async () => new File([window.opens], "3-key-tasks.rules") };
  const refused = { getFileHandle: async () => { throw new DOMException("refused", "NotAllowedError"); } };
  const inner = { kind: "directory", name: "ningxia", async *entries() { yield ["3-key-tasks.rules", file]; } };
  return { name: "Rules", getDirectoryHandle: async () => refused, async *entries() { yield ["ningxia", inner]; } };
};`;
await journey("refused-folder", { width: 1280, height: 900, before: folder }, async (page) => {
  await page.press("规则", "header");
  await page.press("更多", ".title-bar");
  await page.press("打开规则文件夹", ".menu");
  await page.until('document.querySelector(".notice").textContent.includes("可用 ZIP")', "the refusal is told, with another way");
  const text = readFileSync(join(root, "Rules/ningxia/3-key-tasks.rules"), "utf8").replace("应 数据中心.PUE 不高于 1.2\n", "应 数据中心.PUE 不高于 1.3\n");
  await page.run(`window.opens = ${JSON.stringify(text)}`);
  await page.press("更多", ".title-bar");
  await page.press("打开规则文件夹", ".menu");
  await page.until('document.querySelector(".editor textarea") && document.querySelector(".editor textarea").value.includes("不高于 1.3")', "the folder is read");
  await page.run('{ const area = document.querySelector(".editor textarea"); area.value = area.value.replace("不高于 1.3\\n", "不高于 1.31\\n"); area.dispatchEvent(new Event("input", { bubbles: true })); }');
  await page.press("更多", ".title-bar");
  await page.press("写回文件夹", ".menu");
  await page.until('document.querySelector(".notice").textContent.includes("改动还在这里")', "the refusal is told");
  check((await page.run('document.querySelector(".editor textarea").value')).includes("1.31"), "the change is still there");
  check((await page.run('document.querySelector(".differs").textContent')).includes("1 个文件"), "it is not taken for saved");
});
