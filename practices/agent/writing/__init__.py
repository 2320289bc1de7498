"""The other half of the agent: carries out signed orders in the practice system, each once.

A process of its own with keys of its own; what reads the practice's database holds none of them.
"""
