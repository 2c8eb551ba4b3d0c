"""Lighthouse's scores for each kind of page, as it simulates a phone on a slow line."""

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any

from tests.bench.packages import Packages
from tests.browser.browser import Chromium, node

PAGES: Mapping[str, str] = {
    "home": "/",
    "note": "/notes/feasibility/",
    "calculator": "/calculators/cost-of-accuracy/",
    "checklist": "/checklists/feasibility/",
    "glossary": "/notes/glossary/",
    "brief": "/brief/",
    "how fast": "/how-fast/",
    "missing page": "/404.html",
}
SCORES: Mapping[str, str] = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "search engines",
}
TIMES: Mapping[str, str] = {
    "first-contentful-paint": "first contentful paint, simulated (ms)",
    "largest-contentful-paint": "largest contentful paint, simulated (ms)",
    "total-blocking-time": "total blocking time, simulated (ms)",
    "cumulative-layout-shift": "layout shift",
}


Audit = dict[str, Any]


def audit(packages: Packages, chromium: Chromium, url: str) -> Audit:
    """All that Lighthouse says of a page."""
    done = subprocess.run(
        [
            node(),
            packages.npm / "lighthouse/cli/index.js",
            url,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
            f"--only-categories={','.join(SCORES)}",
        ],
        env={**os.environ, **chromium.environment, "CHROME_PATH": str(chromium.executable)},
        stdout=subprocess.PIPE,
        check=True,
    )
    said: Audit = json.loads(done.stdout)
    return said


def figures(audit: Audit, name: str) -> dict[str, float]:
    """The scores out of 100 of a page, and the times behind the first of them."""
    scores = {words: 100 * audit["categories"][ident]["score"] for ident, words in SCORES.items()}
    times = {words: audit["audits"][ident]["numericValue"] for ident, words in TIMES.items()}
    return {f"{name}: {words}": value for words, value in (scores | times).items()}


def failed(audit: Audit) -> list[str]:
    """The rules, not the times, that a page breaks."""
    rules = (
        entry["id"]
        for ident, category in audit["categories"].items()
        if ident != "performance"
        for entry in category["auditRefs"]
        if entry["weight"]
    )
    return [rule for rule in rules if audit["audits"][rule]["score"] == 0]
