"""Hot topics: which letters are about one matter, at one place, in one time."""
