"""Settings, root addresses and process entry points: imports everything, imported by nothing."""
