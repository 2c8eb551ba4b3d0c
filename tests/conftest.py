"""What all tests share: the built site, and how generated inputs are tried.

Generated inputs have no time limit, and on a server they are always the same ones.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

settings.register_profile("here", deadline=None)
settings.register_profile("server", deadline=None, derandomize=True, database=None)
settings.load_profile("server" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: the one `$SITE_DIR` names, else built now."""
    if given := os.environ.get("SITE_DIR"):
        folder = ROOT / given
        assert (folder / "index.html").exists(), f"SITE_DIR={given} is no built site: make build"
        return folder
    folder = tmp_path_factory.mktemp("site")
    build = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run([sys.executable, "-m", *build], cwd=ROOT, check=True)
    return folder
