"""What a reader takes along: the bar below a result, and all that is shown on paper or elsewhere.

The script fills the list of files from what Python offers, and the snippet with
the address of the page. Every word it can say about that stands here.
"""

from __future__ import annotations

from calculators.kit.escape import escape

WORDS = {
    "wait": "One moment …",
    "copied": "Copied.",
    "uncopied": "This browser did not allow copying. Copy the text below yourself.",
    "saved": "Saved as “#”.",
    "unpainted": "This browser could not draw the picture. Save it as SVG instead.",
    "opened": "Opened. Undo takes it back.",
    "none": "There is nothing to open in this. Choose or drop a file, or paste its text.",
    "many": "These are several files. Open one at a time. Nothing was changed.",
    "folder": "This is a folder. Open a file from it. Nothing was changed.",
    "large": "This is larger than 1 MB, and nothing that belongs here is. Nothing was changed.",
    "binary": "This is no text. Open a file that was saved here, or a table as CSV. "
    "Nothing was changed.",
    "unreadable": "The browser could not read this file. Nothing was changed.",
    "unanswered": "This needs Python, which is not there. Above the result stands what happened.",
}
"""What the script may say, by what happened; `#` is a name that it knows."""

FRAME = """\
<iframe src="#" title="{title}" width="100%" height="900" style="border: 0" loading="lazy" \
allow="clipboard-write"></iframe>
<script>{{
  const frame = document.currentScript.previousElementSibling;
  addEventListener("message", ({{ source, data }}) => {{
    if (source === frame.contentWindow && data?.calculators === "height") \
frame.style.height = `${{Math.ceil(data.height)}}px`;
  }});
}}</script>"""
"""What another page shows a calculator with; `#` is the address. Without the script it scrolls."""


def title(words: str) -> str:
    """The calculator's name where it stands alone: on paper and in another page's frame."""
    return f'<p class="calculator__title" role="heading" aria-level="1">{escape(words)}</p>'


def tools(ident: str, words: str) -> str:
    """The bar below the result; `words` is the calculator's title, `ident` begins its ids."""
    return (
        '<div class="calculator__take" data-take data-intent data-needs-script hidden role="group"'
        f' aria-label="{escape(words)}: take it with you"><div class="calculator__take-row">'
        '<button type="button" data-copy-link>Copy link</button>'
        '<button type="button" data-copy-markdown>Copy Markdown</button>'
        f'{_opens(ident, "save", "Save as", _SAVE)}<button type="button" data-print>Print</button>'
        f"{_opens(ident, 'open', 'Open a file', _open(ident))}"
        f"{_opens(ident, 'embed', 'Embed', _embed(ident, words))}"
        '<a data-home hidden href="" target="_blank" rel="noopener">Open the full page</a></div>'
        '<p class="calculator__said" role="status" data-said></p>'
        '<textarea readonly rows="6" data-by-hand hidden aria-label="Text to copy"></textarea>'
        f"<template data-words>{_words()}</template></div>"
        '<div class="calculator__stamp" data-stamp hidden></div>'
        '<p class="calculator__drop" data-drop aria-hidden="true" hidden>'
        "<span>Drop the file to open it here</span></p>"
    )


def _opens(ident: str, panel: str, words: str, body: str) -> str:
    """A button that shows and hides a panel, and the panel."""
    return (
        f'<button type="button" data-opens="{panel}" aria-expanded="false"'
        f' aria-controls="{ident}.{panel}">{words}</button>'
        f'<div class="calculator__panel" id="{ident}.{panel}" data-panel hidden>{body}</div>'
    )


def _entry(*deeds: str) -> str:
    return f"<li><span data-label></span>{''.join(deeds)}</li>"


def _deed(attribute: str, word: str) -> str:
    """A button of an entry; who cannot see the entry beside it hears its name."""
    named = '<span class="calculator__hidden"> <span data-label></span></span>'
    return f'<button type="button" {attribute}>{word}{named}</button>'


_SAVE = (
    '<ul class="calculator__entries" data-files></ul><template data-file>'
    f"{_entry(_deed('data-save', 'Save'), _deed('data-copy', 'Copy'))}</template>"
    f"<template data-picture>{_entry(_deed('data-svg', 'SVG'), _deed('data-png', 'PNG'))}"
    "</template>"
)
"""The list to save from, and the templates of its entries."""


def _open(ident: str) -> str:
    return (
        f'<div class="calculator__field"><label for="{ident}.file">A JSON file that was saved here,'
        f' or a table as CSV</label><input type="file" id="{ident}.file" data-choose'
        ' accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain">'
        '<p class="calculator__help">Or drop it anywhere on this calculator. It is read in your'
        " browser and sent nowhere.</p></div>"
        f'<div class="calculator__field"><label for="{ident}.pasted">Or paste what is in it</label>'
        f'<textarea id="{ident}.pasted" rows="3" data-pasted autocomplete="off" spellcheck="false">'
        '</textarea></div><button type="button" data-open-pasted>Open this text</button>'
    )


def _embed(ident: str, words: str) -> str:
    snippet = escape(FRAME.format(title=escape(words)))
    return (
        f'<div class="calculator__field"><label for="{ident}.snippet">HTML for your wiki or course'
        f' page</label><textarea id="{ident}.snippet" rows="6" readonly spellcheck="false"'
        f' data-snippet="{snippet}" aria-describedby="{ident}.embedding"></textarea>'
        f'<p class="calculator__help" id="{ident}.embedding">It opens with the values that are in'
        " the form now. Where scripts are not allowed, keep the first line: the frame then scrolls"
        " instead of growing.</p></div>"
        '<button type="button" data-copy-snippet>Copy</button>'
    )


def _words() -> str:
    return "".join(
        f'<span data-word="{what}">{escape(said)}</span>' for what, said in WORDS.items()
    )
