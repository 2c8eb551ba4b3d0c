/** Text onto the clipboard, where a browser allows it: some do not, and frames often may not. */

/**
 * Puts text onto the clipboard. Call it while a click is handled, even if the text is still to
 * come: browsers remember the click only for those who ask at once.
 *
 * @param {Promise<string>} text
 * @returns {Promise<boolean>} whether it is there; rejects as the text does
 */
export async function copy(text) {
  const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
  blob.catch(() => {}); // who awaits the text is told
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    const words = await text;
    // A browser that takes no promise may take the text.
    return attempt(() => navigator.clipboard.writeText(words));
  }
}

/** @param {() => Promise<void>} deed */
async function attempt(deed) {
  try {
    await deed();
    return true;
  } catch {
    return false;
  }
}
