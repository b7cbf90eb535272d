"""Which days are working days (工作日与调休)."""
