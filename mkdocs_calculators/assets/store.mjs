/**
 * What a reader leaves in this browser: projects, and for each of them the work on calculators,
 * scenarios and the brief. It goes nowhere else, and this module alone touches the storage.
 *
 * Whatever stands there may have been written by another version, by hand or by another program:
 * what is not as it should be counts as absent. What the storage does not take is held until the
 * page goes, so that nothing but the keeping fails.
 */

/** @typedef {import("./form.mjs").Values} Values */
/** @typedef {{ version: string, date: string, values: Values }} Work what a form held, and when */
/** @typedef {Work & { name: string }} Scenario */
/** @typedef {{ id: string, name: string }} Project the name is empty until the reader gives one */
/** @typedef {{ about: Values, entries: Record<string, Work> }} Brief entries by calculator */
/**
 * @typedef {object} Whole a project as Python takes and gives it
 * @property {string} name
 * @property {Values} about
 * @property {Record<string, Work>} entries
 * @property {Record<string, Scenario[]>} scenarios
 */
/**
 * @typedef {"forbidden" | "full" | "evicted"} Trouble there is no storage, it takes no more, or
 *   it has lost what it held
 */
/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} Shelf */

const ALL = "calculators/";
const PROJECTS = "calculators/projects";
const FIRST = "1";

/**
 * Reads and writes the storage. Tells by `change` events of each record that has changed, here or
 * in another tab (`detail` is its key, or empty if much has changed at once), and by `trouble`
 * events when `trouble` becomes something else.
 */
export class Store extends EventTarget {
  /** @type {Trouble | undefined} */
  trouble;
  #open;
  /** @type {Map<string, string | null>} what the storage did not take */
  #held = new Map();
  /** @type {Set<string>} the records that were there when last looked at */
  #seen = new Set();

  /**
   * @param {() => Shelf | undefined} open gives the storage, or throws
   * @param {EventTarget} page tells of changes by other tabs
   */
  constructor(open, page) {
    super();
    this.#open = open;
    page.addEventListener("storage", (event) => {
      const { key } = /** @type {StorageEvent} */ (event);
      if (key === null) this.#changedElsewhere([...this.#seen, ...this.#held.keys()]);
      else if (key.startsWith(ALL)) this.#changedElsewhere([key]);
    });
    page.addEventListener("pageshow", (event) => {
      if (!(/** @type {PageTransitionEvent} */ (event).persisted)) return;
      // A page that was put aside has not been told of anything.
      this.#seen.clear();
      this.#tell("");
    });
  }

  /** All projects, one at least. */
  get projects() {
    return this.#list().projects;
  }

  /** The project that is worked on. */
  get project() {
    const { current, projects } = this.#list();
    return projects.find(({ id }) => id === current) ?? projects[0] ?? { id: FIRST, name: "" };
  }

  /**
   * Goes on with another project.
   *
   * @param {string} id
   */
  use(id) {
    this.#write(PROJECTS, { current: id, projects: this.projects });
    this.#tell("");
  }

  /**
   * Makes a project, empty or with what a file holds, and goes on with it.
   *
   * @param {Partial<Whole>} project
   */
  add({ name = "", about = {}, entries = {}, scenarios = {} }) {
    const { projects } = this;
    const id = String(1 + Math.max(...projects.map((project) => Number(project.id) || 0)));
    this.#write(PROJECTS, { current: id, projects: [...projects, { id, name }] });
    if (Object.keys(about).length + Object.keys(entries).length > 0) {
      this.#write(`${ALL}${id}/brief`, { about, entries });
    }
    for (const [calculator, list] of Object.entries(scenarios)) {
      this.#write(`${ALL}${id}/scenarios/${calculator}`, list);
    }
    this.#tell("");
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  rename(id, name) {
    const projects = this.projects.map((project) => (project.id === id ? { id, name } : project));
    this.#keep(PROJECTS, { current: this.project.id, projects });
  }

  /**
   * Deletes a project and all that belongs to it.
   *
   * @param {string} id
   * @returns {() => void} takes that back
   */
  remove(id) {
    const before = this.#list();
    const restore = this.#clear(`${ALL}${id}/`);
    const projects = before.projects.filter((project) => project.id !== id);
    const current = before.current === id ? projects[0]?.id : before.current;
    this.#write(PROJECTS, projects.length > 0 ? { current, projects } : undefined);
    this.#tell("");
    return () => {
      restore();
      this.#write(PROJECTS, before);
      this.#tell("");
    };
  }

  /**
   * The project as Python takes it.
   *
   * @returns {Whole}
   */
  whole() {
    const { id, name } = this.project;
    const start = `${ALL}${id}/scenarios/`;
    const calculators = this.#keys(start).map((key) => key.slice(start.length));
    const scenarios = Object.fromEntries(calculators.map((one) => [one, this.scenarios(one)]));
    return { name, ...this.brief(), scenarios };
  }

  /**
   * What the reader has entered.
   *
   * @param {string} slot
   * @param {string} [project] its id; the one that is worked on without it
   * @returns {Work | undefined}
   */
  work(slot, project = this.project.id) {
    const work = this.#read(`${ALL}${project}/work/${slot}`);
    return isWork(work) ? work : undefined;
  }

  /**
   * @param {string} slot
   * @param {Work | undefined} work nothing removes what is there
   * @param {string} [project]
   * @returns {boolean} whether it will be there when the page is left
   */
  keepWork(slot, work, project = this.project.id) {
    return this.#keep(`${ALL}${project}/work/${slot}`, work);
  }

  /**
   * @param {string} calculator
   * @returns {Scenario[]}
   */
  scenarios(calculator) {
    const list = this.#read(`${ALL}${this.project.id}/scenarios/${calculator}`);
    return Array.isArray(list) ? list.filter((one) => isWork(one) && isText(one, "name")) : [];
  }

  /**
   * @param {string} calculator
   * @param {readonly Scenario[]} list
   * @returns {boolean} see `keepWork`
   */
  keepScenarios(calculator, list) {
    const key = `${ALL}${this.project.id}/scenarios/${calculator}`;
    return this.#keep(key, list.length > 0 ? list : undefined);
  }

  /** @returns {Brief} */
  brief() {
    const brief = this.#read(`${ALL}${this.project.id}/brief`);
    if (!isObject(brief)) return { about: {}, entries: {} };
    /** @type {[string, Work][]} */
    const entries = [];
    for (const [calculator, entry] of Object.entries(brief.entries ?? {})) {
      if (isWork(entry)) entries.push([calculator, entry]);
    }
    const about = isValues(brief.about) ? brief.about : {};
    return { about, entries: Object.fromEntries(entries) };
  }

  /**
   * @param {Brief} brief
   * @returns {boolean} see `keepWork`
   */
  keepBrief(brief) {
    return this.#keep(`${ALL}${this.project.id}/brief`, brief);
  }

  /**
   * Deletes all there is, of all projects.
   *
   * @returns {() => void} takes that back
   */
  forget() {
    const restore = this.#clear(ALL);
    this.#tell("");
    return () => {
      restore();
      this.#tell("");
    };
  }

  /** @returns {{ current: string, projects: Project[] }} */
  #list() {
    const list = this.#read(PROJECTS);
    const found = isObject(list) && Array.isArray(list.projects) ? list.projects : [];
    const projects = found.filter((one) => isText(one, "id") && isText(one, "name"));
    const current = isText(list, "current") ? list.current : FIRST;
    return { current, projects: projects.length > 0 ? projects : [{ id: FIRST, name: "" }] };
  }

  /**
   * @param {string} key
   * @returns {unknown} nothing for what is no JSON
   */
  #read(key) {
    try {
      return JSON.parse(this.#text(key) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {string} key */
  #text(key) {
    const held = this.#held.get(key);
    if (held !== undefined) return held;
    const text = this.#shelf((shelf) => shelf.getItem(key)) ?? null;
    this.#look(key, text);
    return text;
  }

  /**
   * Notices when a record has gone although nobody has removed it.
   *
   * @param {string} key
   * @param {string | null} text
   */
  #look(key, text) {
    if (text !== null) this.#seen.add(key);
    else if (this.#seen.delete(key) && !this.trouble) this.#become("evicted");
  }

  /**
   * @param {string} key
   * @param {unknown} value
   */
  #keep(key, value) {
    if (value !== undefined && this.#read(PROJECTS) === undefined) {
      this.#write(PROJECTS, this.#list());
    }
    this.#write(key, value);
    this.#tell(key);
    return !this.#held.has(key);
  }

  /**
   * @param {string} key
   * @param {unknown} value nothing removes it
   */
  #write(key, value) {
    this.#text(key); // what has gone is noticed before it is there again
    this.#put(key, value === undefined ? null : JSON.stringify(value));
  }

  /**
   * @param {string} key
   * @param {string | null} text nothing removes it
   */
  #put(key, text) {
    this.#held.set(key, text);
    // There may be room by now for what was held before, too.
    for (const [name, held] of this.#held) this.#shelve(name, held);
    if (this.#held.size === 0 && this.trouble !== "evicted") this.#become(undefined);
  }

  /**
   * @param {string} key
   * @param {string | null} text
   */
  #shelve(key, text) {
    this.#shelf((shelf) => {
      if (text === null) shelf.removeItem(key);
      else shelf.setItem(key, text);
      this.#held.delete(key);
      this.#seen[text === null ? "delete" : "add"](key);
    });
  }

  /** @param {string} start */
  #keys(start) {
    const kept = this.#shelf((shelf) =>
      Array.from({ length: shelf.length }, (_, n) => shelf.key(n) ?? ""),
    );
    const all = new Set([...(kept ?? []), ...this.#held.keys()]);
    return [...all].filter((key) => key.startsWith(start) && this.#text(key) !== null).sort();
  }

  /**
   * @param {string} start of the keys of what goes
   * @returns {() => void} takes that back
   */
  #clear(start) {
    const gone = this.#keys(start).map((key) => /** @type {const} */ ([key, this.#text(key)]));
    for (const [key] of gone) this.#put(key, null);
    return () => {
      for (const [key, text] of gone) this.#put(key, text);
    };
  }

  /**
   * @template T
   * @param {(shelf: Shelf) => T} use
   * @returns {T | undefined} nothing if the storage cannot be used
   */
  #shelf(use) {
    let shelf;
    try {
      shelf = this.#open();
    } catch {
      shelf = undefined;
    }
    if (!shelf) {
      this.#become("forbidden");
      return undefined;
    }
    try {
      return use(shelf);
    } catch (error) {
      this.#become(isFull(error) ? "full" : "forbidden");
      return undefined;
    }
  }

  /** @param {readonly string[]} keys */
  #changedElsewhere(keys) {
    for (const key of keys) {
      this.#seen.delete(key);
      this.#held.delete(key);
    }
    // What seemed lost may have been removed there, before this tab was told.
    if (this.trouble === "evicted") this.#become(undefined);
    const [first = "", ...others] = keys;
    // In another project, all records are others.
    this.#tell(others.length > 0 || first === PROJECTS ? "" : first);
  }

  /** @param {Trouble | undefined} trouble */
  #become(trouble) {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.dispatchEvent(new Event("trouble"));
  }

  /** @param {string} key */
  #tell(key) {
    this.dispatchEvent(new CustomEvent("change", { detail: key }));
  }
}

/** The storage of this browser. */
export const store = new Store(() => globalThis.localStorage, globalThis);

/**
 * Whether a `change` is about no more than what is in some form.
 *
 * @param {Event} change
 */
export function isOfForm(change) {
  return /** @type {CustomEvent<string>} */ (change).detail.includes("/work/");
}

/** The reader's day, as it is kept with what was entered. */
export function today() {
  const now = new Date();
  now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
  return now.toISOString().slice(0, "2000-01-01".length);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @template {string} K
 * @param {unknown} value
 * @param {K} key
 * @returns {value is Record<K, string>}
 */
function isText(value, key) {
  return isObject(value) && typeof value[key] === "string";
}

/**
 * @param {unknown} value
 * @returns {value is Work}
 */
function isWork(value) {
  return (
    isObject(value) && isValues(value.values) && isText(value, "version") && isText(value, "date")
  );
}

/**
 * @param {unknown} value
 * @returns {value is Values}
 */
function isValues(value) {
  return isObject(value) && Object.values(value).every((one) => isCell(one) || isTable(one));
}

/** @param {unknown} value */
function isTable(value) {
  return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isCell));
}

/** @param {unknown} value */
function isCell(value) {
  return typeof value === "string";
}

/** @param {unknown} error */
function isFull(error) {
  return error instanceof Error && /quota/i.test(error.name);
}
