import m from "mithril";
import { language, say } from "../parts/language.js";
import { button, notice, save, tell } from "../parts/ui.js";
import { decoded, reportOf, review } from "./state.js";

// The opinion as it is printed: the same page as `review evaluate --format html`, in a frame of its own.

export async function openReport() {
  notice.text = "";
  try {
    review.report = decoded(await reportOf("html", language.now));
  } catch (error) {
    tell(say("意见书没有写成，请再试一次", "The opinion could not be written; try again"), "error");
  }
  m.redraw();
}

const stem = () => (review.name || "dossier").replace(/\.json$/i, "");

export const Report = {
  oncreate({ dom }) {
    document.body.classList.add("reading");
    dom.querySelector("button").focus();
  },
  onremove() { document.body.classList.remove("reading"); },
  view() {
    return m(".report", { role: "dialog", "aria-modal": "true", "aria-label": say("审查意见书", "Opinion"), onkeydown: (e) => { if (e.key === "Escape") review.report = null; } }, [
      m(".bar", [
        button(say("返回", "Back"), () => { review.report = null; }),
        m("h2", say("审查意见书", "Opinion")),
        button(say("打印", "Print"), () => /** @type {HTMLIFrameElement} */ (document.querySelector(".report iframe")).contentWindow.print(), { class: "primary" }),
        button(say("存为网页", "Save as a page"), () => save(`${stem()}.html`, review.report, "text/html")),
        button(say("存为 Word", "Save for Word"), async () => save(`${stem()}.docx`, await reportOf("docx", language.now), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
      ]),
      m("iframe", { title: say("审查意见书", "Opinion"), sandbox: "allow-same-origin allow-modals", srcdoc: review.report }),
    ]);
  },
};
