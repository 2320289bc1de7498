"""One rule, one file, in the folder of its family; the folder is the registry."""
