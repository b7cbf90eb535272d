"""Self-inspection: what is owed, what is broken, who mends it (自查整改)."""
