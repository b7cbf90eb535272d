"""Answers to questions, quoted from published text (智能问答)."""
