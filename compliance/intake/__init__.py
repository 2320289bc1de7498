"""Files from outside are parsed only here: in a child process with limits and without secrets."""
