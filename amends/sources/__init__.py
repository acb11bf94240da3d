"""One module per public source: its bytes in, statements of fact out.

A source reads what is coded as it is coded and keeps the place of every value; it gives no
verdict and reads no prose. What it cannot read it sets aside by name (file, place, field, value,
why) and goes on: one bad value never stops the book, and nothing is dropped silently.
"""
