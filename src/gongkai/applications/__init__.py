"""Disclosure on application (依申请公开)."""
