"""Every write of trends, one module for each noun."""
