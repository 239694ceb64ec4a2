import m from "mithril";
import { language, say } from "../parts/language.js";
import { Engine } from "../parts/engine.js";
import { decisions } from "../parts/ui.js";
import { desk } from "../review/state.js";
import { stock, valuesOf } from "../stock/state.js";
import { replaceAt } from "./editor.js";
import { examplesBeside, valuesOfExamples } from "./projects.js";
import { impact, rulesRoom } from "./state.js";

// The limit of a clause: a strip with all projects along it; the limit is dragged, and it is said who flips.

const comparison = /([\u4e00-\u9fffA-Za-z_.]+)[ \t]*(不高于|不低于|高于|低于|不超过|不少于|超过|少于|>=|<=|>|<|≥|≤)[ \t]*(\d+(?:\.\d+)?)/g;

/** The comparisons of a rule's text with a number, of fields outside lists. */
function limitsOf(rule) {
  const file = rulesRoom.file();
  const declaration = new RegExp(`^(?:规则|rule)\\s+${rule.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.-])`, "m").exec(file.text);
  if (!declaration) return [];
  const rest = file.text.slice(declaration.index + 1);
  const end = rest.search(/^(?:规则|rule|案例|case|定义|define|参数|parameter)\s/m);
  const text = end < 0 ? rest : rest.slice(0, end);
  return [...text.replace(/#[^\n]*|「[^」]*」|"[^"\n]*"/g, (part) => " ".repeat(part.length)).matchAll(comparison)].map((found) => {
    const field = desk.vocabulary.fields.find((item) => item.path.zh === found[1] || item.path.en === found[1]);
    const at = declaration.index + 1 + found.index + found[0].length - found[3].length;
    return field && !desk.vocabulary.containers[field.owner].list ? { field, words: found[0], limit: found[3], at } : null;
  }).filter(Boolean);
}

/** What each project says of a field, by path. */
const known = new Map();
let engine = null;
let reading = "";

async function read(field) {
  const key = `${field.path.en} ${stock.files.map((file) => file.name).join()} ${stock.total}`;
  if (known.has(field.path.en) && known.get(field.path.en).key === key) return;
  if (reading === key) return;
  reading = key;
  try {
    if (!engine) engine = new Engine();
    const projects = [];
    const beside = examplesBeside();
    (await valuesOfExamples(engine, beside, field.path.en)).forEach((value, index) => {
      const { title, decision } = beside[index];
      if (value && value[0] !== null) projects.push({ value: Number(value[0]), name: title, decision, isExample: true });
    });
    (await valuesOf(field.path.en, engine)).forEach((value, index) => {
      const row = stock.rows[index];
      if (value && value[0] !== null && row) projects.push({ value: Number(value[0]), name: row.name || row.id || "", decision: row.decision });
    });
    known.set(field.path.en, { key, projects });
  } finally {
    reading = "";
    m.redraw();
  }
}

export const LimitStrip = {
  oninit({ state }) { state.index = 0; },
  view({ attrs, state }) {
    const limits = limitsOf(attrs.rule);
    if (!limits.length) return m("p.soft", say("这条规则里没有直接写着的界限。", "No limit is written in this rule itself."));
    const item = limits[Math.min(state.index, limits.length - 1)];
    const data = known.get(item.field.path.en);
    read(item.field);
    return [
      limits.length > 1 ? m("select", { "aria-label": say("哪一个界限", "Which limit"), value: state.index, onchange: (e) => { state.index = Number(e.target.value); } }, limits.map((limit, index) => m("option", { value: index }, limit.words))) : null,
      data ? strip(item, data.projects) : m("p.soft", say("正在取各项目的值…", "Reading the projects…")),
    ];
  },
};

const width = 720;
const mostDots = 4000;

/** Where each project is drawn: at its value exactly, since its side of the limit counts, and above those close to it. */
function stacked(projects, x) {
  const heights = new Map();
  const dots = projects.map((project) => {
    const across = x(project.value);
    const place = Math.round(across / 7);
    heights.set(place, (heights.get(place) || 0) + 1);
    return { project, across, level: heights.get(place) };
  });
  // However high, they stay in the picture.
  const step = Math.min(7, 86 / Math.max(1, ...heights.values()));
  return dots.map(({ project, across, level }) => ({ project, across, up: level * step }));
}

function strip({ field, words, limit, at }, projects) {
  const unit = field.unit ? field.unit[language.now] : "";
  const now = Number(limit);
  const all = [...projects.map((project) => project.value), now];
  let [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || Math.abs(high) || 1;
  low -= span * 0.08;
  high += span * 0.08;
  const x = (value) => 12 + ((value - low) / (high - low)) * (width - 24);
  const places = Math.min(6, Math.max((limit.split(".")[1] || "").length, span < 1 ? 3 : span < 20 ? 2 : span < 500 ? 1 : 0));
  const dots = stacked(projects.slice(0, mostDots), x);
  return m(".limit", [
    m("p", [m("b", words), unit ? ` ${unit}` : "", m("span.soft", say(`　${projects.length} 个项目填了${field.label}`, `  ${projects.length} projects give it`))]),
    m("svg.strip", { viewBox: `0 0 ${width} 120`, role: "img", "aria-label": say(`${projects.length} 个项目沿界限排列`, `${projects.length} projects along the limit`) }, [
      m("line.axis", { x1: 12, x2: width - 12, y1: 96, y2: 96 }),
      m("line.limit-line", { x1: x(now), x2: x(now), y1: 4, y2: 104 }),
      dots.map(({ project, across, up }) => m("circle", { class: project.decision, cx: across, cy: 96 - up, r: 2.8 }, m("title", `${project.name} ${project.value} ${unit}`))),
      m("text", { x: 12, y: 114 }, low.toFixed(places)), m("text", { x: width - 12, y: 114, "text-anchor": "end" }, high.toFixed(places)),
    ]),
    projects.length > mostDots ? m("p.soft", say(`只画出前 ${mostDots} 个。`, `The first ${mostDots} are drawn.`)) : null,
    m("label.row", [m("span", say("拖动界限", "Drag the limit")), m("input", {
      type: "range", min: low, max: high, step: (10 ** -places).toFixed(places), value: now,
      oninput: (e) => replaceAt(at, at + limit.length, String(Number(Number(e.target.value).toFixed(places)))),
      onchange: (e) => e.target.focus(),
    }), m("output", `${limit} ${unit}`)]),
    m("p", { role: "status" }, flipsText()),
  ]);
}

function flipsText() {
  if (impact.version !== rulesRoom.version) return rulesRoom.version ? say("正在看谁会改判…", "looking who flips…") : "";
  const { flips } = impact;
  if (!flips.length) return say("没有项目改判。", "No project flips.");
  const by = new Map();
  for (const flip of flips) by.set(`${flip.from} ${flip.to}`, (by.get(`${flip.from} ${flip.to}`) || 0) + 1);
  const name = (key) => (key === "rejected" ? say("退回", "rejected") : decisions[key]());
  const words = [...by].map(([key, count]) => { const [from, to] = key.split(" "); return `${name(from)} → ${name(to)} ${count}`; }).join(say("，", ", "));
  const coal = flips.reduce((sum, flip) => sum + Number(((flip.row && flip.row.totals && (flip.row.totals["energy.designTceCalorific"] || flip.row.totals["energy.annualTce"])) || [0])[0] || 0), 0);
  return say(`改判 ${flips.length} 个：${words}`, `${flips.length} flip: ${words}`) + (coal ? say(`；涉及年综合能源消费 ${Math.round(coal).toLocaleString()} 吨标准煤`, `; ${Math.round(coal).toLocaleString()} tce a year between them`) : "");
}
