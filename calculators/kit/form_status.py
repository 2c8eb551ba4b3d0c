"""What a calculator says about itself while it starts, computes, waits or fails.

All of it stands in the page from the build on, hidden; the script shows the
part that applies.
"""

STATUS = """\
<div class="calculator__status">\
<p role="status" class="calculator__hidden" data-live></p>\
<p data-state="starting" hidden>Starting Python in your browser, once a visit. \
<progress data-progress max="1" aria-label="Python download"></progress></p>\
<p data-state="working" hidden>Computing…</p>\
<p data-state="stale" hidden>The result below is for earlier values. \
Mend what is marked to bring it up to date.</p>\
<p data-state="notice" hidden></p>\
<div data-state="failed" hidden>\
<p data-failure="start" hidden>Python could not be started: the network may be away, or this site \
may have been updated since you opened the page. The result below is for earlier values; nothing \
you typed is lost. <button type="button" data-reload>Reload the page</button></p>\
<p data-failure="stalled" hidden>Python is taking too long to arrive. The result below is for \
earlier values; nothing you typed is lost.</p>\
<p data-failure="timeout" hidden>This took too long and was stopped. The result below is for \
earlier values; smaller tables or numbers may help.</p>\
<p data-failure="crash" hidden>Something went wrong while computing. The result below is for \
earlier values; nothing you typed is lost.</p>\
<p data-failure="aside" hidden>That did not work. The result below still stands, and nothing you \
typed is lost.</p>\
<p data-failure="unsupported" hidden>This browser cannot run the calculator: it needs WebAssembly \
and module workers. The worked example below still stands.</p>\
<details data-key="reason"><summary>What the browser said</summary><p data-reason></p></details>\
<button type="button" data-retry>Try again</button></div></div>"""
