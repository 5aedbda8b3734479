"""Names from many languages, with the spelling that their mail addresses use."""

# ruff: noqa: RUF001 - Turkish writes an i without its dot, and other scripts have look-alikes

import unicodedata
from random import Random
from typing import Final, NamedTuple

_POOLS: Final[dict[str, tuple[str, str]]] = {
    "de": (
        "Jürgen Katrin Björn Sönke Änne Lukas Greta Friedrich Jörg Ute Leonie Matthias Silke Tobias",
        "Müller Großmann Schröder Weiß Krüger Vogel Schäfer Böhm Lindner Köhler Hartmann Zöllner Peters",
    ),
    "fr": (
        "Hélène François Chloé Noël Aurélie Benoît Zoé Loïc Océane Gaël Élodie Rémi Maëlle Théo Inès",
        "Lefèvre Gauthier D'Aramitz Béranger Moreau Noël Chevalier Dupré Garçon Fournier Rivière Le-Goff",
    ),
    "pl": (
        "Łukasz Małgorzata Paweł Zofia Grażyna Michał Agnieszka Jędrzej Kasia Wojciech Żaneta Bartosz Ewa",
        "Wiśniewska Dąbrowski Kowalczyk Wójcik Jabłońska Zając Król Nowak Błaszczyk Pawłowska Gołąb Sobczak",
    ),
    "it": (
        "Niccolò Chiara Matteo Giulia Davide Letizia Andrea Ilaria Lorenzo Beatrice Pietro Noemi",
        "Rossi De-Luca Bianchi Ferrarò Colombo Esposito Greco Marino Costantini Lombardi D'Angelo Serra",
    ),
    "pt": (
        "João Inês Gonçalo Conceição Luísa Tomás Beatriz Rúben Catarina Simão Mafalda Tiago",
        "Gonçalves Magalhães Simões Araújo Teixeira Falcão Antunes Brandão Queirós Peixoto Vilaça",
    ),
    "tr": (
        "Ayşe Çağla Ömer Gülşen İpek Uğur Şebnem Burak Zeynep Emre Özge Kaan",
        "Yılmaz Öztürk Çelik Şahin Güneş Kılıç Aydın Doğan Koç Aslan Erdoğdu Yıldız",
    ),
    "es": (
        "Íñigo Begoña José Ángela Núria Martín Lucía Andrés Pilar Álvaro Sofía Raúl",
        "Muñoz Peña Ibáñez García Núñez Cañizares Ortega Vázquez Llorente Sánchez Prieto Castro",
    ),
    "en": (
        "Siobhán Oliver Amelia Rhys Charlotte Callum Niamh Harriet Declan Imogen Theo Morag",
        "O'Brien Smith Bhriain Macleod Taylor Evans Hughes Fletcher Walsh Campbell Ward Null",
    ),
    "sv": (
        "Åsa Björn Märta Gösta Linnéa Sören Ebba Nils Ylva Håkan Elin Östen",
        "Ångström Sjöberg Lindqvist Ekström Öberg Nyström Hägg Wallin Åkesson Holm Bergström Lööf",
    ),
    "cs": (
        "Jiří Šárka Řehoř Zdeněk Kateřina Ondřej Běla Tomáš Lenka Dušan Žofie Matěj",
        "Dvořák Černá Novotný Růžička Havlíčková Šťastný Kučera Procházková Beneš Žák Hruška Malý",
    ),
    "vi": ("Nguyên Hằng Dũng Thảo Minh Phương Quân Linh", "Nguyễn Trần Phạm Đặng Lê Bùi Võ Hoàng"),
    "hi": (
        "Aarav Priya Rohan Ananya Vikram Ishita Arjun Kavya Neha Siddharth Meera Rahul",
        "Sharma Patel Iyer Reddy Banerjee Deshpande Kulkarni Nair Joshi Mehta Chatterjee Rao",
    ),
}
"""Given and family names by language, separated by spaces; a hyphen stands for a space."""

_OTHER_SCRIPTS: Final = (
    ("Ελένη Παπαδοπούλου", "eleni.papadopoulou"),
    ("Νίκος Γεωργίου", "nikos.georgiou"),
    ("Дмитро Шевченко", "dmytro.shevchenko"),
    ("Олена Коваль", "olena.koval"),
    ("Иван Петров", "ivan.petrov"),
    ("李娜", "na.li"),
    ("王伟", "wei.wang"),
    ("佐藤 美咲", "misaki.sato"),
    ("高橋 健", "ken.takahashi"),
    ("김지우", "jiwoo.kim"),
    ("محمد الحسن", "mohamed.alhassan"),
    ("ليلى حداد", "layla.haddad"),
    ("נועה לוי", "noa.levi"),
    ("अनिता वर्मा", "anita.verma"),
)

_NOT_DECOMPOSED: Final = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ø": "o"})


class Name(NamedTuple):
    """A name, and how it is spelt before the @."""

    full: str
    mailbox: str


def draw_name(dice: Random, language: str) -> Name:
    """Draw a name that is usual where a language is spoken, or, now and then, one from elsewhere."""
    if dice.random() < 0.08:
        return Name(*dice.choice(_OTHER_SCRIPTS))
    pool = language if language in _POOLS and dice.random() < 0.8 else dice.choice(sorted(_POOLS))
    given, family = (dice.choice(names.split()) for names in _POOLS[pool])
    return Name(f"{given} {family.replace('-', ' ')}", f"{_plain(given)}.{_plain(family)}")


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold()).translate(_NOT_DECOMPOSED)
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())
