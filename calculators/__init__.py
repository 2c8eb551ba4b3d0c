"""Calculators for planning a machine-learning product.

One module is one calculator; its file name is its public name with
underscores. Standard library only, so that the same files run under CPython
and, unchanged, in a reader's browser.
"""
