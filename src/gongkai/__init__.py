"""Gongkai (公开): the open-source platform for government-affairs openness."""

__version__ = "0.1.0"
