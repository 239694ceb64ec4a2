import m from "mithril";
import { say } from "../parts/language.js";
import { review, setParameter } from "./state.js";

// The values that the authority and other instruments give: what was read, from where, and what to give instead.

const split = (name) => {
  const [, base, key] = /^([^[]*)(?:\[(.*)\])?$/.exec(name.replace(/^param\./, ""));
  return { base, key: key || "" };
};

const given = (base, key) => (review.parameters.get(base) || new Map()).get(key) || "";

export const Parameters = {
  view() {
    const read = review.result.parameters.filter((parameter) => !parameter.name.endsWith("[]"));
    const asked = review.result.asks.filter((ask) => ask.field.startsWith("param."));
    const row = (name, label, value, source) => {
      const { base, key } = split(name);
      return m("tr", { key: name }, [
        m("th", { scope: "row" }, [label, source ? m("small", source) : null]),
        m("td", value),
        m("td", m("input", {
          type: "text", "aria-label": say(`${label}：主管部门给的值`, `${label}: the authority's value`), value: given(base, key),
          placeholder: say("给定值", "given"), oninput: (e) => setParameter(base, key, e.target.value.trim()),
        })),
      ]);
    };
    return [
      m("p.soft", say("规则里的值照用；主管部门另有规定的填在右边，随审查意见写明。", "The rules' own values hold; what the authority gives instead stands on the right, and is told in the opinion.")),
      m(".scroll", m("table.parameters", [
        m("tbody", asked.map((ask) => row(ask.field, ask.label, m("span.open", say("未给", "not given")), null))),
        m("tbody", read.map((parameter) => row(parameter.name,
          parameter.label + (split(parameter.name).key && !parameter.label.includes("[") ? `（${split(parameter.name).key}）` : ""),
          parameter.value === null ? say("未给", "not given") : `${parameter.value}${parameter.unit ? ` ${parameter.unit}` : ""}`, parameter.source))),
      ])),
    ];
  },
};
