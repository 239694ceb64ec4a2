// Where files of rules that come in belong among those of the desk.

/** What follows the last folder called Rules; null: there is none. */
const anchored = (path) => { const found = /(?:^|\/)(Rules\/.*)$/.exec(path); return found ? found[1] : null; };
const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);

/**
 * The place of each path. What comes in a folder stays with its folder, which is one of the desk by its name, or a
 * new one; only a file that comes alone goes by its name, and has no place where several are called so.
 * @param {string[]} paths @param {string[]} own Those of the desk. @returns {(string | null)[]}
 */
export function placesOf(paths, own) {
  const folders = foldersOf(paths, own);
  return paths.map((path) => {
    const whole = anchored(path);
    if (whole) return whole;
    const folder = folderOf(path);
    if (folder) return `${folders.get(folder)}/${nameOf(path)}`;
    const same = own.filter((other) => nameOf(other) === path);
    return same.length > 1 ? null : same[0] || `Rules/${path}`;
  });
}

/** @returns {Map<string, string>} */
function foldersOf(paths, own) {
  const known = new Map();
  const inner = [...new Set(paths.filter((path) => !anchored(path)).map(folderOf))].filter(Boolean).sort();
  const ours = [...new Set(own.map(folderOf))];
  for (const folder of inner) {
    const place = byName(folder, ours) || byFiles(paths.filter((path) => folderOf(path) === folder).map(nameOf), own);
    // Above a folder that is known stands what holds it.
    for (let [theirs, there] = [folder, place]; theirs && there && !known.has(theirs); [theirs, there] = [folderOf(theirs), folderOf(there)]) {
      known.set(theirs, there);
      if (nameOf(theirs) !== nameOf(there)) break;
    }
  }
  for (const folder of inner) {
    if (known.has(folder)) continue;
    const above = known.get(folderOf(folder));
    known.set(folder, above ? `${above}/${nameOf(folder)}` : `Rules/${folder}`);
  }
  return known;
}

function byName(folder, ours) {
  const names = folder.split("/");
  for (let count = names.length; count > 0; count -= 1) {
    const ending = names.slice(-count).join("/");
    const found = ours.filter((other) => other === ending || other.endsWith(`/${ending}`));
    if (found.length === 1) return found[0];
  }
  return null;
}

/** A folder under another name: each of its files stands in one folder of the desk, and nowhere else. */
function byFiles(names, own) {
  const places = names.map((name) => own.filter((other) => nameOf(other) === name));
  if (!places.length || places.some((found) => found.length !== 1)) return null;
  const folders = new Set(places.map(([found]) => folderOf(found)));
  return folders.size === 1 ? [...folders][0] : null;
}
