"""The words of RTF: how its tokens look, what they stand for, and which character sets there are."""

import re
from collections.abc import Mapping

from casekit.readers.word_lists import words

__all__ = [
    "BREAKS",
    "CODE_PAGES",
    "PLAIN_PAGE",
    "SIGNS",
    "SILENT",
    "SYMBOLS",
    "TOKEN",
    "codec_of_charset",
    "end_of_group",
    "latin",
    "number_of",
]

# a control word with its number, text with letters written as \'hh, a brace, a control symbol; the group is not possessive,
# because Python 3.11.2 then takes half of an alternative that does not fit
TOKEN = re.compile(
    r"\\([a-zA-Z]+)(-?[0-9]+)? ?"
    r"|((?:[^\\{}]++|\\'[0-9a-fA-F]{2})+)"
    r"|([{}])"
    r"|\\([\s\S]?)"
)

_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")
_EDGE = re.compile(r"[{}]|\\bin([0-9]{1,10}) ?|\\[\s\S]")
_DIGITS = 12  # a number with more is too large for anything

SIGNS: Mapping[str, str] = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SYMBOLS: Mapping[str, str] = {
    "~": "\u00a0",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
    "\t": "\t",
    "'": "\ufffd",  # where no hexadecimal number follows, nobody knows which character it was
}
BREAKS: Mapping[str, str] = {"tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n"}

SILENT = words(  # groups that hold no text of the document; those after \* that nobody knows are silent too
    "aftncn aftnsep aftnsepc atnicn atnparent atntime background blipuid bkmkend bkmkstart colorschememapping "
    "colortbl company datafield datastore docvar factoidname ffdeftext ffentrymcr ffexitmcr ffformat "
    "ffhelptext ffl ffname ffstattext filetbl fontemb formfield ftncn ftnsep ftnsepc generator gridtbl "
    "htmltag info keycode latentstyles leveltext levelnumbers listlevel listname listoverridetable "
    "listpicture liststylename listtable listtext macpict mhtmltag mmathPr nextfile nonesttables nonshppict "
    "objalias objclass objname objsect panose pgp pgptbl picprop pict pn pnseclvl pntext pntxta pntxtb "
    "printim private propname protusertbl revtbl rsidtbl rxe shppict shprslt sn sp staticval sv tc tcn "
    "template themedata txe userprops wgrffmtfilter xe xform xmlattr xmlattrname xmlattrvalue xmlclose "
    "xmlname xmlnstbl xmlopen"
)

PLAIN_PAGE = "cp1252"
CODE_PAGES: Mapping[int, str] = {
    **{
        page: f"cp{page}"
        for page in (
            *(437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874),
            *(932, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258),
        )
    },
    708: "iso8859-6",
    819: "iso8859-1",
    936: "gbk",
    1361: "johab",
    10000: "mac-roman",
    10004: "mac-arabic",
    10006: "mac-greek",
    10007: "mac-cyrillic",
    10029: "mac-latin2",
    10079: "mac-iceland",
    10081: "mac-turkish",
    54936: "gb18030",
    65001: "utf-8",
}
_CHARSETS: Mapping[int, int] = {
    0: 1252,
    77: 10000,
    78: 932,
    79: 949,
    80: 936,
    81: 950,
    83: 1255,
    84: 10004,
    85: 10006,
    86: 10081,
    88: 10029,
    89: 10007,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    254: 437,
    255: 850,
    256: 10000,
}


def codec_of_charset(charset: int) -> str | None:
    """The code page of a font's character set, if it has one of its own.

    >>> codec_of_charset(238), codec_of_charset(1)
    ('cp1250', None)
    """
    page = _CHARSETS.get(charset)
    return None if page is None else CODE_PAGES[page]


def number_of(digits: str | None, default: int) -> int:
    """The number behind a control word; one that never ends is a large one.

    >>> number_of("-3913", 1), number_of(None, 1), number_of("9" * 9_000, 1)
    (-3913, 1, 999999999999)
    """
    return int(digits[:_DIGITS]) if digits else default


def latin(text: str) -> str:
    r"""*text* with its ``\'hh`` as the characters of those numbers, and without the breaks of its lines.

    >>> latin("s\\'f8\nvej")
    'søvej'
    """
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", "")
    return _HEX.sub(_letter, text) if "\\" in text else text


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def end_of_group(text: str, at: int) -> int:
    r"""Where the brace stands that closes the group that *at* lies in; beyond the end where none does.

    >>> end_of_group(r"{\pict {\}} 00}", 6)
    14
    """
    depth = 1
    while True:
        for match in _EDGE.finditer(text, at):
            found = match.group()
            if found == "{":
                depth += 1
            elif found == "}":
                depth -= 1
                if not depth:
                    return match.start()
            elif match[1]:
                at = match.end() + int(match[1])
                break
        else:
            return len(text) + 1
