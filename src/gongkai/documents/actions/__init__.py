"""The only road to a write in this app; one module for each noun."""
