"""Pages of letters: public ones, and the clerk's desk."""
