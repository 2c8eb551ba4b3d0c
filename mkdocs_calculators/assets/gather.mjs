/** Work that takes a while and is wanted again and again, such as showing what has just changed. */

/**
 * Does work one at a time. Wishes that come meanwhile gather to one more, which sees what is then.
 *
 * @param {() => Promise<void>} work
 * @returns {() => Promise<void>} wishes for it
 */
export function gather(work) {
  let running = false;
  let again = false;
  return async function run() {
    again = running;
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
    if (again) await run();
  };
}
