"""The tamper-evident publication log (公开存证日志)."""
