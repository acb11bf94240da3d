"""The case file: what happened, as facts, and the evidence of each.

A *fact* is one statement about one subject (a case, a defendant, a count) under one name, with
its value or the reason why there is none, and the evidence it rests on: which document, which
place in it, which words, and how it was obtained. The tables of an edition (cases, defendants,
counts …) are views of the facts, laid out for reading and for arithmetic; `schema` lists every
column once, and the code book and the data package are written from it.
"""
