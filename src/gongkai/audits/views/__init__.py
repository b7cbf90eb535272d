"""Views of self-inspection, one module a subject."""
