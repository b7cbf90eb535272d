"""Papers that come every year, month or meeting, whatever the subject; one module each."""
