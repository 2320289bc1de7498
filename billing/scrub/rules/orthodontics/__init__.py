"""Courses of orthodontic treatment: months, appliance, repeats."""
