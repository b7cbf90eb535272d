"""The kinds of papers an office writes about one subject; one module each."""
