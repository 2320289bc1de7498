"""Who pays: the directory of payers, shared by all practices as a reference."""
