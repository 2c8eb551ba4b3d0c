/**
 * Files out of the page and into it. What comes in is text of a moderate size or is refused, big
 * files before anything of them is read.
 */

const MOST_BYTES = 1_000_000;
const CONTROLS = /(?![\t\r\n])\p{Cc}/u;

/** @typedef {"none" | "many" | "folder" | "large" | "binary" | "unreadable"} Fault */

/** Why something cannot be opened: a word to look up what to say. */
export class Unopened extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Gives the reader a file to save.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers fetch it late
}

/**
 * The one file that was chosen or dropped.
 *
 * @param {FileList | null | undefined} files
 * @param {DataTransferItemList} [items] what was dropped; tells folders from files
 * @returns {File}
 */
export function theFile(files, items) {
  const [file, another] = files ?? [];
  if (!file) throw new Unopened("none");
  if (another) throw new Unopened("many");
  if (items?.[0]?.webkitGetAsEntry()?.isDirectory) throw new Unopened("folder");
  return file;
}

/**
 * The text in a file: UTF-8, or what spreadsheets write.
 *
 * @param {File} file
 * @returns {Promise<string>}
 */
export async function read(file) {
  if (file.size > MOST_BYTES) throw new Unopened("large");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Unopened("unreadable");
  });
  return decode(new Uint8Array(bytes));
}

/**
 * Checks text that was pasted as a file would be.
 *
 * @param {string} text
 */
export function checked(text) {
  if (!text.trim()) throw new Unopened("none");
  if (text.length > MOST_BYTES) throw new Unopened("large");
  return text;
}

/**
 * Bytes as text.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {string}
 */
export function decode(bytes) {
  const text = attempt(wide(bytes) ?? "utf-8", bytes);
  if (text !== undefined && !text.includes("\0")) return text;
  const old = attempt("windows-1252", bytes);
  if (old === undefined || CONTROLS.test(old)) throw new Unopened("binary");
  return old;
}

/**
 * The encoding that the first bytes give away.
 *
 * @param {Uint8Array} bytes
 */
function wide([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/**
 * @param {string} encoding
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function attempt(encoding, bytes) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
