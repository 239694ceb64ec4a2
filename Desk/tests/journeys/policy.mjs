import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, check, desk, ready } from "../journey.mjs";

// Nothing leaves the page; without its policy it could.
let requests = 0;
const server = createServer((_, response) => { requests += 1; response.setHeader("Access-Control-Allow-Origin", "*"); response.end("x"); }).listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const leak = `Promise.all([fetch("${address}").catch(() => 0), new Promise((done) => { const image = new Image(); image.onload = image.onerror = done; image.src = "${address}i"; }),
  new Promise((done) => { const worker = new Worker(URL.createObjectURL(new Blob(['fetch("${address}w").catch(() => 0).then(() => postMessage(1))']))); worker.onmessage = worker.onerror = done; })]).then(() => 1)`;
{
  const page = await browser.open(desk);
  await ready(page);
  await page.run(leak);
  check(requests === 0, `nothing leaves the page: ${requests} requests`);
  await page.close();
  const bare = join(tmpdir(), `desk-without-policy-${process.pid}.html`);
  writeFileSync(bare, readFileSync(desk, "utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
  const control = await browser.open(bare);
  await ready(control);
  await control.run(leak);
  check(requests >= 2, `the control without policy reaches the server: ${requests} requests`);
  await control.close();
  console.log(`requests with the policy: 0 wanted; without it: ${requests}`);
}
server.close();
