/** Where Python's files lie, relative to this module. The plugin writes it when it builds the site. */

/** The folder of Pyodide's files, with a slash at its end. */
export const PYODIDE: string;

/** The archive of the calculators' sources. */
export const ARCHIVE: string;

/** The size of each file that is downloaded, by its name. */
export const BYTES: Readonly<Record<string, number>>;
