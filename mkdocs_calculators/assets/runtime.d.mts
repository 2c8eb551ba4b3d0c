/** Where Python's files lie, relative to this module. The plugin writes it when it builds the site. */

/** The folder of Pyodide's files, with a slash at its end. */
export const PYODIDE: string;

/** The archive of the calculators' sources, for the ordinary boot. */
export const ARCHIVE: string;

/** The archive of all modules for the slim boot, if there is one. */
export const SLIM: string | null;

/** Pyodide's list of packages for the slim boot, which has none, as JSON. */
export const LOCK: string;

/** The site's root, with a slash at its end; nothing if browsers are not to keep the site. */
export const SITE: string | null;

/** The size of each file that is downloaded, by its name. */
export const BYTES: Readonly<Record<string, number>>;
