"""QR codes: module by module those of a full encoder; the filling after a short text is the standard's."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from disclosure.qr import _codewords, _encoded, _longest, matrix, symbol


@pytest.mark.parametrize("length", [14, 26, 42, 62, 84, 106, 122, 152, 180, 213])
def test_it_is_what_a_full_encoder_gives(length: int) -> None:
    text = ("https://example.org/bodies/a-b_c?q=" * 9)[:length]
    other = segno.make(text, error="m", mode="byte", mask=3, micro=False, boost_error=False)
    assert ["".join("1" if bit else "0" for bit in row) for row in other.matrix] == matrix(text)


@given(st.text(max_size=60))
def test_the_shares_of_its_bytes_make_up_the_whole(text: str) -> None:
    data = text.encode()
    version = next(version for version in range(1, 11) if len(data) <= _longest(version))
    assert symbol(text).modules == _encoded(data, version)


def test_what_is_left_is_filled_as_the_standard_says() -> None:
    assert _codewords(b"hello", 1)[:10].hex() == "405" + b"hello".hex() + "0" + "ec11ec"


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        matrix("x" * 214)
