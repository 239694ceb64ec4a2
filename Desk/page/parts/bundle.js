import { parts, today } from "./engine.js";
import { dossierText, openDossier, parametersText, review, takeParameters } from "../review/state.js";
import { changedFiles, rulesRoom } from "../rules/state.js";
import { say } from "./language.js";
import { tell } from "./ui.js";

// One file in which a colleague's desk opens in the same state:
//
//     {"desk": 1, "saved": "2026-11-29", "engine": {"version": "0.9.0", "rules": "sha256:…"}, "name": "某数据中心",
//      "asOf": "2026-11-29", "dossier": "{…}", "parameters": {…}, "rules": [{"path": "Rules/…", "text": "…"}]}
//
// `rules` are the rule files that differ from the released ones, whole; a text of null: it was taken out.

export function bundleText() {
  return `${JSON.stringify({
    desk: 1,
    saved: today(),
    engine: { version: parts.version, rules: parts.digest },
    name: review.name || undefined,
    asOf: review.result ? review.result.asOf : undefined,
    dossier: review.dossier ? dossierText() : undefined,
    parameters: review.parameters.size ? JSON.parse(parametersText()) : undefined,
    rules: changedFiles().map(({ path, text }) => ({ path, text })),
  }, null, 2)}\n`;
}

/** @returns {boolean} Whether a dossier is in it. */
export function openBundle(bundle) {
  if (bundle.desk !== 1) {
    tell(say("这个工作包由更新的审查台写成，请换新版打开", "This bundle was written by a newer desk; open it there"), "error");
    return false;
  }
  if (Array.isArray(bundle.rules) && bundle.rules.length) rulesRoom.takeTexts(bundle.rules.filter((item) => typeof item.path === "string"));
  const isOther = bundle.engine && (bundle.engine.rules !== parts.digest || bundle.engine.version !== parts.version);
  if (typeof bundle.dossier === "string") {
    if (!openDossier(bundle.dossier, bundle.name || say("工作包", "bundle"), { parameters: bundle.parameters, asOf: bundle.asOf })) return false;
  } else if (bundle.parameters) {
    takeParameters(bundle.parameters);
  }
  tell(isOther ? say("工作包由另一版规则或引擎写成，结论可能不同", "The bundle was written by another edition of the rules or engine; the decision may differ")
    : say(`已按 ${bundle.saved || ""} 保存时的样子打开`, `Opened as it was saved ${bundle.saved || ""}`), isOther ? "error" : "");
  return typeof bundle.dossier === "string";
}
