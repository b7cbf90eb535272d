"""Pages of applications: public ones, and the clerk's desk."""
