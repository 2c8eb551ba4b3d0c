"""How generated inputs are tried: without a time limit, and on a server always the same ones."""

import os

from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("server", deadline=None, derandomize=True, database=None)
settings.load_profile("server" if os.environ.get("CI") else "here")
