"""The public pages, one module a sort of page. None touches a session or sets a cookie."""
