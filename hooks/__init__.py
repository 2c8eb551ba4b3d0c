"""What MkDocs does to this site's pages besides the calculators."""
