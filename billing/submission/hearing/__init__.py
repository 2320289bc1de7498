"""What a clearinghouse's file says, claim by claim. Pure; `python -m billing.submission.hearing`
reads one in a child of its own.
"""
