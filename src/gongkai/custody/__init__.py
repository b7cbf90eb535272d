"""What is told in confidence: sealed at rest, shown with a reason, erased on time (保管)."""
