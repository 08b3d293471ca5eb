"""Three-valued logic over conditions: what holds, what is not settled, and every completion of what is known."""
