"""The words of the program in Chinese: one file a topic, each a dict ``WORDS`` from name to sentence."""
