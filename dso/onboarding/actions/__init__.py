"""Founding a group to try the product on: the demo group, or one that a folder of files needs."""
