// What people do at the desk, in a real browser: journeys.mjs DESK.HTML [PICTURES]. The console stays
// empty, nothing leaves the page, nothing serious is wrong for those who cannot see it. ONLY=word makes
// some of them, STOCK=10000 a stock of that size; REVIEW names the native program.
import { rmSync } from "node:fs";
import { browser, downloads, failureCount } from "./journey.mjs";

for (const name of ["first-minute", "interview", "keyboard", "files", "draft", "undo", "refusals", "print", "stock", "strangers", "rules", "mending", "province", "editor", "edition", "served", "policy"]) await import(`./journeys/${name}.mjs`);
browser.end();
rmSync(downloads, { recursive: true, force: true });
const failures = failureCount();
console.log(failures ? `${failures} failures` : "all journeys hold");
process.exit(failures ? 1 : 0);
