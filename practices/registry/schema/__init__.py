"""The compiled schema of a practice: `steps/` in order, and `baseline.sql`, all of them at once.

Written by `manage.py compile_schema` from Django's migrations and committed; a test compares.
"""
