"""Agents at practices, what they have read so far, and what they must write."""

from practices.sync.course import WriteBackState
from practices.sync.models.agents import Agent, AgentRole, AgentState
from practices.sync.models.batches import Batch
from practices.sync.models.drops import DroppedFile
from practices.sync.models.keys import EnrolmentCode, FormerKey, Nonce
from practices.sync.models.standing import WriteStanding
from practices.sync.models.streams import Stream
from practices.sync.models.switches import WriteMode, WriteStop, WriteSwitch
from practices.sync.models.write_backs import WriteBack, WriteBackNote

__all__ = [
    "Agent",
    "AgentRole",
    "AgentState",
    "Batch",
    "DroppedFile",
    "EnrolmentCode",
    "FormerKey",
    "Nonce",
    "Stream",
    "WriteBack",
    "WriteBackNote",
    "WriteBackState",
    "WriteMode",
    "WriteStanding",
    "WriteStop",
    "WriteSwitch",
]
