"""The people of the demo community, and their posts."""

from dataclasses import dataclass

PASSWORD = "rossgram on this machine"


@dataclass(frozen=True)
class Person:
    """A fictional person."""

    handle: str
    name: str
    note: str
    follows: tuple[str, ...]
    portrait: tuple[str, int]

    @property
    def email(self) -> str:
        """Return an e-mail address in a reserved domain (RFC 2606)."""
        return f"{self.handle}@demo.example.com"


@dataclass(frozen=True)
class Photo:
    """A post: its author, its picture, and its texts; each `alt` is unique, since it identifies the post.

    `more` are the other pictures of an album: kind, seed, alt.
    """

    author: str
    kind: str
    seed: int
    caption: str
    alt: str
    comments: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, int, str], ...] = ()


PEOPLE = (
    Person(
        "mira",
        "Mira Sand",
        "Mountains, mostly before breakfast.",
        ("tomas", "ines", "kofi", "yuki", "lena", "sonya"),
        ("ridges", 3),
    ),
    Person("tomas", "Tomás Vega", "I live by the sea and it shows.", ("mira", "ines", "lena"), ("sea", 5)),
    Person("ines", "Inês Prata", "Tiles, walls, and the shadows on them.", ("mira", "kofi", "yuki"), ("tiles", 7)),
    Person(
        "kofi",
        "Kofi Mensah",
        "Awake at night, so you need not be.",
        ("mira", "tomas", "yuki", "lena", "sonya"),
        ("night", 9),
    ),
    Person("yuki", "Yuki Arai", "A garden, one square metre at a time.", ("mira", "ines"), ("petals", 11)),
    Person(
        "lena", "Lena Holm", "Stone and paper. Prints on request.", ("mira", "tomas", "kofi", "yuki"), ("marble", 13)
    ),
    Person("sonya", "Соня Белова", "Горы, север и чай из термоса.", ("mira", "kofi", "lena"), ("night", 14)),
)

PHOTOS = (
    Photo(
        "mira",
        "ridges",
        0,
        "First light over the valley. #mountains #morning",
        "Orange ridges one behind another under a low sun",
        (("tomas", "Worth the alarm clock!"),),
    ),
    Photo("tomas", "sea", 1, "Flat calm, and nobody else on the water. #sea", "A blue sea under a white sun"),
    Photo(
        "ines",
        "tiles",
        2,
        "Found behind the old market. #tiles #pattern",
        "Brown and cream tiles with quarter circles",
        (("yuki", "Which street is that?"), ("ines", "The one without a name, past the fountain.")),
    ),
    Photo(
        "kofi",
        "night",
        3,
        "They danced for an hour. #nightsky #aurora",
        "Green northern lights over a dark hill",
        (("mira", "I saw these too, from the other side!"),),
    ),
    Photo("yuki", "petals", 4, "The first dahlia of the year. #garden #flowers", "A pink flower from above"),
    Photo(
        "lena",
        "marble",
        5,
        "A new sheet, still wet. #marbling #paper",
        "Orange marbled paper with dark veins",
        (("ines", "This would make a fine floor."),),
    ),
    Photo("mira", "ridges", 6, "Fog in the low places. #mountains", "Blue ridges fading into haze"),
    Photo("tomas", "sea", 7, "Low tide colours. #sea #evening", "A brown and cream sea at dusk"),
    Photo("ines", "tiles", 8, "Same wall, other end. #tiles", "Green tiles with quarter circles"),
    Photo("kofi", "night", 9, "No moon tonight, on purpose. #nightsky", "Violet lights and many stars"),
    Photo(
        "yuki",
        "petals",
        10,
        "It opened while I was having tea. #flowers",
        "An orange flower on violet ground",
        (("lena", "May I print this one?"), ("yuki", "Please do!")),
    ),
    Photo("lena", "marble", 11, "Cobalt, and patience. #marbling", "Blue marbled paper"),
    Photo("mira", "ridges", 12, "Dust in the air all day. #mountains #summer", "Brown ridges under a pale sun"),
    Photo(
        "tomas",
        "sea",
        13,
        "The green hour. #sea",
        "A green sea with a path of light",
        (("kofi", "I did not know it had one."),),
    ),
    Photo("ines", "tiles", 14, "Somebody painted these by hand. #tiles #craft", "Violet tiles with quarter circles"),
    Photo("kofi", "night", 15, "Forty seconds, and cold fingers. #nightsky #longexposure", "Amber lights over a hill"),
    Photo("yuki", "petals", 16, "A pale one for a grey day. #garden", "A light blue flower"),
    Photo("lena", "marble", 17, "Like a map of nowhere. #marbling #paper", "Sand coloured marbled paper"),
    Photo(
        "mira",
        "ridges",
        18,
        "After the rain, everything is green. #mountains #hiking",
        "Green ridges in the morning",
        (("tomas", "Is that the path by the mill?"), ("mira", "Yes, it is open again.")),
    ),
    Photo("tomas", "sea", 19, "Waiting for the ferry. #sea #travel", "A violet sea in the evening"),
    Photo("ines", "tiles", 20, "Orange and ink, a good pair. #tiles #pattern", "Orange tiles with quarter circles"),
    Photo("kofi", "night", 21, "A blue curtain. #aurora", "Blue northern lights"),
    Photo("yuki", "petals", 22, "Gone tomorrow, so here it is. #flowers #garden", "A cream flower on brown ground"),
    Photo("lena", "marble", 23, "Moss, from memory. #marbling", "Green marbled paper"),
    Photo("mira", "ridges", 24, "The last of the light. #mountains #sunset", "Violet ridges at sunset"),
    Photo(
        "tomas",
        "sea",
        25,
        "Sunset, with engine trouble. #sea #sunset",
        "An orange sea at sunset",
        (("lena", "At least the view was good."),),
    ),
    Photo("ines", "tiles", 26, "Blue again. It is always blue somewhere. #tiles", "Blue tiles with quarter circles"),
    Photo("kofi", "night", 27, "Everyone else was asleep. #nightsky", "Pale lights over a black hill"),
    Photo(
        "yuki",
        "petals",
        28,
        "Green flowers are real, I have proof. #flowers",
        "A green flower",
        (("mira", "I take it all back."),),
    ),
    Photo("lena", "marble", 29, "Plum, the last of the batch. #marbling #paper", "Violet marbled paper"),
    Photo(
        "sonya",
        "night",
        38,
        "Сияние над сопкой. Ждали его три ночи, на четвёртую уже не верили. #север #сияние",
        "Северное сияние над тёмной сопкой",
        (("kofi", "Three nights! Worth each of them."), ("mira", "Какая красота!")),
    ),
    Photo(
        "tomas",
        "sea",
        30,
        "One morning, three hours, the same bay. Swipe for the light. #sea #morning",
        "The bay before sunrise",
        (("sonya", "Последнее фото — лучшее."), ("ines", "I hear the gulls.")),
        (("sea", 32, "The bay an hour later"), ("sea", 31, "The bay in full light")),
    ),
    Photo(
        "sonya",
        "ridges",
        31,
        "Перевал в тумане. Сверху было видно только вершины. #горы",
        "Голубые хребты один за другим",
        (("mira", "Я тоже там была!"),),
        (("ridges", 34, "Те же хребты вечером"),),
    ),
)


def fans(number: int) -> tuple[str, ...]:
    """Return the people who like the photo at a position in the list: from nobody to all but its author."""
    others = [person.handle for person in PEOPLE if person.handle != PHOTOS[number].author]
    return tuple(handle for place, handle in enumerate(others) if (number * 7 + place * 5) % 11 < 5)


SIGN_IN = f"Sign in as {PEOPLE[0].email} with the password “{PASSWORD}” (on this machine only)"
