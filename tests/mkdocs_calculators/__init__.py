"""Markdown in, HTML out; files in, a site out."""
