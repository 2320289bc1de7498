"""`manage.py bench NAME`: the product measured against a named alternative in the same run."""
