"""Amends: the public record of human-trafficking cases held against the law.

What the law required, minus what the record shows, is the gap. For every gap Amends says how it
knows, who can close it, by when, and what can still be recovered.
"""

__version__ = "0.1.0"
