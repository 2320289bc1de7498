"""The ground: who acts, what they may do, what they did. Imports no other folder."""
