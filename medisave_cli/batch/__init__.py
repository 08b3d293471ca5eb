"""Many cases: read them, decide each distinct case once, write them."""
