import { review } from "./state.js";

// The browser's own print while the opinion is open: a frame would be printed as the piece of it that is in sight,
// so its page takes the place of the desk for as long as the printing takes.

let undo = null;

function layOut() {
  if (!review.report || undo) return;
  const paper = new DOMParser().parseFromString(review.report, "text/html");
  const own = [...document.styleSheets].map((sheet) => ({ sheet, media: sheet.media.mediaText }));
  for (const { sheet } of own) sheet.media.mediaText = "screen";
  const styles = [...paper.querySelectorAll("style")].map((source) => {
    const style = document.createElement("style");
    style.textContent = source.textContent;
    style.media = "print";
    document.head.appendChild(style);
    return style;
  });
  const rest = [...document.body.children].map((element) => /** @type {HTMLElement} */ (element)).map((element) => ({ element, hidden: element.hidden, display: element.style.display }));
  for (const { element } of rest) { element.hidden = true; element.style.display = "none"; }
  const sheets = [...paper.body.children];
  document.body.append(...sheets);
  const before = { title: document.title, lang: document.documentElement.lang, classes: document.body.className };
  document.title = paper.title;
  document.documentElement.lang = paper.documentElement.lang;
  document.body.className = paper.body.className;
  undo = () => {
    for (const { sheet, media } of own) sheet.media.mediaText = media;
    for (const element of [...styles, ...sheets]) element.remove();
    for (const { element, hidden, display } of rest) { element.hidden = hidden; element.style.display = display; }
    document.title = before.title;
    document.documentElement.lang = before.lang;
    document.body.className = before.classes;
    undo = null;
  };
}

/** Has the opinion printed where it is what is in sight. */
export function watchPrinting() {
  window.addEventListener("beforeprint", layOut);
  window.addEventListener("afterprint", () => { if (undo) undo(); });
}
