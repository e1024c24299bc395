"""Figures and sentences from a plan: values in, values out."""
