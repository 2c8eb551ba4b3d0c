"""Measurements of speed and size, run by `make bench`. Nothing here is asserted on."""
