"""The public site, its pages and the clerk's desk (门户)."""
