"""A checklist's open items as issue trackers import them: one issue an item, the first first."""

from __future__ import annotations

from calculators.kit.checklist import ANSWERS, EFFORTS, Item, State
from calculators.kit.checklist_result import compute, items
from calculators.kit.stamp import Origin

COLUMNS = ("Title", "Section", "Status", "Owner", "Due", "Description", "Link", "Source")


def issue_rows(origin: Origin, address: str) -> list[tuple[str, ...]]:
    """A header, and the items left to do in the order in which to do them; nothing if none is.

    `address` is the checklist's page. What is no checklist has no items.
    """
    known = items(type(origin.inputs))
    if not known:
        return []
    result = compute(origin.inputs)
    states = {state.name: state for state in result.items}
    source = " · ".join(filter(None, [origin.made(), origin.link]))
    rows = [
        (
            state.label,
            state.section,
            ANSWERS[state.answer],
            state.owner,
            state.due,
            _description(known[name], state, states),
            f"{address}#{state.anchor}",
            source,
        )
        for name in result.next_steps
        for state in [states[name]]
    ]
    return [COLUMNS, *rows] if rows else []


def _description(item: Item, state: State, states: dict[str, State]) -> str:
    """Why it matters, when it is done, and what was noted."""
    after = ", ".join(states[name].label for name in state.waits_for)
    parts = (
        item.why,
        f"Done when {item.done_when}",
        f"Takes {EFFORTS[state.effort]}.",
        f"After: {after}." if after else "",
        f"Note: {state.note}" if state.note else "",
    )
    return "\n\n".join(filter(None, parts))
