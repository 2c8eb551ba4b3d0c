"""The spelling of the built pages, British, with the project's own words."""
