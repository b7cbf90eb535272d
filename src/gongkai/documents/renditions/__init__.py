"""The forms in which a public document leaves the site: facts, Word, PDF, JSON."""
