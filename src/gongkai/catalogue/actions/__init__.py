"""What happens to the catalogue, one module a noun. The only road to a write."""
