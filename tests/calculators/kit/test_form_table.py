"""Tables in forms."""

from __future__ import annotations

from dataclasses import replace

from calculators.kit.inputs import GridRow

from .pages import page
from .shapes import Shape, Sheet


def test_a_table_has_a_named_control_in_each_cell() -> None:
    """With the row's number, and the pattern for when the row moves."""
    markup = page()
    cells = [e for e in markup.having("data-column") if e.tag in {"input", "select"}]
    body = [cell for cell in cells if not cell.inside("template")]
    names = [cell["aria-label"] for cell in body]
    assert names[:4] == [
        "Name, row 1",
        "Number of sides, row 1",
        "Filled?, row 1",
        "Area (m²), row 1",
    ]
    assert all(cell["data-aria"].rpartition("#")[2] == "" for cell in body)
    assert [option["value"] for option in markup.all("option", selected="")] == ["no", "yes", "no"]
    assert len(names) == len(set(names))


def test_a_blank_row_holds_the_defaults() -> None:
    """For the script to copy."""
    markup = page()
    cells = [e for e in markup.having("data-column") if e.inside("template") and e.tag == "input"]
    assert [cell["data-column"] for cell in cells] == ["name", "sides", "area", "name", ""]
    assert {cell["value"] for cell in cells} == {""}


def test_a_grid_names_the_table_it_follows() -> None:
    """And has a head and a cell for a new column."""
    markup = page()
    (grid,) = markup.having("data-columns-from")
    assert grid["data-columns-from"] == "shapes"
    heads = [th for th in markup.all("th") if "data-column" in th.attributes]
    assert [th["data-column"] for th in heads][-4:] == ["name", "Square", "Star", ""]
    assert len(markup.having("data-head")) == len(markup.having("data-cell")) == 1


def test_extra_columns_are_marked() -> None:
    """With a box that shows them."""
    markup = page()
    assert len(markup.having("data-more")) == 1
    extra = [e for e in markup.elements if "calculator__more" in e["class"].split()]
    assert {e["data-column"] or e["data-label"] for e in extra} == {"area", "Area (m²)"}


def test_a_number_sign_in_a_label_is_not_the_rows() -> None:
    """The last `#` is the one to replace."""
    (cell,) = (
        e
        for e in page(
            replace(
                Sheet(),
                shapes=(Shape("C#", 3),),
                traits=(GridRow("Ann", {"C#": 1}),),
            )
        ).having("data-aria")
        if e["data-column"] == "C#"
    )
    assert cell["aria-label"] == "C#, row 1"
    assert cell["data-aria"] == "C#, row #"
