"""Tests of what MkDocs does to this site's pages besides the calculators."""
