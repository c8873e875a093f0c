"""The web face: Django as a shell around the desk. No table is touched here; every page asks an act.

server.serve     one opened archive on one address
middleware       which host, who acts, deny by default, headers, errors without words
pages/           one module per screen: read the request, call the desk, fill a template
show/            pure functions from the nouns to what a template prints
"""
