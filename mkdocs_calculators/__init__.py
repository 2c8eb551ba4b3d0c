"""Puts calculators written in Python into the pages of a site.

`markdown` renders them into a page and `bundle` gathers the files a browser
needs; neither knows MkDocs. `plugin` and `config` bind both to MkDocs.
"""
