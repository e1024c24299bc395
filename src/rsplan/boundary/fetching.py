"""The one way to the network: an address read within bounds, by a command that a person has given for just that."""

from __future__ import annotations

import errno
import http.client
import socket
import urllib.error
import urllib.request

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.findings.system import said_by_system

_SECONDS = 30
_SAID = {
    errno.ECONNREFUSED: "ingen svarar där",
    errno.ENETUNREACH: "nätet går inte att nå",
    errno.EHOSTUNREACH: "servern går inte att nå",
    errno.ECONNRESET: "anslutningen bröts",
}


def fetch(url: str, most: int) -> bytes:
    """The bytes that an address (http or https) answers with, at most ``most``. Raises ``TryAgainError`` with the
    address and the reason where it does not answer, or answers with an error.
    """
    if not url.startswith(("https://", "http://")):
        raise stop(codes.NO_CONNECTION, url, reason="adressen ska börja med https://")
    told = {"Accept": "application/json", "User-Agent": "rsplan"}
    try:
        request = urllib.request.Request(url, headers=told)
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            data: bytes = answer.read(most + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise stop(codes.NO_CONNECTION, url, reason=_reason(error)) from error
    if len(data) > most:
        raise stop(codes.NO_CONNECTION, url, reason="svaret är orimligt stort")
    return data


def _reason(error: BaseException) -> str:
    """Why there was no answer, in Swedish."""
    if isinstance(error, urllib.error.HTTPError):
        return f"servern svarade med fel {error.code}"
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, BaseException):
        return _reason(error.reason)
    if isinstance(error, TimeoutError):
        return f"inget svar på {_SECONDS} sekunder"
    if isinstance(error, socket.gaierror):
        return "servern finns inte, eller så saknas förbindelse"
    if isinstance(error, http.client.HTTPException):
        return "svaret avbröts eller är ingen webb"
    if isinstance(error, OSError):
        return _SAID.get(error.errno or 0) or said_by_system(error)
    return "adressen är felskriven"
