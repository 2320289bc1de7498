"""What a person at the practice is shown: how the agent is, and what may be wrong."""

from practices.agent import bundle
from practices.agent import doctor as reading_doctor
from practices.agent.https import HttpsServer
from practices.agent.state import Folder
from practices.agent.writing import doctor as writing_doctor
from practices.agent.writing.folder import WriterFolder


def diagnostics(folder: Folder) -> int:
    """What is sent is shown first. Running it is the practice's consent; we ask on our side."""
    told = bundle.gathered(folder)
    for name, well, text in told.checks:
        print(f"{'well' if well else 'ILL '}  {name}: {text}")
    settings, enrolled = folder.settings(), folder.enrolled()
    HttpsServer(settings.place, folder.key(), enrolled.key_id).diagnostics(told)
    print("Sent.")
    return 0


def status(folder: Folder) -> int:
    health = folder.health()
    if health is None:
        print("The agent has not run yet.")
        return 1
    if isinstance(folder, WriterFolder):
        print(f"Writer {health.agent_version}: {health.trouble or 'nothing stops it'}")
        return 1 if health.trouble else 0
    print(f"Agent {health.agent_version}, database {health.db_version or 'not reached'}")
    for one in health.streams:
        lag = "never whole yet" if one.lag_seconds is None else f"{one.lag_seconds} s old"
        print(f"  {one.table:<20} {one.mode:<9} {lag}  {one.error}".rstrip())
    drops = health.drops
    if drops is not None:
        print(f"  {'remittances':<20} {drops.waiting} wait  {drops.error}".rstrip())
    return 1 if any(one.error for one in health.streams) or (drops and drops.error) else 0


def doctor(folder: Folder) -> int:
    ill = 0
    is_writer = isinstance(folder, WriterFolder)
    for check in writing_doctor.examine(folder) if is_writer else reading_doctor.examine(folder):
        print(f"{'well' if check.well else 'ILL ':<4}  {check.name}: {check.text}")
        if not check.well:
            ill += 1
            print(f"      → {check.todo}")
    print("All is well." if not ill else f"{ill} things to do.")
    return 1 if ill else 0
