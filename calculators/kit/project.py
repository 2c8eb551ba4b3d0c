"""What calculators of one project have in common: topics to sort them by, and shared quantities."""

from __future__ import annotations

from collections.abc import Mapping

TOPICS = (
    "Which project",
    "Worth doing",
    "Target and price",
    "Metric",
    "Data",
    "Release",
    "In use",
)
"""The headings of a project brief, in its order; each calculator belongs under one."""

QUANTITIES: Mapping[str, str] = {
    "accuracy-today": "accuracy today",
    "target-accuracy": "target accuracy",
    "error-floor": "error floor",
    "learning-curve": "learning curve",
    "predictions-per-month": "predictions per month",
    "months-in-use": "months in use",
    "cost-of-an-error": "cost of one error",
}
"""What an input can stand for in every calculator that asks for it, and how people call it.

A field names its own by `shared`. Two inputs share a quantity only where they
mean the same, in the same unit.
"""
