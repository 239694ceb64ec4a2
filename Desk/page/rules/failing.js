import m from "mithril";
import { caseChecker, changedFiles, rulesRoom } from "./state.js";

// The cases that a change breaks: those of the rules that differ from the released ones, and of the cases that do,
// are run when the typing rests and it has been said what the change does.

export const failing = {
  /** As messages, beside those of the texts. @type {any[]} */
  cases: [],
  isRunning: false,
};

let run = 0;

/** Runs the cases of what differs; a newer state of the texts ends it. */
export async function runCases() {
  const own = (run += 1);
  const { version } = rulesRoom;
  const isWanted = () => own === run && version === rulesRoom.version;
  const rules = [...new Set([...rulesRoom.differences.map((item) => item.rule), ...rulesOfChangedCases()])];
  const found = new Map();
  failing.isRunning = rules.length > 0;
  m.redraw();
  try {
    for (const rule of rules) {
      const { cases } = await (await caseChecker()).json("cases", rule);
      if (!isWanted()) return;
      for (const item of cases || []) if (!item.passed) found.set(`${item.path} ${item.start}`, message(item, rule));
      failing.cases = [...found.values()];
    }
    if (isWanted()) failing.cases = [...found.values()];
  } finally {
    if (own === run) failing.isRunning = false;
    m.redraw();
  }
}

const verdicts = { met: ["符合", "met"], notMet: ["不符合", "not met"], undetermined: ["待定", "undetermined"], notApplicable: ["不适用", "not applicable"], notYetDue: ["未到期", "not yet due"] };

function message({ title, path, start, end, line, expected, verdict, broken }, rule) {
  const [wanted, now] = [verdicts[expected], verdicts[verdict]];
  const said = broken ? { zh: `：${broken.zh}`, en: `: ${broken.en}` }
    : wanted && now && wanted !== now ? { zh: `：${rule} 预期${wanted[0]}，现在${now[0]}`, en: `: ${rule} was expected to be ${wanted[1]} and is ${now[1]}` } : { zh: "", en: "" };
  return { code: "case-failed", severity: "error", path, start, end, line, message: { zh: `案例“${title}”不再成立${said.zh}`, en: `the case “${title}” fails${said.en}` } };
}

/** The rules that a case speaks of which was written or changed. */
function rulesOfChangedCases() {
  const blocks = (text) => (text || "").split(/^(?=案例\s|case\s)/m);
  const ids = [];
  for (const file of changedFiles()) {
    if (!file.path.endsWith(".cases")) continue;
    const before = new Set(blocks(file.original));
    for (const block of blocks(file.text)) {
      if (!before.has(block)) ids.push(...(block.match(/[A-Za-z]+(?:-[\w.]+)+/g) || []).filter((id) => rulesRoom.byId.has(id)));
    }
  }
  return ids;
}
