"""A question as a person asks it → what is asked → its advice. The same answers as the command line, as a library."""
