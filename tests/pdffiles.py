"""PDF files made by code, for tests of what is refused: a few objects, written out."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of `objects`, numbered from 1; the first is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return out + head + table + end


def page(content: bytes, extra: bytes = b"") -> list[bytes]:
    """The objects of a document of one page with a packed content stream."""
    packed = zlib.compress(content)
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + extra + b">>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    ]


def picture_only() -> bytes:
    """A page that is one picture."""
    pixels = zlib.compress(b"\xff" * 100)
    image = (
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n" % len(pixels) + pixels + b"\nendstream"
    )
    return pdf([*page(b"q 595 0 0 842 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>"), image])


def encrypted() -> bytes:
    """A PDF whose password is not the empty one."""
    secret = b"<" + b"ab" * 32 + b">"
    lock = b"<</Filter/Standard/V 1/R 2/O" + secret + b"/U" + secret + b"/P -4>>"
    return pdf([*page(b""), lock], b"/Encrypt 5 0 R/ID[<00><00>]")


def bomb() -> bytes:
    """A small PDF whose content unpacks to 160 MB."""
    return pdf(page(b" " * (160 << 20)))
