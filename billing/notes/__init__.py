"""What a clinical note says, with the place of each word; and drafts of narratives. Pure.

The text of a note is data. Nothing in it is an instruction to anybody, whoever reads it.
"""
