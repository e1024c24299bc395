"""What is wrong with a TOML file, in Swedish. Knows the words of Python's reader, not what the file is for."""

from __future__ import annotations

import re

# What Python says → what is said to a person; the first that begins so.
_SAID = (
    ("Expected '=' after a key", "ett likhetstecken saknas efter nyckeln"),
    ("Expected ']'", "en hakparentes som stänger tabellens namn saknas"),
    ("Expected newline or end of document", "efter värdet står något mer på raden"),
    ("Expected ", "ett tecken saknas"),
    ("Cannot overwrite a value", "nyckeln står redan i tabellen"),
    ("Cannot declare", "tabellen står redan i filen"),
    ("Cannot ", "tabellen är redan skriven på ett annat sätt"),
    ("Duplicate inline table key", "nyckeln står två gånger i samma tabell"),
    ("Invalid initial character", "en nyckel med å, ä, ö, mellanslag eller andra tecken ska ha citattecken"),
    ("Invalid statement", "raden är varken en nyckel med ett värde eller namnet på en tabell"),
    ("Unclosed array", "en lista stängs aldrig med en hakparentes"),
    ("Unclosed inline table", "en tabell stängs aldrig med en klammerparentes"),
    ("Unescaped", "ett bakstreck ska skrivas två gånger, eller texten stå inom raka enkla citattecken"),
    ("Unterminated string", "ett citattecken som öppnas stängs aldrig"),
    ("Escaped character", "tecknet efter bakstrecket finns inte"),
    ("Invalid hex value", "efter \\u ska fyra siffror eller bokstäver a–f stå"),
    ("Illegal character", "texten inom citattecken har en radbrytning eller ett otillåtet tecken"),
    ("Found invalid character", "ett otillåtet tecken"),
    ("Invalid date or datetime", "datumet finns inte; skriv till exempel 2025-05-12"),
    ("Exceeds the limit", "ett heltal har för många siffror"),
    ("maximum recursion depth", "listor eller tabeller står i varandra i för många nivåer"),
    ("Invalid value", "värdet är ingen text inom citattecken, inget tal, inget datum och ingen lista"),
)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def said_of_toml(error: ValueError | RecursionError) -> str:
    """Where and what, in Swedish: ``rad 3: ett citattecken som öppnas stängs aldrig``. What Python itself cannot hold
    has no place.
    """
    message = "maximum recursion depth" if isinstance(error, RecursionError) else str(error)
    what = next((swedish for start, swedish in _SAID if message.startswith(start)), "raden går inte att tolka")
    place = _PLACE.search(message)
    if place is None:
        return what
    where = f"rad {place[1]}, tecken {place[2]}" if place[1] else "filens slut"
    return f"{where}: {what}"
