// What the journeys are made with: a browser, pages, checks that are counted.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Browser } from "./browser.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const desk = resolve(process.argv[2]);
const pictures = process.argv[3] ? resolve(process.argv[3]) : null;
if (pictures) mkdirSync(pictures, { recursive: true });
const axe = process.env.AXE_SCRIPT && existsSync(process.env.AXE_SCRIPT) ? readFileSync(process.env.AXE_SCRIPT, "utf8") : null;
const only = process.env.ONLY;
/** Where the page saves files to. */
export const downloads = mkdtempSync(join(tmpdir(), "desk-saved-"));

export const browser = new Browser();
let failures = 0;
export const failureCount = () => failures;
export const check = (holds, what) => {
  if (holds) return;
  failures += 1;
  console.log(`  does not hold: ${what}`);
};
export const decision = '(document.querySelector("aside.decision .word") || {}).textContent';
export const settled = `document.querySelector("aside.decision .word") && !document.querySelector("aside.decision.old")`;
export const ready = (page) => page.until('document.querySelector("header nav") && !document.querySelector("main.waiting")', "the page is ready", 120);

export async function journey(name, options, steps) {
  if (only && !name.includes(only)) return;
  const page = await browser.open(options.path || desk, options);
  await browser.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  const start = Date.now();
  try {
    await ready(page);
    await steps(page);
    check(page.errors.length === 0, `the console is empty: ${page.errors.join("; ").slice(0, 400)}`);
  } catch (error) {
    failures += 1;
    console.log(`  ${error.stack.split("\n").slice(0, 3).join(" ")}`);
    if (pictures) await page.picture(join(pictures, `failed-${name}.png`)).catch(() => {});
    if (page.errors.length) console.log(`  console: ${page.errors.join("; ").slice(0, 600)}`);
  }
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  await page.close();
}

export const picture = (page, name, whole) => (pictures ? page.picture(join(pictures, `${name}.png`), whole) : undefined);

/** Keeps a file beside the pictures. */
export const keep = (name, bytes) => { if (pictures) writeFileSync(join(pictures, name), bytes); };

/** Nothing serious is wrong for assistive programs. */
export async function accessible(page, room) {
  if (!axe) return;
  await page.run(axe);
  const found = await page.run(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + " " + nodes.length + "× " + nodes[0].html.slice(0, 160)))`);
  check(found.length === 0, `${room} is accessible: ${found.join(" | ")}`);
}

/** Looks a rule up in the tree of the rules and opens it in the editor. */
export async function openRule(page, id) {
  await page.press("规则", "header");
  await page.until('document.querySelector(".tree .search")', "the tree");
  await page.run(`{ const field = document.querySelector(".tree .search"); field.value = ${JSON.stringify(id)}; field.dispatchEvent(new Event("input")); }`);
  await page.press(id, ".tree", ".leaf");
  await page.until('document.querySelector(".editor textarea")', "the editor");
}

let savedFiles = 0;
/** The file that the page saved under a name, out of the way of the next one of that name. */
export async function saved(name, seconds = 20) {
  const path = join(downloads, name);
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (existsSync(path)) {
      const folder = join(downloads, `${(savedFiles += 1)}`);
      mkdirSync(folder);
      renameSync(path, join(folder, name));
      return join(folder, name);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing was saved as ${name}`);
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
