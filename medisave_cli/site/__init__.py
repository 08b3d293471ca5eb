"""The rules as a static site: pages that are read from any folder or host, and ask nothing of either."""
