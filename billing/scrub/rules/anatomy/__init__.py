"""Teeth, surfaces, areas, dentition and age against what the code is about."""
