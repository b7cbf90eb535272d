"""What happens in self-inspection: the only road to a write."""
