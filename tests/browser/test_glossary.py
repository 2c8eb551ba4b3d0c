"""A reader sees what a term means without leaving the page, by mouse and by keyboard alike."""

from playwright.sync_api import Page, expect

from .test_pages import AXE, TAGS


def test_a_term_shows_its_definition_on_hover_and_on_focus(page: Page) -> None:
    """The link names the term, the tooltip describes it, and axe has nothing against it."""
    page.goto("/notes/data-and-drift/")
    term = page.locator("a.term", has_text="Concept drift").first
    tooltip = page.get_by_role("tooltip").filter(has_text="The right answer to the same input")
    page.wait_for_load_state("networkidle")
    term.hover()
    expect(tooltip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()
    term.focus()
    expect(tooltip).to_be_visible()
    expect(term).to_have_accessible_name("Concept drift")
    expect(term).to_have_accessible_description(tooltip.inner_text())
    page.add_script_tag(path=AXE)
    # Material puts tooltips at the end of the page, in no landmark: against a best practice only,
    # since assistive technology reads them with their link.
    wcag = [tag for tag in TAGS if tag != "best-practice"]
    result = page.evaluate("tags => axe.run({ runOnly: tags })", wcag)
    assert [violation["id"] for violation in result["violations"]] == []
    term.press("Enter")
    expect(page).to_have_url("/notes/glossary/#concept-drift")
