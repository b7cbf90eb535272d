"""What leaves the office on paper: faces, official sheets as Word and as PDF (文印)."""
