"""Drawings: bodies in their poses."""
