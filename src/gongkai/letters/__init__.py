"""Every message of a citizen, whatever channel it came by (群众来信)."""
