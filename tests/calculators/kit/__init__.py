"""Tests of what calculators are made of."""
