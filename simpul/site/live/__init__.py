"""The live process: one stream of server-sent events per browser, at `/langsung/`.

A small ASGI application with one process; ordinary pages stay with the web processes. See
`docs/decisions/0006-live-process.md`.
"""
