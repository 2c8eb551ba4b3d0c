"""The brief's page as HTML: projects, what the team says of one, the brief, and how to take it away.

It is built with an example, so that a reader without JavaScript sees what a
brief is. Every word that the script may show stands here; `#` in one stands
for a name. What the script finds:

The page around it
    `[data-brief]`          the whole; `id` is `brief`
    `data-pages`            on it: JSON, calculator -> address of its page, relative to this page
    `[data-example-note]`   says that an example is shown; to hide once the reader's own is shown
    `[data-use-example]`    button; `data-file` is the address of the example's project file
    `[data-needs-script]`   hidden until the script runs
    `[data-intent]`         to touch it is the first sign of use

Projects
    `select[data-projects]` one option a project; its `value` is the project's id
    `[data-project-new]`    button
    `[data-project-rename]` button: leads to the field `name`, whose text is the project's name
    `[data-project-delete]` button

About the project: `form`, made as a calculator's is, with fields named as in `About`;
    `data-blank` on it holds the wire values of a project that nobody has written to

The brief
    `section[data-result]`  takes the answer's `html`
    `[data-notices] > ul`   one `li` for each of the answer's `notices`; hidden if there is none
    `[data-entries]`        hidden while nothing is in the brief; its `ul` takes one copy of
    `template[data-entry]`  for each of the answer's `entries`: `a[data-entry-page]` gets `title`
                            and `page`, `[data-label]` gets `title`,
                            `button[data-entry-remove]` takes it out of the brief

Taking it away: `data-file-type` on a button is the `type` of the answer's file that it is about
    `[data-save]`           saves that file; switched off while the answer has none of that type
    `[data-copy]`           copies that file's text
    `[data-print]`          prints the page
    `input[data-open]`      a project file to open; so may one be dropped on the whole
    `[data-forget]`         forgets all that this site keeps in the browser

What happened
    `p[data-said]`          takes one of the words below
    `[data-restore]`        button: undoes what was said; hidden where there is nothing to undo
    `template[data-words]`  the words, each a `span[data-word]`
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from calculators.kit import form
from calculators.kit.about import About
from calculators.kit.escape import escape
from calculators.kit.form_status import STATUS

IDENT = "brief"

WORDS = {
    "new": "Project #",
    "added": "Here is the new project “#”.",
    "deleted": "Deleted the project “#”.",
    "removed": "Took “#” out of the brief.",
    "opened": "Opened “#” as a project of its own.",
    "copied": "Copied. Paste it into a document or an issue.",
    "not-copied": "This browser does not allow copying here. Save the Markdown instead.",
    "saved": "Saved “#”.",
    "unreadable": "The file “#” cannot be read. Nothing was changed.",
    "forgotten": "All that this site kept in your browser is deleted.",
    "restored": "It is back.",
    "full": "This browser could not keep the last change: its storage is full. Save the project "
    "file, so that nothing is lost.",
    "evicted": "This browser has lost what it kept for this site. Open your project file again.",
    "forbidden": "This browser keeps nothing for this site. Save the project file before you "
    "leave the page.",
}
"""What the script says, by what happened."""


def render(report: str, example: str, pages: Mapping[str, str]) -> str:
    """The whole page's part: `report` (HTML) is the example's.

    `example` is the address of the example's project file, `pages` those of
    the calculators' pages.
    """
    blank = escape(json.dumps(About().written(), ensure_ascii=False))
    addresses = escape(json.dumps(pages, ensure_ascii=False))
    return (
        f'<div class="calculator brief" id="{IDENT}" data-brief data-pages="{addresses}">'
        f"{_projects()}"
        f'<form class="calculator__form" novalidate autocomplete="off" data-blank="{blank}"'
        f' aria-label="About the project">{form.errors()}{form.groups(_page(), About())}</form>'
        f"{STATUS}{_said()}{_notices()}{_entries()}{_tools()}{_example(example)}"
        f'<section class="calculator__result" id="{IDENT}.result" data-result'
        f' aria-label="The brief">{report}</section></div>'
    )


def _page() -> form.Page:
    """What a form asks of a calculator around it; the brief has no examples to choose from."""
    return form.Page(
        ident=IDENT,
        name=IDENT,
        title="Project brief",
        version="",
        slot=IDENT,
        presets=(),
        default=About(),
    )


def _projects() -> str:
    return (
        '<div class="brief__projects" data-intent data-needs-script hidden role="group" aria-label="Projects">'
        f'<label for="{IDENT}.projects">Project</label>'
        f'<select id="{IDENT}.projects" data-projects><option>{escape(About().name)}</option>'
        "</select>"
        '<button type="button" data-project-new>New</button>'
        '<button type="button" data-project-rename>Rename</button>'
        '<button type="button" data-project-delete>Delete</button></div>'
    )


def _example(address: str) -> str:
    return (
        '<div class="brief__example" data-intent data-example-note><p>This is the brief of an example project. '
        "Your own is still empty: put results into it from the pages of calculators and "
        "checklists, or begin with the fields above.</p>"
        '<noscript><p class="calculator__help">To write a brief of your own here, turn JavaScript '
        "on.</p></noscript>"
        f'<p><button type="button" data-use-example data-file="{escape(address)}" data-needs-script'
        ' hidden>Make the example a project of mine</button> <a href="'
        f'{escape(address)}" download>The example as a project file</a></p></div>'
    )


def _said() -> str:
    words = "".join(f'<span data-word="{key}">{text}</span>' for key, text in WORDS.items())
    return (
        '<div class="brief__said"><p role="status" tabindex="-1" data-said></p>'
        '<button type="button" data-restore hidden>Undo</button></div>'
        f"<template data-words>{words}</template>"
    )


def _notices() -> str:
    return (
        '<div class="brief__notices" data-notices role="group" hidden'
        ' aria-label="What was left out or changed"><ul></ul></div>'
    )


def _entries() -> str:
    return (
        '<details class="brief__entries" data-entries data-key="entries" hidden>'
        '<summary>What is in this brief</summary><ul class="calculator__entries"></ul>'
        '<template data-entry><li><a data-entry-page></a> <button type="button" data-entry-remove>'
        'Take out<span class="calculator__hidden"> <span data-label></span></span></button>'
        "</li></template></details>"
    )


def _tools() -> str:
    def button(action: str, kind: str, label: str) -> str:
        return f'<button type="button" data-{action} data-file-type="{kind}">{label}</button>'

    return (
        '<div class="brief__tools" data-intent data-needs-script hidden>'
        '<div role="group" aria-label="Take the brief away">'
        f"{button('save', 'text/markdown', 'Save as Markdown')}"
        f"{button('copy', 'text/markdown', 'Copy as Markdown')}"
        f"{button('save', 'application/json', 'Save the project file')}"
        f"{button('save', 'text/csv', 'Save open items as CSV')}"
        '<button type="button" data-print>Print</button></div>'
        '<div role="group" aria-label="Open and forget">'
        '<label class="brief__open">Open a project file <input type="file" data-open'
        ' accept=".json,application/json"></label>'
        '<button type="button" data-forget>Forget everything</button></div>'
        '<p class="calculator__help">All projects stay in this browser and go nowhere else. A '
        "browser may lose what it keeps: save the project file of what matters.</p></div>"
    )
