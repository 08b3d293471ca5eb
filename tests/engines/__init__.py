"""The exported policy, joined by engines that others run."""
