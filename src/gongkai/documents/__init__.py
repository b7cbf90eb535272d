"""The policy library: documents from draft to withdrawal (政策文件库)."""
