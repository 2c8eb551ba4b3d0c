"""Keeps the theme's templates as bytecode, since compiling them anew takes a part of every build.

Jinja compares a template's text with what it has kept, so a changed template is never missed.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig

FOLDER = ".cache/templates"


def on_env(env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
    """Look for templates there first; a folder that cannot be written is done without."""
    folder = Path(config.config_file_path).parent / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return env
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env
