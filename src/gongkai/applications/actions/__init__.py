"""What happens to applications. Each verb is one transaction; the only road to a write."""
