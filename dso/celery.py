"""The Celery app, the whole beat schedule and the whole route table."""

import atexit
import os

from celery import Celery
from celery.signals import worker_shutdown
from kombu import Queue, pools

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dso.settings")

from django.conf import settings

from dso.embedded import broker
from dso.embedded.places import BULK, INTERACTIVE

# Seconds between two knocks. A knock that nobody answered in time is dropped: the next one finds
# the same rows, so a worker that was away does not come back to a heap of them.
SCHEDULE = {
    "jobs.tick": 1.0,
    "jobs.sweep": 10.0,
    "clearing.look_in_folder": 10.0,
    "desk.wake": 60.0,
    "sync.forget": 60.0,
    "sync.drop": 3_600.0,
    "events.route": 1.0,
    "events.deliver": 1.0,
    "events.forget": 600.0,
    "scrub.nightly": 3_600.0,
    "risk.nightly": 3_600.0,
    "eligibility.ask": 2.0,
    "eligibility.look": 600.0,
    "submission.send": 5.0,
    "submission.listen": 30.0,
    "submission.evening": 60.0,
    "submission.watch": 600.0,
}
# What is not named here goes to the queue its sender chose, else to the first.
IN_BULK = (
    "jobs.run", "clearing.look_in_folder", "events.deliver", "events.forget", "scrub.nightly",
    "risk.nightly", "eligibility.ask", "submission.send", "submission.listen",
)  # fmt: skip
ROUTES = {name: {"queue": BULK} for name in IN_BULK}

app = Celery("dso")
_url, _options = broker.connection(settings.BROKER_URL, settings.DATA)
app.conf.update(
    broker_url=_url,
    broker_transport_options=_options,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_queues=[Queue(INTERACTIVE), Queue(BULK)],
    task_default_queue=INTERACTIVE,
    task_routes=ROUTES,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    result_backend=None,
    task_serializer="json",
    accept_content=["json"],
    task_publish_retry_policy={"max_retries": 2, "interval_start": 0, "interval_step": 0.2},
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    enable_utc=True,
    timezone="UTC",
    beat_schedule={
        name: {"task": name, "schedule": seconds, "options": {"expires": max(seconds, 5.0)}}
        for name, seconds in SCHEDULE.items()
    },
)
app.autodiscover_tasks()


# A pool of the broker's connections left open holds up the end of any process by five seconds.
worker_shutdown.connect(lambda **_: pools.reset(), weak=False)
atexit.register(pools.reset)
