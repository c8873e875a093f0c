"""Stage 1: a file becomes an interview. Bytes in, a `Reading` out; no I/O, no ids, no clock.

    bytes ── sniff ──▶ family ── reader ──▶ Document ── front ──▶ title, people, dates, source
                       (see `sniff`)         (blocks)  └─ turns ─▶ who said what, questions

`read.read` is the whole stage. A reader turns one family into a `blocks.Document` and knows nothing of
interviews; `front` and `turns` know interviews and nothing of formats.
"""
