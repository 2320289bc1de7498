"""What travels between us and the practice management system; here the way back: write-backs."""
