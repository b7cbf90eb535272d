"""Statutory reports over what the floors below hold (政府信息公开工作年度报告)."""
