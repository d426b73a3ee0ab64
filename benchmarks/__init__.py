"""Measurements: accuracy, speed, faults; every number in the documentation comes from here."""
