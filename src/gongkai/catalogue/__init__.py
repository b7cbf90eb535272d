"""Standard directories, their items and publication duties (标准目录)."""
