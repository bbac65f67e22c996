"""Ways to reach a body: their form, and whether they belong to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure import regions
from disclosure.problem import Place, Problem, Words, note, warning
from disclosure.report import Contacts
from disclosure.subjects import Subject

ID = "contacts"
NAME = Words("联系方式", "Contacts")
_PHONE = re.compile(
    r"(?:\+?86-?)?(?:0\d{2,3}[-—－ ]?)?[2-8]\d{6,7}(?:[-—－/、]\d{1,8})*(?:转\d{1,6})?|400-?\d{3}-?\d{4}|800-?\d{3}-?\d{4}|1[3-9]\d{9}|1\d{4}|12\d{3}"
)
_AREA = re.compile(r"(?:\+?86-?)?[（(]?(0\d{2,3})[)）]?[-—－ ]?[2-8]\d{6,7}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FREE = re.compile(
    r"@(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|foxmail|gmail|hotmail|outlook|yeah|aliyun)\.(?:com|cn|net)$",
    re.IGNORECASE,
)
_CITY = re.compile(r"^(?:[一-鿿]{2,8}?(?:省|自治区))?([一-鿿]{2,7}?市)")
_MEND = Words("与原件核对", "compare with the original")


def find(subject: Subject) -> Iterator[Problem]:
    """What is doubtful in the contacts that a report states, or that its body has where it states none."""
    stated = subject.report.contacts
    own = stated != Contacts()
    contacts = stated if own else subject.body.contacts
    if contacts == Contacts():
        what = Words("没有任何联系方式，读者无法提出意见", "there is no contact at all: readers cannot answer")
        mend = Words(
            "在 body.yaml 的 contacts 里写上电话、邮箱或地址",
            "write a phone, a mail address or an address under contacts in body.yaml",
        )
        yield warning(subject.key("published"), "contacts.none", what, mend)
        return
    if own:
        yield from _phones(subject, contacts)
        yield from _mails(subject, contacts)
        yield from _place(subject, contacts)


def _phones(subject: Subject, contacts: Contacts) -> Iterator[Problem]:
    for kind in ("phone", "fax"):
        for number, phone in enumerate(getattr(contacts, kind)):
            place = subject.key(f"contacts.{kind}.{number}")
            bare = re.sub(r"[()（）\s]", "", phone)
            if not _PHONE.fullmatch(bare):
                what = Words(f"不像电话号码：{phone}", f"this does not look like a telephone number: {phone}")
                yield warning(place, "contacts.phone", what, _MEND)
            elif _LOCAL.fullmatch(bare):
                what = Words(f"电话 {phone} 没有区号", f"the telephone number {phone} has no area code")
                yield note(place, "contacts.no-area-code", what)
            elif match := _AREA.match(bare):
                yield from _area(subject, place, phone, match[1])


def _area(subject: Subject, place: Place, phone: str, code: str) -> Iterator[Problem]:
    expected = area_codes(subject.body.region)
    if expected and code not in expected:
        region = subject.body.region[-1]
        codes_zh, codes_en = "、".join(expected), " or ".join(expected)
        what = Words(
            f"电话 {phone} 的区号 {code} 不是{region}的区号 {codes_zh}",
            f"the area code {code} of {phone} is not that of {region}, {codes_en}",
        )
        yield warning(place, "contacts.area-code", what, _MEND)


def _mails(subject: Subject, contacts: Contacts) -> Iterator[Problem]:
    accepted = subject.config.checks.mail_domains
    for number, mail in enumerate(contacts.email):
        place = subject.key(f"contacts.email.{number}")
        domain = mail.rpartition("@")[2].lower()
        if not _EMAIL.fullmatch(mail):
            what = Words(f"不像电子邮箱：{mail}", f"this does not look like a mail address: {mail}")
            yield warning(place, "contacts.email", what, _MEND)
        elif _FREE.search(mail) and not any(domain == end or domain.endswith(f".{end}") for end in accepted):
            what = Words(
                f"邮箱 {mail} 属于公共邮件服务，不是单位域名",
                f"the mail address {mail} is at a public provider, not at the body's own domain",
            )
            yield note(place, "contacts.mail-domain", what)


def _place(subject: Subject, contacts: Contacts) -> Iterator[Problem]:
    region = subject.body.region
    if contacts.postcode:
        prefixes = postcodes(region)
        if not re.fullmatch(r"[0-8]\d{5}", contacts.postcode):
            what = Words(f"邮编应为六位数字：{contacts.postcode}", f"a postcode has six digits: {contacts.postcode}")
            yield warning(subject.key("contacts.postcode"), "contacts.postcode", what, _MEND)
        elif prefixes and not contacts.postcode.startswith(prefixes):
            what = Words(
                f"邮编 {contacts.postcode} 不属于{region[-1]}",
                f"the postcode {contacts.postcode} does not belong to {region[-1]}",
            )
            yield warning(subject.key("contacts.postcode"), "contacts.postcode-region", what, _MEND)
    for key in ("address", "mailbox"):
        match = _CITY.match(getattr(contacts, key) or "")
        cities = [name for name in region if name.endswith("市")]
        if match and cities and not any(match[1].endswith(name) or name.endswith(match[1]) for name in cities):
            what = Words(
                f"地址在{match[1]}，单位在{cities[-1]}", f"the address is in {match[1]}, the body in {cities[-1]}"
            )
            yield warning(subject.key(f"contacts.{key}"), "contacts.address", what, _MEND)


def area_codes(region: tuple[str, ...]) -> tuple[str, ...]:
    """Area codes of a place; empty where none is known."""
    found = regions.by_path(region)
    return regions.area_codes(found) if found else ()


def postcodes(region: tuple[str, ...]) -> tuple[str, ...]:
    """First digits that postcodes of a place have; empty where none are known."""
    found = regions.by_path(region)
    return regions.postcodes(found) if found else ()
