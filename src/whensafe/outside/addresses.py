"""Which network addresses the fetcher may connect to: public ones, whatever they are wrapped in."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291 2.5.5.1, deprecated, the same
_NEVER = (  # what Python 3.11's tables don't know
    ipaddress.ip_network("192.0.0.0/24"),  # RFC 6890, protocol assignments
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215, local NAT64
    ipaddress.ip_network("fec0::/10"),  # RFC 3879, deprecated, still private
    ipaddress.ip_network("3fff::/20"),  # RFC 9637, documentation
    ipaddress.ip_network("5f00::/16"),  # RFC 9602, segment routing inside networks
)


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet, and so is every address embedded in it.

    Loopback, private, link-local, shared (RFC 6598), multicast, reserved and documentation addresses are not;
    nor is what tunnels to them (IPv4-mapped, 6to4, NAT64). Teredo is refused as a whole.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return _is_global(address)
    if address.scope_id is not None or address.teredo is not None:
        return False
    embedded = _embedded(address)
    if embedded is not None:
        return _is_global(embedded)
    return _is_global(address)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and (address in _NAT64 or address in _COMPATIBLE):
        inside = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return inside


def _is_global(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback:
        return False
    return address.is_global and not any(address in network for network in _NEVER)
