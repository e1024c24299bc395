"""Look at a zip before any reader does: what kind of workbook it is, and whether it is safe to unpack.

Refuses what hurts (bombs, entities, names that lead out of the archive) and what two readers would see differently
(the same part twice). Lives in the child process.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO

from rsplan.findings import codes
from rsplan.reading.refusal import UNKNOWN_DOCUMENT, RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS = 10_000
# Sheets of repetitive cells pack to about a fiftieth; deflate's own limit, which bombs approach, is a thousandth.
MOST_RATIO = 100
ALWAYS_ALLOWED = 64 << 20
NEVER_ALLOWED = 2 << 30

_END_OF_DIRECTORY = b"PK\x05\x06"
_XML_HEAD = 65_536
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".rdf")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding=["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_FOREIGN_SCHEMA = re.compile(rb"""schemaLocation\s*=\s*["']\s*([a-zA-Z]+://[^"'\s]+)""")
_MIMETYPE = "application/vnd.oasis.opendocument."

# What a content type says about the main part. ECMA-376 part 1, 15.2; [MS-XLSB] 2.1
_MAIN_PARTS = (
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("spreadsheetml.template.main+xml", "xlsx"),
    ("ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    ("ms-excel.template.macroenabled.main+xml", "xlsm"),
    ("ms-excel.addin.macroenabled.main+xml", "xlsm"),
    ("ms-excel.sheet.binary.macroenabled.main", "xlsb"),
)
_OTHER_OFFICE = (
    ("wordprocessingml.", "ett Worddokument (docx)"),
    ("presentationml.", "en PowerPointpresentation (pptx)"),
    ("ms-word.", "ett Worddokument (docm)"),
    ("ms-powerpoint.", "en PowerPointpresentation (pptm)"),
    ("visio.", "en Visioritning"),
)
_OTHER_OPEN = {
    "text": "ett textdokument (odt)",
    "presentation": "en presentation (odp)",
    "graphics": "en ritning (odg)",
}


def kind_of_archive(data: bytes) -> str:
    """The kind of workbook in a zip, after every check. Raises ``RefusedError``."""
    archive = _opened(data)
    members = archive.infolist()
    _refuse_unsafe_names(members)
    _refuse_bombs(members, len(data))
    kind = _kind(archive)
    _refuse_entities(archive, members)
    return kind


def normalised(data: bytes) -> bytes:
    """The archive as every reader accepts it: ``/`` in its names, UTF-8 in its parts. The same bytes where it is so."""
    archive = zipfile.ZipFile(BytesIO(data))
    members = archive.infolist()
    foreign = {info.filename for info in members if _is_xml(info) and not _is_utf_8(_part(archive, info, 256))}
    if not foreign and not any("\\" in info.orig_filename for info in members):
        return data
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for info in members:
            content = archive.read(info)
            target.writestr(_name(info), _in_utf_8(content) if info.filename in foreign else content)
    return packed.getvalue()


def _said_encoding(xml: bytes) -> str:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = _ENCODING.match(xml)
    return said[1].decode("ascii").lower() if said else "utf-8"


def _is_utf_8(head: bytes) -> bool:
    return _said_encoding(head) in ("utf-8", "utf8", "us-ascii")


def _in_utf_8(xml: bytes) -> bytes:
    """A part in UTF-8, without the declaration that says otherwise; as it is where that declaration is wrong."""
    try:
        return _DECLARATION.sub("", xml.decode(_said_encoding(xml)), count=1).encode()
    except (LookupError, UnicodeDecodeError):
        return xml


def _opened(data: bytes) -> zipfile.ZipFile:
    end = data.rfind(_END_OF_DIRECTORY)
    if end < 0:
        raise RefusedError(codes.FILE_INCOMPLETE, detail="arkivets innehållsförteckning")
    # The directory is read whole by every reader: its size is looked at before that.
    claimed = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if MOST_MEMBERS < claimed < 0xFFFF or 0xFFFFFFFF > size > MOST_MEMBERS * 1_000:
        raise RefusedError(codes.UNSAFE_WORKBOOK, detail=f"arkivet har {claimed} delar")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise RefusedError(codes.FILE_DAMAGED, value=f"arkivet: {error}") from error


def _name(info: zipfile.ZipInfo) -> str:
    return info.orig_filename.replace("\\", "/")


def _refuse_unsafe_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise RefusedError(codes.UNSAFE_WORKBOOK, detail=f"arkivet har {len(members)} delar")
    seen: set[str] = set()
    for info in members:
        name = _name(info)
        if name.startswith("/") or ".." in name.split("/") or re.match("[A-Za-z]:", name) or "\x00" in name:
            raise RefusedError(codes.UNSAFE_WORKBOOK, detail=f'delen "{_printable(name)}" leder ut ur arkivet')
        if stat.S_ISLNK(info.external_attr >> 16):
            raise RefusedError(codes.UNSAFE_WORKBOOK, detail=f'delen "{_printable(name)}" är en länk')
        if name.casefold() in seen:
            raise RefusedError(codes.UNSAFE_WORKBOOK, detail=f'delen "{_printable(name)}" finns två gånger')
        if info.flag_bits & 0x1:
            raise RefusedError(codes.FILE_ENCRYPTED)
        seen.add(name.casefold())


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:100])


def _refuse_bombs(members: list[zipfile.ZipInfo], size: int) -> None:
    for info in members:
        _refuse_inflation(info.file_size, info.compress_size, size, f'delen "{_printable(_name(info))}"')
    _refuse_inflation(sum(info.file_size for info in members), size, size, "alla delar tillsammans")


def _refuse_inflation(inflated: int, packed: int, size: int, detail: str) -> None:
    too_dense = inflated > ALWAYS_ALLOWED and inflated > MOST_RATIO * max(packed, 1)
    if too_dense or inflated > NEVER_ALLOWED:
        raise RefusedError(codes.BLOWS_UP, size=size_text(size), inflated=size_text(inflated), detail=detail)


def size_text(size: int) -> str:
    """A number of bytes as a person reads it: ``1,2 MB``."""
    amount = float(size)
    for unit in ("byte", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{size} byte" if unit == "byte" else f"{amount:.1f} {unit}".replace(".", ",")


def _kind(archive: zipfile.ZipFile) -> str:
    names = {_name(info).casefold(): info for info in archive.infolist()}
    if "[content_types].xml" in names:
        return _kind_of_package(_part(archive, names["[content_types].xml"]).decode("latin-1").lower(), names)
    if "mimetype" in names or "content.xml" in names:
        return _kind_of_open_document(archive, names)
    if any(name.endswith("xl/workbook.xml") for name in names):
        return "xlsx"
    raise RefusedError(codes.ARCHIVE, kind="zip")


def _kind_of_package(types: str, names: dict[str, zipfile.ZipInfo]) -> str:
    for content_type, kind in _MAIN_PARTS:
        if content_type in types:
            return kind
    for content_type, kind in _OTHER_OFFICE:
        if content_type in types:
            raise RefusedError(codes.WRONG_TYPE, kind=kind)
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise RefusedError(codes.WRONG_TYPE, kind=UNKNOWN_DOCUMENT)


def _kind_of_open_document(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    manifest = _part(archive, names["meta-inf/manifest.xml"]) if "meta-inf/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise RefusedError(codes.FILE_ENCRYPTED)
    declared = _part(archive, names["mimetype"]) if "mimetype" in names else manifest
    said = declared.decode("latin-1")
    if _MIMETYPE + "spreadsheet" in said:
        return "ods"
    for kind, name in _OTHER_OPEN.items():
        if _MIMETYPE + kind in said:
            raise RefusedError(codes.WRONG_TYPE, kind=name)
    raise RefusedError(codes.ARCHIVE, kind="zip")


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int = 1 << 20) -> bytes:
    """The beginning of a part. Raises ``RefusedError`` where the archive is damaged there."""
    try:
        with archive.open(info) as stream:
            return stream.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(codes.FILE_DAMAGED, value=f"{_printable(_name(info))}: {error}") from error


def _refuse_entities(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """No part may define entities. A DOCTYPE alone is harmless: old .ods files carry one."""
    for name, head in _xml_heads(archive, members):
        if _ENTITY.search(head.decode(_encoding(head), "ignore")):
            raise RefusedError(codes.FORBIDDEN_XML, detail=f'i delen "{_printable(name)}"')
        if name.casefold().endswith("xmlmaps.xml") and (foreign := _FOREIGN_SCHEMA.search(head)):
            address = foreign[1].decode("latin-1")
            raise RefusedError(
                codes.UNSAFE_WORKBOOK, detail=f'delen "{_printable(name)}" hämtar ett schema från {address}'
            )


def _xml_heads(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    for info in members:
        if _is_xml(info):
            yield _name(info), _part(archive, info, _XML_HEAD)


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return _name(info).casefold().endswith(_XML_SUFFIXES)


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"<\x00")):
        return "utf-16-le"
    return "utf-16-be" if head.startswith((b"\xfe\xff", b"\x00<")) else "latin-1"
