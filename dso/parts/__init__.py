"""The design system, alive: every part a page is made of, on one page."""
