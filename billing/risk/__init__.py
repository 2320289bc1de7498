"""How probably a claim is denied: learnt from a group's own answers, and said with its reasons."""
