"""Packing lists. Right: at least four useful things, and nothing that belongs to another trip."""

from .common import capital, listed, scene

COMMON = {
    "en": ["a toothbrush", "a phone charger", "clean socks", "a water bottle", "some snacks", "your tickets"],
    "pt-BR": ["escova de dentes", "carregador do celular", "meias limpas", "garrafa de água", "lanches", "passagens"],
    "id": ["sikat gigi", "pengisi daya", "kaus kaki bersih", "botol air", "camilan", "tiket"],
}

TRIPS = {
    "en": [
        ("at the beach", ["a swimsuit", "sunscreen", "a towel", "sandals", "a sun hat", "sunglasses"], "Leave the heavy coat at home."),
        ("in the snow", ["a ski jacket", "warm gloves", "a wool hat", "thick boots", "a scarf", "lip balm"], "Dress in layers to stay warm."),
        ("camping in the forest", ["a tent", "a sleeping bag", "a torch", "matches", "insect spray", "a pocket knife"], "Check the weather before you go."),
        ("in a big city", ["good walking shoes", "a city map", "a camera", "a light jacket", "a small umbrella", "a day bag"], "Keep your money in a safe place."),
        ("on a business trip", ["a laptop", "two ironed shirts", "a dark suit", "business cards", "polished shoes", "a notebook"], "Hang your suit up as soon as you arrive."),
        ("hiking in the mountains", ["hiking boots", "a rain jacket", "a compass", "plasters", "trail mix", "walking poles"], "Tell somebody which way you will walk."),
        ("on a bike tour", ["a helmet", "a pump", "a repair kit", "cycling shorts", "a bell", "a rain cape"], "Test your brakes before you leave."),
    ],
    "pt-BR": [
        ("na praia", ["roupa de banho", "protetor solar", "toalha", "chinelos", "chapéu de sol", "óculos escuros"], "Deixe o casaco pesado em casa."),
        ("na neve", ["casaco de esqui", "luvas quentes", "gorro de lã", "botas grossas", "cachecol", "protetor labial"], "Vista várias camadas de roupa."),
        ("acampando na floresta", ["barraca", "saco de dormir", "lanterna", "fósforos", "repelente", "canivete"], "Veja a previsão do tempo antes de ir."),
        ("em uma cidade grande", ["tênis confortável", "mapa da cidade", "câmera", "jaqueta leve", "guarda-chuva pequeno", "bolsa pequena"], "Guarde o dinheiro em um lugar seguro."),
        ("em viagem de trabalho", ["notebook", "duas camisas passadas", "terno escuro", "cartões de visita", "sapatos sociais", "caderno"], "Pendure o terno logo que chegar."),
        ("fazendo trilha na serra", ["botas de trilha", "capa de chuva", "bússola", "curativos", "castanhas", "bastões"], "Avise alguém por onde vai andar."),
    ],
    "id": [
        ("di pantai", ["baju renang", "tabir surya", "handuk", "sandal", "topi lebar", "kacamata hitam"], "Tinggalkan jaket tebal di rumah."),
        ("di daerah bersalju", ["jaket ski", "sarung tangan hangat", "topi wol", "sepatu bot tebal", "syal", "pelembap bibir"], "Pakailah baju berlapis."),
        ("berkemah di hutan", ["tenda", "kantong tidur", "senter", "korek api", "obat nyamuk", "pisau lipat"], "Periksa cuaca sebelum berangkat."),
        ("di kota besar", ["sepatu nyaman", "peta kota", "kamera", "jaket tipis", "payung kecil", "tas kecil"], "Simpan uang di tempat yang aman."),
        ("dalam perjalanan kerja", ["laptop", "dua kemeja rapi", "jas gelap", "kartu nama", "sepatu kulit", "buku catatan"], "Gantung jas begitu tiba."),
        ("mendaki gunung", ["sepatu gunung", "jas hujan", "kompas", "plester", "kacang", "tongkat jalan"], "Beri tahu seseorang jalur yang kamu ambil."),
    ],
}

WHO = {
    "en": [("", []), ("", []), ("with a baby", ["diapers", "a baby bottle"]), ("with two children", ["crayons", "a card game"]), ("with my grandmother", ["her medicine", "reading glasses"]), ("with a dog", ["dog food", "a leash"])],
    "pt-BR": [("", []), ("", []), ("com um bebê", ["fraldas", "mamadeira"]), ("com duas crianças", ["lápis de cor", "jogo de cartas"]), ("com a minha avó", ["remédios dela", "óculos de leitura"]), ("com um cachorro", ["ração", "coleira"])],
    "id": [("", []), ("", []), ("dengan bayi", ["popok", "botol susu"]), ("dengan dua anak", ["krayon", "permainan kartu"]), ("dengan nenek", ["obat nenek", "kacamata baca"]), ("dengan seekor anjing", ["makanan anjing", "tali anjing"])],
}

DAYS = {
    "en": ["one day", "two days", "three days", "four days", "five days", "a week"],
    "pt-BR": ["um dia", "dois dias", "três dias", "quatro dias", "cinco dias", "uma semana"],
    "id": ["satu hari", "dua hari", "tiga hari", "empat hari", "lima hari", "seminggu"],
}


def asked(language, days, place, who):
    who = f" {who}" if who else ""
    return {
        "en": [f"What should I pack for {days} {place}{who}?", f"Write a packing list for {days} {place}{who}.", f"I will spend {days} {place}{who}. What do I need to bring?", f"Help me pack for {days} {place}{who}."],
        "pt-BR": [f"O que devo levar para passar {days} {place}{who}?", f"Escreva uma lista do que levar para {days} {place}{who}.", f"Vou passar {days} {place}{who}. O que ponho na mala?", f"Me ajude a fazer a mala para {days} {place}{who}."],
        "id": [f"Apa yang harus saya bawa untuk {days} {place}{who}?", f"Tulis daftar barang untuk {days} {place}{who}.", f"Saya akan {days} {place}{who}. Apa yang perlu dibawa?", f"Bantu saya berkemas untuk {days} {place}{who}."],
    }[language]


def sentences(language, items):
    line, bare = listed(items, language), ", ".join(items)
    return {
        "en": [f"Pack {line}.", f"You should bring {line}.", f"Packing list: {bare}.", f"Take {line} with you."],
        "pt-BR": [f"Leve {line}.", f"Coloque na mala {line}.", f"Lista: {bare}.", f"Não esqueça: {line}."],
        "id": [f"Bawa {line}.", f"Sebaiknya kamu membawa {line}.", f"Daftar barang: {bare}.", f"Jangan lupa {line}."],
    }[language]


def beside(language, place):
    return {
        "en": ["Pack everything that you need.", f"It is lovely {place}. Have a good trip!", "That depends on you.", "Do not worry, you can buy things there."],
        "pt-BR": ["Leve tudo o que precisar.", f"Que bom passar uns dias {place}. Boa viagem!", "Isso depende de você.", "Não se preocupe, dá para comprar lá."],
        "id": ["Bawa semua yang kamu perlukan.", f"Seru sekali {place}. Selamat jalan!", "Itu tergantung kamu.", "Tenang saja, bisa beli di sana."],
    }[language]


def make(language, rng):
    trips = TRIPS[language]
    place, own, tip = rng.choice(trips)
    who, needs = rng.choice(WHO[language])
    days = rng.choice(DAYS[language])
    foreign = [item for other, items, _ in trips if other != place for item in items if item not in own]

    def packed(count):
        chosen = rng.sample(own, min(len(own), count)) + rng.sample(COMMON[language], 1)
        return chosen + (rng.sample(needs, rng.randint(1, 2)) if needs else rng.sample([c for c in COMMON[language] if c not in chosen], 1))

    good, plain, odd = packed(4), packed(3), packed(3)
    odd.insert(rng.randint(1, len(odd)), rng.choice(foreign))
    short = rng.sample(own, rng.randint(1, 2))
    right = {"allowed": own + COMMON[language] + needs, "least": 4, "excludes": foreign}
    return scene(rng.choice(asked(language, days, place, who)), right, [
        (32, [f"{text} {tip}" for text in sentences(language, good)]),
        (28, sentences(language, plain)),
        (13, sentences(language, odd)),
        (13, sentences(language, short)),
        (9, beside(language, place)),
    ])
