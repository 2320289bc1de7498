"""Files in a folder as a practice system: the newest good full file of each feed is its table."""
