"""A page as PDF, drawn here: nothing is fetched, whatever the page asks for. Pure."""

import logging

logging.getLogger("weasyprint").setLevel(logging.WARNING)  # else it tells of each page


def pdf_of(html: str) -> bytes:
    """What the page asks for from outside, a picture or a file, is left out."""
    from weasyprint import HTML  # a second and 60 MB, for those who print
    from weasyprint.urls import URLFetcher

    drawn: bytes = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
    return drawn
