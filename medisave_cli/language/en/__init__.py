"""The words of the program in English: one file a topic, each a dict ``WORDS`` from name to sentence."""
