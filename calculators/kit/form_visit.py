"""What becomes of what a reader enters, and of a link that they open: every word about it.

All of it stands in the page from the build on, hidden; the script shows the
part that applies.
"""

from __future__ import annotations

BANNER = (
    '<div class="calculator__visit" data-visit data-before="Before the link of #">'
    '<div role="status">'
    '<p data-visit-state="opening" hidden>Opening the link …</p>'
    '<p data-visit-state="shared" hidden><strong>You are looking at a shared scenario.</strong> '
    "Your own values are untouched. What you change goes into the address of this page, and "
    "nowhere else.</p>"
    '<p data-visit-state="unreadable" hidden><strong>What you see is not from the link.</strong> '
    "Your own values are untouched.</p>"
    '<p data-visit-state="older" hidden><strong>Your values are back.</strong></p>'
    '<p data-visit-state="lost" hidden><strong>Your values could not be brought back.</strong> '
    "They stay in this browser until you enter others.</p>"
    '<p data-visit-state="kept" hidden>These values are yours now.</p>'
    '<p data-visit-state="aside" hidden>These values are yours now. What you had before is among '
    "your scenarios, as “<span data-visit-name></span>”.</p>"
    '<p data-visit-state="mine" hidden>These are your own values again.</p>'
    "<ul data-visit-notices hidden></ul></div>"
    '<div class="calculator__visit-deeds" data-visit-state="shared" hidden>'
    '<button type="button" data-visit-do="keep">Keep it as mine</button>'
    '<button type="button" data-visit-do="back">Back to mine</button></div>'
    '<div class="calculator__visit-deeds" data-visit-state="unreadable older lost" hidden>'
    '<button type="button" data-visit-do="close">Close</button></div></div>'
)
"""Above the form, and first of all for who moves by keyboard."""

KEPT = (
    '<div class="calculator__own" data-own data-needs-script hidden><div role="status">'
    '<p data-own-state="kept">Kept in this browser only, for the project '
    "“<span data-project-name>Project 1</span>”.</p>"
    '<p data-own-state="forbidden" hidden>This browser keeps nothing for this site. What you enter '
    "is gone when you close or reload the page: copy a link or save a file.</p>"
    '<p data-own-state="full" hidden>This browser has no room left for what you enter. It is gone '
    "when you close or reload the page: copy a link or save a file.</p>"
    '<p data-own-state="evicted" hidden>This browser has deleted what it kept for this site. What '
    "you see is kept again with your next change.</p>"
    '<p data-own-state="forgotten" hidden>Forgotten: the values, scenarios and briefs of all '
    "projects.</p></div>"
    '<button type="button" data-own-state="forgotten" data-unforget hidden>Bring it back</button>'
    '<button type="button" data-forget title="Deletes what this site keeps in your browser: '
    'values, scenarios and briefs of all projects">Forget everything</button></div>'
)
"""Beside the tools of the form: what is kept, and the way to be rid of it."""

FILE = '<button type="button" data-link-file data-save-json hidden>Save as a file</button>'
"""What a link that would be too long can be instead."""

ITEM = (
    '<p class="calculator__copied" data-item-link hidden>'
    '<span data-copied="true" hidden>Link to this item copied.</span>'
    '<label data-copied="false" hidden>Link to this item <input type="text" readonly></label></p>'
)
"""What came of copying the link to an item; it goes where the item is."""
