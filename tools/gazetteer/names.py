"""Comparing and trimming place names while the gazetteer is prepared."""

import re
import unicodedata

SPECIAL = {"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "Ø": "o", "Ł": "l", "Đ": "d", "Æ": "ae"}

ADMIN_WORDS = {
    "province", "governorate", "oblast", "region", "state", "district", "county", "department", "prefecture",
    "municipality", "rayon", "raion", "krai", "kray", "republic", "territory", "division", "voivodeship", "canton",
    "parish", "borough", "city", "area", "zone", "wilayat", "wilaya", "regency", "emirate", "council", "commune",
    "kabupaten", "kota", "okrug", "judet", "megye", "muhafazat", "ostan", "shahrestan", "census", "autonomous",
    "ili", "sheng", "shi", "shiqu", "diqu", "kraj", "okres", "obcina", "concelho", "distrito", "provincia",
    "departamento", "departement", "province-level", "lgu", "local", "government", "metropolitan", "unitary",
}
LEADING = re.compile(
    r"^(province of|provincia de(?: la| el)?|provincia del|estado de|departamento de(?:l| la)?|departement (?:de la|du|de|d')|"
    r"region of|republic of|state of|county of|city of|district of|governorate of|muhafazat|wilaya de|canton of|"
    r"provincia di|provincia|distrito de|municipio de|tinh|changwat|amphoe|kabupaten|kota|powiat|landkreis|kreis|"
    r"gorod|rayon|politischer bezirk|bezirk|partido de|arrondissement (?:de|du|d')|district de|concelho de)\s*", re.I)


def fold(text):
    """Lower case without marks, as fold() in src/base/utf8.cpp."""
    text = "".join(SPECIAL.get(c, c) for c in text)
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if unicodedata.category(c) != "Mn").lower()


def key(text):
    """Letters and digits alone: near enough to the program's key to find equal names."""
    return "".join(c for c in fold(text) if c.isalnum())


def is_latin(text):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in text)


def without_admin_words(name):
    """"Helmand Province" -> "Helmand"; nothing when there is no such word or nothing else is left."""
    words = LEADING.sub("", name).split()
    while len(words) > 1 and fold(words[-1]).strip(".,()") in ADMIN_WORDS:
        words.pop()
    short = " ".join(words)
    return short if short and short != name else None
