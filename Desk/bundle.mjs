// Puts the page, its engine, the rules and the examples into one file: MODULE PROGRAM REPORT OUTPUT, where
// REPORT is a result of the native program, which names the release of its rules.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { engineVersion, openEngine, releaseOf } from "./engine-in-node.mjs";
import { toSigns } from "./page/parts/packing.js";

const [modulePath, programPath, reportPath, output] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");

const library = ["/usr/lib/nodejs/mithril/mithril.js", "/usr/share/nodejs/mithril/mithril.js"].find((path) => existsSync(path));
if (!library) throw new Error("Desk/bundle.mjs: mithril is missing; apt-get install node-mithril");
// Two things that the library's second version does otherwise than the first one, which Debian has: it keeps
// no removed nodes to use them again, and it never draws at once, perhaps within a drawing that has just
// taken the focus from a field.
const mithril = join(mkdtempSync(join(tmpdir(), "desk-")), "mithril.js");
let source = readFileSync(library, "utf8");
for (const [first, second] of [
  [/if \(!context\.pool\) context\.pool = \[vnode\]\s*else context\.pool\.push\(vnode\)/, ""], [/if \(last === 0 \|\| now - last >= time\)/, "if (false)"],
]) {
  if (/pool/.test(source) && !first.test(source)) throw new Error("Desk/bundle.mjs: this version of mithril is not known");
  source = source.replace(first, second);
}
writeFileSync(mithril, source);

/** A script of the page, for the oldest browser that is served. */
const bundled = (entry) => execFileSync("esbuild", [
  join(here, entry), "--bundle", "--minify", "--format=iife", "--target=chrome83,firefox115", "--charset=utf8", "--legal-comments=none", `--alias:mithril=${mithril}`,
], { encoding: "utf8", maxBuffer: 1 << 26 }).trim();

// Zopfli looks longer for what gzip may leave out, which is 4 % of the engine; any browser unpacks it.
const folder = mkdtempSync(join(tmpdir(), "desk-"));
function gzipped(content) {
  const path = join(folder, "content");
  writeFileSync(path, content);
  try {
    return execFileSync("zopfli", ["--i5", "-c", path], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return gzipSync(content, { level: 9 });
  }
}

const packed = (content) => toSigns(gzipped(content));
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

function filesBelow(folder, endings) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  }).sort();
}
const text = (path) => readFileSync(join(root, path), "utf8");

const version = engineVersion();
const release = releaseOf(readFileSync(reportPath, "utf8"));
const engine = await openEngine(modulePath, programPath, { version, today: new Date().toISOString().slice(0, 10) });
if (engine.opened.failure) throw new Error(engine.opened.failure.en);

const examples = readdirSync(join(root, "Rules/examples")).filter((name) => name.endsWith(".json")).map((name) => {
  const dossier = text(`Rules/examples/${name}`);
  const { review } = engine.json("judge", name, dossier, "", "");
  const { project, place } = review;
  return {
    name, text: dossier, decision: review.decision, code: project.code, title: project.name.replace(/（示例）$/, ""),
    place: [place.province, place.city, place.county].filter(Boolean).join(" "),
  };
});
const weight = ["refuse", "suspend", "supplement", "conditional", "approve"];
examples.sort((a, b) => weight.indexOf(a.decision) - weight.indexOf(b.decision));

// The page prints reports in a frame that inherits its policy, so their style sheet is named in it.
const report = new TextDecoder().decode(engine.call("report", "html", "zh"));
const reportStyle = /<style>([^]*?)<\/style>/.exec(report)[1];

const divisions = text("Rules/divisions.csv").trim().split("\n").slice(1).map((line) => {
  const [code, name] = line.split(",");
  return { code, name };
});
const texts = filesBelow("Rules", [".rules", ".cases", ".csv"]).map((path) => ({ path, text: text(path) }));
const bases = filesBelow("Rules", [".json"]).map((path) => ({ path, text: text(path) }));

const style = execFileSync("esbuild", [join(here, "page/desk.css"), "--bundle", "--minify", "--target=chrome83,firefox115", "--charset=utf8"], { encoding: "utf8" }).trim();
const script = bundled("page/main.js");
const parts = {
  policy: [
    "default-src 'none'", `script-src ${hash(script)} 'wasm-unsafe-eval'`, `style-src ${hash(style)} ${hash(reportStyle)}`, "style-src-attr 'unsafe-inline'",
    "worker-src blob:", "img-src data: blob:", "connect-src 'none'", "form-action 'none'", "base-uri 'none'",
  ].join("; "),
  style,
  engine: packed(readFileSync(modulePath)),
  program: packed(readFileSync(programPath)),
  rest: packed(JSON.stringify({ version, release, examples, divisions, texts, bases })),
  worker: bundled("page/worker.js").replace(/<\/script/gi, "<\\/script"),
  script,
};
const html = text("Desk/page/index.html").replace(/@(policy|style|engine|program|rest|worker|script)@/g, (_, name) => parts[name]);
writeFileSync(output, html);

const size = (content) => `${(Buffer.byteLength(content) / 1024).toFixed(0)} KB`;
console.log(`${output}: ${size(html)} (engine ${size(readFileSync(modulePath))}, packed ${size(parts.engine)}; rules ${size(readFileSync(programPath))}, packed ${size(parts.program)}; texts and examples ${size(parts.rest)}; script ${size(script)}; style ${size(style)})`);
// Offices send it by mail and keep it on sticks.
if (Buffer.byteLength(html) > 4 * 1024 * 1024) {
  console.error(`${output} is larger than 4 MB`);
  process.exit(1);
}
