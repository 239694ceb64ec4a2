// A browser for tests: Chromium by its pipe, without any library.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export class Browser {
  constructor(program = process.env.CHROMIUM || "chromium") {
    this.profile = mkdtempSync(join(tmpdir(), "desk-browser-"));
    this.process = spawn(program, [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--remote-debugging-pipe",
      `--user-data-dir=${this.profile}`, "--window-size=1280,900", "about:blank",
    ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.waiting = new Map();
    this.listeners = [];
    this.count = 0;
    let rest = "";
    this.process.stdio[4].on("data", (chunk) => {
      rest += chunk;
      const messages = rest.split("\0");
      rest = messages.pop();
      for (const message of messages) this.take(JSON.parse(message));
    });
  }

  take(message) {
    const waiter = this.waiting.get(message.id);
    if (waiter) {
      this.waiting.delete(message.id);
      if (message.error) waiter.reject(new Error(message.error.message)); else waiter.resolve(message.result);
    } else {
      for (const listener of this.listeners) listener(message);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = (this.count += 1);
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /**
   * @param {string} path A file or an address.
   * @param {{width?: number, height?: number, dark?: boolean, scripts?: boolean, before?: string}} options scripts:
   *   whether the page may run any; before: code that runs before the page's own.
   */
  async open(path, { width = 1280, height = 900, dark = false, scripts = true, before = "" } = {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    await page.begin(width, height, dark);
    await page.send("Page.bringToFront");
    if (!scripts) await page.send("Emulation.setScriptExecutionDisabled", { value: true });
    if (before) await page.send("Page.addScriptToEvaluateOnNewDocument", { source: before });
    await page.send("Page.navigate", { url: path.startsWith("http") ? path : pathToFileURL(path).href });
    return page;
  }

  end() {
    this.process.kill();
    this.process.on("exit", () => rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 }));
  }
}

class Page {
  constructor(browser, session, target) {
    Object.assign(this, { browser, session, target, errors: [], dialogs: 0 });
    browser.listeners.push(({ method, params, sessionId }) => {
      if (sessionId !== session) return;
      if (method === "Runtime.exceptionThrown") this.errors.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text);
      if (method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(params.type)) this.errors.push(params.args.map((arg) => arg.value || arg.description).join(" "));
      if (method === "Log.entryAdded" && ["error", "warning"].includes(params.entry.level)) this.errors.push(params.entry.text);
      if (method === "Page.javascriptDialogOpening") this.dialogs += 1;
      if (method === "Page.javascriptDialogOpening") this.send("Page.handleJavaScriptDialog", { accept: true });
    });
  }

  send(method, params) { return this.browser.send(method, params, this.session); }

  async begin(width, height, dark) {
    for (const domain of ["Page", "Runtime", "Log", "DOM"]) await this.send(`${domain}.enable`);
    await this.size(width, height);
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
  }

  size(width, height) { return this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 500 }); }

  /** Runs code; what it does to the page is drawn before it returns. */
  async run(code) {
    const value = await this.evaluate(code);
    if (/click\(\)|dispatchEvent|insertText|\.focus\(/.test(code)) await this.drawn();
    return value;
  }

  drawn() { return this.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"); }

  async evaluate(code) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression: code, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${exceptionDetails.exception?.description || exceptionDetails.text}\nin: ${code.slice(0, 300)}`);
    return result.value;
  }

  /** Waits until an expression holds. */
  async until(code, what = code, seconds = 60) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const value = await this.run(code).catch(() => false);
      if (value) return value;
      if (Date.now() > end) throw new Error(`waited for: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Presses the first button, or other element, that is called so. */
  async press(text, within = "body", selector = "button, a, label") {
    const all = selector.split(",").map((part) => `${within} ${part.trim()}`).join(", ");
    const found = `[...document.querySelectorAll(${JSON.stringify(all)})].find((item) => item.textContent.includes(${JSON.stringify(text)}) && !item.disabled)`;
    await this.until(`(() => { const item = ${found}; if (!item) return false; item.scrollIntoView({ block: "center" }); item.click(); return true; })()`, `something to press called ${text}`);
  }

  async choose(selector, value) {
    await this.until(`document.querySelector(${JSON.stringify(selector)}) && !document.querySelector(${JSON.stringify(selector)}).disabled`, selector);
    await this.run(`{ const item = document.querySelector(${JSON.stringify(selector)}); item.value = ${JSON.stringify(value)}; item.dispatchEvent(new Event("change", { bubbles: true })); }`);
  }

  /** Presses a key. */
  async key(key) {
    const code = { Tab: 9, Enter: 13, Escape: 27 }[key];
    const text = key === "Enter" ? "\r" : undefined;
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, code: key, windowsVirtualKeyCode: code, text });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: code });
    await this.drawn();
  }

  /** Types into a field as a keyboard would. */
  async type(selector, text) {
    await this.run(`{ const item = document.querySelector(${JSON.stringify(selector)}); item.scrollIntoView({ block: "center" }); item.focus(); item.select && item.select(); }`);
    await this.send("Input.insertText", { text });
    await this.drawn();
  }

  /** Gives files to the page as if they were dropped on it. */
  async drop(files) {
    const list = files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("base64")]);
    await this.run(`{ const data = new DataTransfer(); for (const [name, content] of ${JSON.stringify(list)}) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name)); window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }`);
  }

  async picture(path, whole = false) {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    writeFileSync(path, Buffer.from(data, "base64"));
  }

  close() { return this.browser.send("Target.closeTarget", { targetId: this.target }); }
}
