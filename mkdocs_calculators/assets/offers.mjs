/**
 * Values that the project has elsewhere for what this calculator asks, each to be taken over by a
 * click and never by itself. Python knows what means the same.
 */

import { focusOn } from "./focus.mjs";
import { gather } from "./gather.mjs";
import { isOfForm, store } from "./store.mjs";
import { entry } from "./words.mjs";

/** @typedef {{ label: string, text: string, values: import("./form.mjs").Values }} Offer */

/** @param {import("./calculator.mjs").Calculator} calculator */
export function attachOffers(calculator) {
  const part = calculator.element.querySelector("[data-offers]");
  if (!(part instanceof HTMLElement)) return;
  const { name, signal } = calculator;

  const refresh = gather(async () => {
    const others = Object.keys(store.brief().entries).some((calculator) => calculator !== name);
    if (!others) return show([]);
    const request = { name, values: calculator.values(), project: store.brief() };
    const answer = await calculator.ask("offers", request);
    show(answer?.offers ?? []);
  });

  /** @param {Offer[]} found */
  const show = (found) => {
    const held = part.contains(document.activeElement);
    part.querySelector("ul")?.replaceChildren(...found.map(item));
    part.hidden = found.length === 0;
    // What was taken over is offered no more, and the focus was on it.
    if (held) focusOn(part.querySelector("button") ?? calculator.form.querySelector("[name]"));
  };

  /** @param {Offer} offer */
  const item = ({ label, text, values }) => {
    const row = entry(part, "template", `${label}: ${text}`);
    row.querySelector("button")?.addEventListener("click", () => calculator.put(values));
    return row;
  };

  calculator.addEventListener("answer", refresh, { signal });
  store.addEventListener("change", (event) => isOfForm(event) || refresh(), { signal });
}
