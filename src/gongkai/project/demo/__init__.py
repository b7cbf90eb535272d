"""The demo county: an invented county with its bodies, documents, pages, letters and requests.

Everything is written by pure functions from tables beside them, so it is the same every time;
only `load` knows the database, and it goes through the public actions of the apps.
"""
