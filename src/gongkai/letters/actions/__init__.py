"""What happens to letters. Each verb is one transaction; the only road to a write."""
