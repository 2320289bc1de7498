"""Remittance files in a folder of the practice, brought to the platform one by one."""
