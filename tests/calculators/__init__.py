"""Tests of the calculators, one file for each."""
