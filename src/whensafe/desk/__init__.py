"""The desk: one file per act, two faces above it.

Every act is *allow or refuse, compute, store and log in one transaction, return a receipt*. An act takes the
`Archive` (what wiring joined) and an `Actor`, never a request or a row.
"""
