"""`whensafe serve`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, say, verb


@verb("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8020, show_default=True, help="Port; 0: any free one."
)
def command(frame: Frame, *, host: str, port: int) -> None:
    """The archive in a browser, on this machine only unless --host says otherwise.

    Whoever opens the page signs in with their own passphrase. Stop it with Ctrl-C.
    """
    from whensafe.web.server import serve  # here: it brings in the web face

    with frame.opened() as opened:
        serve(opened, host, port, notice=lambda url: say(f"{frame.folder} is at {url}  Ctrl-C stops it."))
