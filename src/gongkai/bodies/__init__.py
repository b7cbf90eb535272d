"""Organisations, their offices, people's roles and contacts (机构)."""
