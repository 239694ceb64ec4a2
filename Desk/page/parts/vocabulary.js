// What a dossier can say: fields and the groups and lists they stand in, as the engine tells them.

/**
 * @typedef {{zh: string, en: string}} Phrase
 * @typedef {{name: Phrase, path: Phrase, label: string, list: boolean, parent: number, members: Map<string, Member>}} Container
 * @typedef {{name: Phrase, path: Phrase, label: string, container: number, unit: Phrase|null, authority: boolean,
 *   question: string|null, evidence: string|null, type: string, choices?: Phrase[], index: number, owner: number}} Field
 * @typedef {{field?: number, container?: number}} Member
 */
export class Vocabulary {
  /** @param {any} told */
  constructor(told) {
    /** @type {(Container & {index: number})[]} */
    this.containers = told.containers;
    /** @type {Field[]} */
    this.fields = told.fields;
    /** Of the rules, which the authority may give. @type {{name: Phrase, label: string}[]} */
    this.parameters = told.parameters || [];
    /** The fields of province, city and county. @type {number[]} */
    this.places = told.places;
    /** The fields of the project's name and number, and of the day of the review; -1: there is none. */
    this.name = told.name;
    this.number = told.number;
    this.asOf = told.asOf;
    this.containers.forEach((container, index) => {
      container.index = index;
      container.members = new Map();
    });
    this.containers.forEach((container, index) => {
      if (container.parent >= 0) this.admit(container.parent, container, { container: index });
    });
    this.fields.forEach((field, index) => {
      field.index = index;
      field.owner = this.owner(field.container);
      this.admit(field.container, field, { field: index });
    });
  }

  admit(container, { name, label }, member) {
    const { members } = this.containers[container];
    for (const key of [name.en, name.zh]) members.set(key, member);
    if (label && !members.has(label)) members.set(label, member);
  }

  /** The list that a group stands in, itself included; 0: the project. */
  owner(container) {
    let at = container;
    while (at > 0 && !this.containers[at].list) at = this.containers[at].parent;
    return Math.max(at, 0);
  }

  /** The field at a path without positions. @returns {Field | null} */
  field(path) {
    let at = 0;
    const segments = path.split(".");
    for (let index = 0; index < segments.length; index += 1) {
      const member = this.containers[at].members.get(segments[index].replace(/\[\d*\]/, ""));
      if (!member) return null;
      if (member.field !== undefined) return index === segments.length - 1 ? this.fields[member.field] : null;
      at = member.container;
    }
    return null;
  }

  label(field, language) { return language === "zh" ? field.label : words(field.name.en); }
  groupLabel(container, language) {
    if (container.index === 0) return language === "zh" ? "项目" : "Project";
    return language === "zh" ? container.label : words(container.name.en);
  }
}

/** A choice as a reader sees it. @param {Phrase} choice @param {string} language */
export const choiceText = (choice, language) => (language === "zh" ? choice.zh : words(choice.en));

/** `annualElectricity` as a reader sees it. */
const words = (name) => {
  const text = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
