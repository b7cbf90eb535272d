"""What citizens write about: classes, hot topics, words (民意分析)."""
