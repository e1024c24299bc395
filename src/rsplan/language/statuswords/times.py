"""How a status text tells a date, a part of a year or a season: "2025-04-30", "30/4", "maj 2025", "T2", "v 17"."""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sep(?:t|tember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = (
    r"(?:20\d\d-\d\d(?:-\d\d)?(?:[ t]\d\d[:.]\d\d(?:[:.]\d\d)?)?|\d\d-\d\d-\d\d|20\d{6}|2\d[01]\d[0-3]\d"
    r"|\d{1,2}[./]\d{1,2}[./ -]20\d\d"
    r"|(?!(?:1/[2-4]|2/3|3/4)(?!\d))(?:[12]?\d|3[01])/(?:1[0-2]|0?[1-9])(?!\d)"
    r"|(?:\d{1,2}(?::[ae])? )?" + _MONTH + r"(?: 20\d\d)?"
    r"|(?:20\d\d )?(?:t|q|kv|kv\. ?|tertial |kvartal )\s?[1-4](?: 20\d\d)?|20\d\d"
    r"|v(?:ecka |\. ?| )?\d{1,2}(?: 20\d\d)?|(?:våren|sommaren|hösten|vintern|ht|vt)[ -]?20\d\d)"
)
