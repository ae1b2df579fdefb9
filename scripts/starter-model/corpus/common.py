"""What every family shares: the three languages, names, and how a list is said."""

LANGUAGES = ("en", "pt-BR", "id")

NAMES = {
    "en": "Anna Ben Clara Daniel Emma Felix Grace Hugo Iris Jonas Lena Martha Noah Olivia Paul Rosa Sam Tara Victor Wendy".split(),
    "pt-BR": "Ana Bruno Carla Diego Elisa Fábio Helena Igor Joana Lucas Marina Nina Otávio Paulo Rita Sofia Tiago Vera".split(),
    "id": "Adi Budi Citra Dewi Eka Fajar Gita Hadi Indah Joko Lina Maya Putri Rina Sari Tono Wati Yusuf".split(),
}

AND = {"en": "and", "pt-BR": "e", "id": "dan"}


def capital(text):
    return text[:1].upper() + text[1:]


def listed(items, language):
    return f"{', '.join(items[:-1])} {AND[language]} {items[-1]}" if len(items) > 1 else items[0]


def scene(prompt, right, answers):
    """answers: (weight, texts) a quality; one quality is drawn by weight, then one of its texts."""
    return {"prompt": prompt, "right": right, "answers": answers}


def draw(answers, rng):
    texts = rng.choices([texts for _, texts in answers], [weight for weight, _ in answers])[0]
    return rng.choice(texts)
