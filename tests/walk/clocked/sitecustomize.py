"""Loaded by processes whose clock the tests set: libfaketime leaves their monotonic clock alone,
but then fails each sleep that ends at a moment of it, as Python's does."""

import threading
import time
from typing import SupportsIndex


def sleep(seconds: float | SupportsIndex) -> None:
    told = float(seconds)
    if told > 0:
        threading.Event().wait(told)


time.sleep = sleep
