"""What those who read no Chinese, and those who come from elsewhere, are told."""
