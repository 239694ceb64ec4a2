import m from "mithril";
import { idOf } from "./field.js";
import { desk, review } from "./state.js";

// Where a fact stands in the form.

/** The group a path belongs to. */
function sectionOf(path) {
  if (!review.form) return null;
  const plain = path.replace(/\[\d*\]/g, "");
  const field = desk.vocabulary.field(plain);
  const container = field ? field.container : desk.vocabulary.containers.findIndex((item) => item.path.en === plain);
  let at = container;
  while (at > 0 && !review.form.sections.some((section) => section.container === at && section.owner <= 0)) {
    at = desk.vocabulary.containers[at].parent;
  }
  return at < 0 ? null : at;
}

/** Opens the group of a fact and puts the cursor on it. */
export function goTo(path) {
  review.isOpening = false;
  review.show = "all";
  const section = sectionOf(path);
  if (section !== null) review.openGroups.add(section);
  m.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const id = idOf(path);
    /** @type {any} */
    const found = document.querySelector(`.groups #${id}`) || document.getElementById(id) || [...document.querySelectorAll("[data-path]")].find((item) => item.getAttribute("data-path") === path)
      || document.getElementById(`g-${section}`);
    if (!found) return;
    found.scrollIntoView({ block: "center", behavior: "auto" });
    const focus = found.matches("input, select, button") ? found : found.querySelector("input, select, button") || found;
    focus.focus({ preventScroll: true });
    if (focus.select) focus.select();
    const row = found.closest(".field, td") || found;
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), 1600);
  }));
}
