"""Writes down what led to an error, for programmers. C does so by itself if this does not."""

_print_exception_bltin = None
