"""Reading the pages, tables and files of an old site: bytes in, a `Found` out.

Nothing here knows Django, the clock or the disk. A content that cannot be read is told as a
`Problem`; only a file that cannot be opened at all raises `UnreadableError`.
"""
