"""The Chinese full-text index (检索)."""
