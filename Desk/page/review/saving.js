import { say } from "../parts/language.js";
import { bundleText } from "../parts/bundle.js";
import { notice, save, tell } from "../parts/ui.js";
import { formOf } from "../parts/dossier-form.js";
import { desk, dossierText, formFileOf, parametersText, reportOf, review } from "./state.js";

// What leaves the desk: the dossier, a form to fill in, the result, and all of it in one file.

export const stem = () => (review.name || say("卷宗", "dossier")).replace(/\.(desk\.json|json|csv|xlsx)(\[.*\])?$/i, "");

const saved = () => { review.savedVersion = review.version; };

/** The dossier; with parameters beside it, a bundle that holds both. */
export function saveDossier() {
  if (review.parameters.size) {
    saveBundle();
    tell(say("给了参数，存成工作包：卷宗和参数都在里面", "Parameters were given, so a bundle was saved that holds both"));
    return;
  }
  save(`${stem()}.json`, dossierText(), "application/json");
  saved();
}

export const saveBundle = () => { save(`${stem()}.desk.json`, bundleText(), "application/json"); saved(); };
export const savePlainDossier = () => { save(`${stem()}.json`, dossierText(), "application/json"); if (!review.parameters.size) saved(); };
export const saveParameters = () => save(`${stem()}${say(".参数", ".parameters")}.json`, parametersText(), "application/json");

const trying = async (act) => {
  notice.text = "";
  try {
    await act();
  } catch (error) {
    tell(say("没有写成，请再试一次", "It could not be written; try again"), "error");
  }
};

/** The dossier as a table, a fact a row; quotations do not fit into it. */
export const saveTable = () => save(`${stem()}.csv`, formOf(review.dossier, desk.vocabulary), "text/csv");
/** An empty form for projects of this kind, for whoever has to fill it in. */
export const saveForm = () => trying(async () => save(`${stem()}${say(".填报表", ".form")}.xlsx`, await formFileOf("xlsx"),
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
export const saveResult = () => trying(async () => save(`${stem()}${say(".结果", ".result")}.json`, await reportOf("json", say("zh", "en")), "application/json"));
