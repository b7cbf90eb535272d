"""What is entrusted: confidences sealed at rest and shown with a reason, files by digest (保管)."""
