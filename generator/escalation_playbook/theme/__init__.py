"""The theme, found by its name in `mkdocs.yml`: Material with our sheet, colours, header and scripts."""
