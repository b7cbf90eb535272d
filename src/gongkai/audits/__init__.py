"""Self-inspection of duties and of rendered pages (自查)."""
