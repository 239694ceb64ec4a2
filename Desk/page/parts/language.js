/** The two languages of the page; what the engine says comes in the one it was opened with. */
export const language = { now: "zh" };

/** A text in the language of the page. @param {string} zh @param {string} en */
export const say = (zh, en) => (language.now === "zh" ? zh : en);

/** A phrase of the engine. @param {{zh: string, en: string} | null | undefined} phrase */
export const told = (phrase) => (phrase ? phrase[language.now] : "");

/** The same as it is read by somebody who writes no rules: what is quoted stands between quotation marks. */
export const read = (phrase) => quoted(told(phrase));
export const quoted = (text) => text.replace(language.now === "zh" ? / ?`"?([^`]*?)"?` ?/g : /`"?([^`]*?)"?`/g, "“$1”");

export const chooseLanguage = (name) => {
  language.now = name;
  document.documentElement.lang = name === "zh" ? "zh-CN" : "en";
  document.title = say("两高项目审查台", "Review desk for two-high projects");
};
