/**
 * A new result in place of the old one, changing only what differs: what the reader has opened,
 * focused, selected or scrolled in it stays as it is, and an equal result touches nothing.
 */

/**
 * @param {Element} section
 * @param {string} html from the calculators' own Python, which escapes everything
 */
export function show(section, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  morph(section, template.content);
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function morph(old, fresh) {
  let at = old.firstChild;
  let next = null;
  for (let child = fresh.firstChild; child; child = next) {
    next = child.nextSibling; // a child that moves into the result loses it
    const match = find(at, child);
    if (!match) {
      old.insertBefore(child, at);
      continue;
    }
    while (at && at !== match) at = drop(at);
    update(match, child);
    at = match.nextSibling;
  }
  while (at) at = drop(at);
}

/**
 * The first of some siblings that can become another node.
 *
 * @param {ChildNode | null} from
 * @param {Node} wanted
 */
function find(from, wanted) {
  const [name, known] = [wanted.nodeName, key(wanted)];
  let node = from;
  while (node && !(node.nodeName === name && key(node) === known)) node = node.nextSibling;
  return node;
}

/**
 * @param {ChildNode} node
 * @returns {ChildNode | null} the one after it
 */
function drop(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** @param {Node} node */
function key(node) {
  return node instanceof Element ? node.id || node.getAttribute("data-key") : null;
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function update(old, fresh) {
  if (old.isEqualNode(fresh)) return; // as most of a result is; the browser sees it at a glance
  if (old instanceof Element && fresh instanceof Element) {
    for (const name of old.getAttributeNames()) {
      if (!fresh.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
    }
    // By name: a node for each attribute, as `attributes` gives, costs more than all else here.
    for (const name of fresh.getAttributeNames()) {
      const value = fresh.getAttribute(name) ?? "";
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    morph(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
}

/**
 * @param {Element} element
 * @param {string} name
 */
function isReaders(element, name) {
  return name === "open" && element instanceof HTMLDetailsElement;
}
