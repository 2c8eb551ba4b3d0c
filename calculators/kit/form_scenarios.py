"""Keeping a result under a name, comparing kept ones, and putting one into the project's brief.

What is kept stands in the reader's browser: the script fills the lists from
there, and Python compares. Every word the script may say stands here; `#` in
one stands for a name.
"""

from __future__ import annotations

from calculators.kit.escape import escape

MOST = 4  # scenarios side by side; more columns are read by nobody

WORDS = {
    "wait": "One moment …",
    "name": "Scenario #",
    "now": "What is in the form now",
    "kept": "Kept as “#”.",
    "removed": "Removed “#”.",
    "in-brief": "This result is in the brief of “#” now.",
    "in-the-brief": "This result is in the brief of your project now.",
    "invalid": "Mend what is marked in the form first.",
    "most": f"At most {MOST} fit side by side. Take one out to add another.",
}

OFFERS = (
    '<div class="calculator__offers" data-offers hidden role="group"'
    ' aria-label="Values from your project"><p>Elsewhere in this project other values stand for the'
    " same. Nothing changes unless you take one over.</p>"
    '<ul class="calculator__entries"></ul>'
    '<template><li><span data-label></span> <button type="button" data-take-over>Use it here'
    '<span class="calculator__hidden">: <span data-label></span></span></button></li></template>'
    "</div>"
)
"""What the brief's other entries say of inputs that mean the same; above the form."""


def scenarios(ident: str, words: str) -> str:
    """The section below a result; `words` is the calculator's title, `ident` begins its ids."""
    said = "".join(f'<span data-word="{what}">{text}</span>' for what, text in WORDS.items())
    return (
        f'<details class="calculator__scenarios" data-scenarios data-intent data-most="{MOST}"'
        ' data-key="scenarios" data-needs-script hidden>'
        "<summary>Scenarios and brief</summary>"
        f"<p>Keep this result under a name to compare up to {MOST} side by side, or put it into the"
        " brief of your project. <a data-brief-page hidden>Open the brief</a></p>"
        '<div class="calculator__take-row">'
        f'<label for="{ident}.scenario">Name</label> <input type="text" id="{ident}.scenario"'
        ' data-scenario-name maxlength="60" autocomplete="off">'
        '<button type="button" data-keep>Keep this result</button>'
        '<button type="button" data-into-brief><span data-brief="out">Put it into the brief</span>'
        '<span data-brief="in" hidden>Put it into the brief, in place of the one there</span>'
        "</button></div>"
        '<div class="calculator__take-row"><p class="calculator__said" role="status" data-told></p>'
        '<button type="button" data-put-back hidden>Put it back</button></div>'
        '<fieldset class="calculator__kept" hidden><legend>Side by side</legend>'
        '<ul class="calculator__entries" data-kept></ul></fieldset>'
        '<template data-scenario><li><label class="calculator__option"><input type="checkbox">'
        " <span data-label></span></label>"
        f"{_deed('data-open-scenario', 'Open')}{_deed('data-drop-scenario', 'Remove')}</li>"
        "</template>"
        f'<section data-comparison aria-label="{escape(words)}: scenarios side by side"></section>'
        f"<template data-words>{said}</template></details>"
    )


def _deed(attribute: str, word: str) -> str:
    """A button of an entry; who cannot see the entry beside it hears its name."""
    named = '<span class="calculator__hidden"> <span data-label></span></span>'
    return f'<button type="button" {attribute}>{word}{named}</button>'
