"""Preview: a practice system's own database by a mapping file, its tables read whole."""
