"""Material's script does nothing that makes a browser style a page anew while it loads."""

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from hooks.script import REPLACED, lighter


def test_a_part_gives_way_to_another() -> None:
    """And the rest stays as it is, but for a map that no longer fits."""
    script = "a(1);b(2);c(3)\n//# sourceMappingURL=a.js.map\n"
    assert lighter(script, {"b(2);": "", "c(3)": "d(3)"}) == "a(1);d(3)\n"


@pytest.mark.parametrize("script", ["a()", "b();b()"])
def test_a_new_script_is_not_replaced_by_guess(script: str) -> None:
    """Whoever brings a new version of Material is told what to look at."""
    with pytest.raises(PluginError, match=r"hooks/script\.py"):
        lighter(script, {"b()": ""})


def test_the_site_has_the_lighter_script(site: Path) -> None:
    """One, by the name that Material's pages ask for."""
    (bundle,) = site.glob("assets/javascripts/bundle.*.min.js")
    script = bundle.read_text("utf-8")
    for part, other in REPLACED.items():
        assert other in script
        assert part not in script.replace(other, "") if other else part not in script
    assert bundle.name in (site / "index.html").read_text("utf-8")


def test_no_style_asks_for_what_was_taken_out(site: Path) -> None:
    """Neither for the class of the root nor for the polyfill's attribute."""
    (style,) = site.rglob("*.css")
    assert "js-focus-visible" not in style.read_text("utf-8")
