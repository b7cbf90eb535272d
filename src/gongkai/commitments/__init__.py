"""Anything a body has promised to do by a date (督办)."""
