"""Accounts of new media and what was posted on them (政务新媒体)."""
