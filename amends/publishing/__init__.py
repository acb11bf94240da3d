"""What people see: charts, tables and the report of an audit, as files that stand on their own.

This room decides nothing. Every number in it is taken from an audit's summary or findings, said in
careful words (*no restitution recorded*), with its definition, its source and that source's caveat
beside it. What is not known is drawn hatched and never left out.
"""
