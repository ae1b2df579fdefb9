"""Two-sentence stories. Right: exactly two sentences, and both the hero and the thing appear."""

from .common import capital, scene

HEROES = {
    "en": [(f"{a} {n}", f"the {n}", n.split()[-1]) for a, n in [
        ("a", "fox"), ("an", "old sailor"), ("a", "shy robot"), ("a", "young baker"), ("a", "cat"), ("a", "dragon"), ("a", "postman"), ("a", "tired giant"), ("a", "crow"), ("a", "gardener"),
        ("a", "lost penguin"), ("a", "teacher"), ("a", "little ghost"), ("a", "brave mouse"), ("a", "farmer"), ("a", "queen")]],
    "pt-BR": [("uma raposa", "a raposa", "raposa"), ("um velho marinheiro", "o marinheiro", "marinheiro"), ("um robô tímido", "o robô", "robô"), ("uma jovem padeira", "a padeira", "padeira"), ("um gato", "o gato", "gato"),
        ("um dragão", "o dragão", "dragão"), ("um carteiro", "o carteiro", "carteiro"), ("um gigante cansado", "o gigante", "gigante"), ("uma professora", "a professora", "professora"), ("um pinguim perdido", "o pinguim", "pinguim"), ("uma rainha", "a rainha", "rainha")],
    "id": [("seekor rubah", "rubah itu", "rubah"), ("seorang pelaut tua", "pelaut itu", "pelaut"), ("sebuah robot pemalu", "robot itu", "robot"), ("seorang tukang roti", "tukang roti itu", "roti"), ("seekor kucing", "kucing itu", "kucing"),
        ("seekor naga", "naga itu", "naga"), ("seorang tukang pos", "tukang pos itu", "pos"), ("seorang guru", "guru itu", "guru"), ("seekor pinguin", "pinguin itu", "pinguin"), ("seorang ratu", "ratu itu", "ratu"), ("seorang petani", "petani itu", "petani")],
}

THINGS = {
    "en": [(f"{a} {n}", f"the {n}", n.split()[-1]) for a, n in [
        ("a", "lantern"), ("a", "broken clock"), ("a", "letter"), ("a", "red boat"), ("a", "golden key"), ("a", "map"), ("a", "violin"), ("a", "seed"), ("an", "umbrella"), ("a", "mirror"), ("a", "bell"), ("a", "blue hat"), ("a", "warm bread"), ("a", "small box")] if n != "warm bread"],
    "pt-BR": [("uma lanterna", "a lanterna", "lanterna"), ("um relógio quebrado", "o relógio", "relógio"), ("uma carta", "a carta", "carta"), ("um barco vermelho", "o barco", "barco"), ("uma chave dourada", "a chave", "chave"), ("um mapa", "o mapa", "mapa"),
        ("um violino", "o violino", "violino"), ("uma semente", "a semente", "semente"), ("um espelho", "o espelho", "espelho"), ("um sino", "o sino", "sino")],
    "id": [("sebuah lentera", "lentera itu", "lentera"), ("sebuah jam rusak", "jam itu", "jam"), ("sepucuk surat", "surat itu", "surat"), ("sebuah perahu merah", "perahu itu", "perahu"), ("sebuah kunci emas", "kunci itu", "kunci"), ("sebuah peta", "peta itu", "peta"),
        ("sebuah biola", "biola itu", "biola"), ("sebutir benih", "benih itu", "benih"), ("sebuah cermin", "cermin itu", "cermin"), ("sebuah lonceng", "lonceng itu", "lonceng")],
}

PLACES = {
    "en": ["in the forest", "by the sea", "on a snowy hill", "in a small town", "under the old bridge", "in the desert", "at the market", "on a rainy night"],
    "pt-BR": ["na floresta", "à beira do mar", "em uma cidade pequena", "debaixo da ponte", "no deserto", "na feira", "em uma noite de chuva"],
    "id": ["di hutan", "di tepi laut", "di kota kecil", "di bawah jembatan", "di gurun", "di pasar", "pada malam hujan"],
}


def first(language, hero, thing, place):
    return {
        "en": [f"One night {hero} found {thing} {place}.", f"Long ago, {hero} carried {thing} everywhere, even {place}.", f"{capital(hero)} lived {place} with nothing but {thing}.", f"Nobody believed {hero} who came with {thing} {place}.", f"Every morning {hero} waited {place} and held {thing}.", f"When the wind stopped, {hero} saw {thing} lying {place}."],
        "pt-BR": [f"Certa noite, {hero} achou {thing} {place}.", f"Há muito tempo, {hero} levava {thing} para todo lado, até {place}.", f"{capital(hero)} vivia {place} só com {thing}.", f"Toda manhã {hero} esperava {place} com {thing}.", f"Quando o vento parou, {hero} viu {thing} {place}."],
        "id": [f"Suatu malam, {hero} menemukan {thing} {place}.", f"Dahulu kala, {hero} selalu membawa {thing}, bahkan {place}.", f"{capital(hero)} hidup {place} hanya dengan {thing}.", f"Setiap pagi {hero} menunggu {place} sambil memegang {thing}.", f"Ketika angin berhenti, {hero} melihat {thing} {place}."],
    }[language]


def second(language, hero, thing):
    """The end of the story; hero and thing are now known."""
    return {
        "en": [f"When {hero} gave {thing} to a child, the whole town began to sing.", f"It was {thing} that showed {hero} the way home.", f"By morning {thing} was gone, but {hero} had a new friend.", f"Inside {thing} there was a note that said: you are not alone.", f"Years later people still told how {hero} saved the winter.", f"Then {thing} began to shine, and {hero} was never afraid again.", f"{capital(hero)} laughed, because the real treasure was the walk."],
        "pt-BR": [f"Quando {hero} deu {thing} a uma criança, a cidade inteira cantou.", f"Foi {thing} que mostrou à {hero[2:]} o caminho de casa." if hero.startswith("a ") else f"Foi {thing} que mostrou ao {hero[2:]} o caminho de casa.", f"De manhã {thing} tinha sumido, mas {hero} tinha um novo amigo.", f"Ali havia um bilhete que dizia: você não está só.", f"Anos depois, todos ainda contavam como {hero} salvou o inverno.", f"Então {thing} começou a brilhar, e {hero} nunca mais teve medo."],
        "id": [f"Ketika {hero} memberikan {thing} kepada seorang anak, seluruh kota bernyanyi.", f"Berkat {thing}, {hero} menemukan jalan pulang.", f"Pagi harinya {thing} hilang, tetapi {hero} punya teman baru.", f"Di dalamnya ada tulisan: kamu tidak sendirian.", f"Bertahun-tahun kemudian orang masih bercerita tentang {hero}.", f"Lalu {thing} mulai bersinar, dan {hero} tidak pernah takut lagi."],
    }[language]


def dull(language, hero, thing):
    return {
        "en": [f"There was {hero}. There was {thing}.", f"{capital(hero)} had {thing}. That was all.", f"{capital(hero)} saw {thing}. Then it was evening."],
        "pt-BR": [f"Havia {hero}. Havia {thing}.", f"{capital(hero)} tinha {thing}. Foi só isso."],
        "id": [f"Ada {hero}. Ada {thing}.", f"{capital(hero)} punya {thing}. Itu saja."],
    }[language]


def beside(language, known):
    return {
        "en": ["I like stories very much.", f"A story about {known} would be nice.", "Once upon a time there was a story."],
        "pt-BR": ["Eu gosto muito de histórias.", f"Uma história com {known} seria legal.", "Era uma vez uma história."],
        "id": ["Saya sangat suka cerita.", f"Cerita tentang {known} pasti menarik.", "Pada suatu hari ada sebuah cerita."],
    }[language]


def asked(language, hero, thing, place):
    return {
        "en": [f"Write a two-sentence story about {hero} and {thing}.", f"Tell me a story in two sentences about {hero} and {thing} {place}.", f"In two sentences, tell a story with {hero} and {thing}.", f"Write a tiny story of two sentences: {hero}, {thing}, {place}."],
        "pt-BR": [f"Escreva uma história de duas frases sobre {hero} e {thing}.", f"Conte uma história em duas frases com {hero} e {thing} {place}.", f"Em duas frases, conte uma história com {hero} e {thing}."],
        "id": [f"Tulis cerita dua kalimat tentang {hero} dan {thing}.", f"Ceritakan dalam dua kalimat tentang {hero} dan {thing} {place}.", f"Buat cerita pendek dua kalimat dengan {hero} dan {thing}."],
    }[language]


def make(language, rng):
    hero, the_hero, hero_key = rng.choice(HEROES[language])
    thing, the_thing, thing_key = rng.choice(THINGS[language])
    other, _, _ = rng.choice(THINGS[language])
    place = rng.choice(PLACES[language])
    start = rng.choice(first(language, hero, thing, place))
    ends = second(language, the_hero, the_thing)
    end, more = rng.sample(ends, 2)
    lost = rng.choice(first(language, hero, other, place))
    return scene(rng.choice(asked(language, hero, thing, place)), {"sentences": 2, "includes": [[hero_key], [thing_key]]}, [
        (52, [f"{start} {end}"]),
        (12, dull(language, hero, thing)),
        (10, [f"{start} {end} {more}"]),
        (9, [start]),
        (7, [f"{lost} {end}"]),
        (6, beside(language, the_hero)),
    ])
