"""Pairs and units of CMS's files, for payers that use them."""
