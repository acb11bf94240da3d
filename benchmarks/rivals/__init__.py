"""The same audit as an analyst would write it without Amends: once with pandas, once by the row.

They take the law from `law.py`, a table small enough to type, and know only the citations of
`benchmarks/generate.py`. Both are measured against the audit, and must give its very figures.
"""
