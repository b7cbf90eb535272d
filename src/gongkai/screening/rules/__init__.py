"""What must not slip out with a text: personal data, hidden data in files, wording errors."""
