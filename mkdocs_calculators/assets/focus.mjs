/** Where the focus goes when what had it goes away. */

/**
 * Moves the focus to a node, if it is there.
 *
 * @param {Element | null | undefined} node
 */
export function focusOn(node) {
  if (node instanceof HTMLElement) node.focus();
}
