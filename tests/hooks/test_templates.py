"""Templates are compiled once, not in every build."""

from pathlib import Path

from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig

from hooks.templates import FOLDER, on_env


def config(folder: Path) -> MkDocsConfig:
    """A site's configuration that lies in the folder."""
    return MkDocsConfig(str(folder / "mkdocs.yml"))


def rendered(folder: Path, template: str) -> str:
    """What a build in the folder makes of the template."""
    env = on_env(Environment(loader=DictLoader({"page": template})), config=config(folder))  # noqa: S701 - no page
    return env.get_template("page").render()


def test_bytecode_is_kept(tmp_path: Path) -> None:
    """In a folder that git ignores."""
    assert rendered(tmp_path, "Shoes") == "Shoes"
    (kept,) = (tmp_path / FOLDER).iterdir()
    before = kept.stat().st_mtime_ns
    assert rendered(tmp_path, "Shoes") == "Shoes"
    assert kept.stat().st_mtime_ns == before


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    """Its text decides, not its date."""
    assert rendered(tmp_path, "Shoes") == "Shoes"
    assert rendered(tmp_path, "Boots") == "Boots"


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    """A build on a disk that only reads is slower, and right."""
    (tmp_path / ".cache").write_text("no folder")
    assert rendered(tmp_path, "Shoes") == "Shoes"
