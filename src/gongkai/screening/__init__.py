"""What must be looked for in a text or a file before it comes in or goes out (内容筛查)."""
