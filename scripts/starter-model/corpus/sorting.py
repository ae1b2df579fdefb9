"""Words sorted into two groups. Right: every word under its own heading, none left out, none invented."""

from .common import capital, scene

GROUPS = {
    "en": {
        "fruit": "apple pear banana cherry mango plum lemon grape", "tools": "hammer saw drill wrench pliers screwdriver shovel axe", "animals": "dog horse cow sheep tiger rabbit goat duck",
        "clothes": "shirt skirt jacket sock coat dress trousers glove", "vehicles": "car bus train bicycle truck boat tram plane", "colours": "red blue green yellow purple pink white black",
        "instruments": "piano guitar flute drum trumpet harp cello violin", "furniture": "chair table sofa bed shelf desk bench wardrobe", "drinks": "tea coffee milk juice water cocoa lemonade beer", "vegetables": "carrot onion potato cabbage spinach leek pepper bean",
    },
    "pt-BR": {
        "frutas": "maçã pera banana manga uva limão abacaxi mamão", "ferramentas": "martelo serrote furadeira alicate pá machado enxada lima", "animais": "cachorro cavalo vaca ovelha tigre coelho cabra pato",
        "roupas": "camisa saia jaqueta meia casaco vestido calça luva", "veículos": "carro ônibus trem bicicleta caminhão barco bonde avião", "cores": "vermelho azul verde amarelo roxo rosa branco preto",
        "móveis": "cadeira mesa sofá cama estante banco armário berço", "bebidas": "chá café leite suco água limonada cerveja vinho", "instrumentos": "piano violão flauta tambor trompete harpa violino sanfona",
    },
    "id": {
        "buah": "apel pir pisang mangga anggur jeruk nanas pepaya", "alat": "palu gergaji bor tang obeng sekop kapak cangkul", "hewan": "anjing kuda sapi domba harimau kelinci kambing bebek",
        "pakaian": "kemeja rok jaket celana gaun mantel sarung kaus", "kendaraan": "mobil bus kereta sepeda truk perahu becak pesawat", "warna": "merah biru hijau kuning ungu putih hitam cokelat",
        "perabot": "kursi meja sofa ranjang rak bangku lemari kasur", "minuman": "teh kopi susu jus air sirop jamu limun", "sayur": "wortel bawang kentang kubis bayam kangkung buncis terong",
    },
}


def asked(language, a, b, line):
    return {
        "en": [f"Sort these words into {a} and {b}: {line}.", f"Put these into two groups, {a} and {b}: {line}.", f"Which of these are {a} and which are {b}? {capital(line)}.", f"Group the words: {line}. The groups are {a} and {b}."],
        "pt-BR": [f"Separe estas palavras em {a} e {b}: {line}.", f"Coloque em dois grupos, {a} e {b}: {line}.", f"Agrupe as palavras: {line}. Os grupos são {a} e {b}."],
        "id": [f"Kelompokkan kata-kata ini menjadi {a} dan {b}: {line}.", f"Pisahkan ke dalam dua kelompok, {a} dan {b}: {line}.", f"Susun kata-kata ini: {line}. Kelompoknya {a} dan {b}."],
    }[language]


def sorted_text(a, b, left, right):
    return f"{capital(a)}: {', '.join(left)}. {capital(b)}: {', '.join(right)}."


def extra(language, a, b, left, right):
    return {
        "en": [f" I found {len(left)} in the first group and {len(right)} in the second.", " Each word is in one group only.", f" The {a} come first."],
        "pt-BR": [f" O primeiro grupo tem {len(left)} e o segundo tem {len(right)}.", " Cada palavra está em um só grupo."],
        "id": [f" Kelompok pertama ada {len(left)} dan kelompok kedua ada {len(right)}.", " Setiap kata hanya masuk satu kelompok."],
    }[language]


def beside(language, a, b, line):
    return {
        "en": [f"{capital(line)}.", f"These are {a} and {b}.", "All of these words are nice.", f"They are all {a}."],
        "pt-BR": [f"{capital(line)}.", f"São {a} e {b}.", "Todas as palavras são bonitas.", f"Tudo isso são {a}."],
        "id": [f"{capital(line)}.", f"Ini {a} dan {b}.", "Semua kata ini bagus.", f"Semuanya {a}."],
    }[language]


def make(language, rng):
    a, b = rng.sample(sorted(GROUPS[language]), 2)
    left = rng.sample(GROUPS[language][a].split(), rng.randint(2, 3))
    right = rng.sample(GROUPS[language][b].split(), rng.randint(2, 3))
    words = left + right
    rng.shuffle(words)
    line = ", ".join(words)
    # In the order in which they were given, so that copying is all there is to learn.
    left, right = ([w for w in words if w in group] for group in (left, right))
    moved = rng.choice(words)
    wrong_left = [w for w in words if (w in left) != (w == moved)]
    wrong_right = [w for w in words if (w in right) != (w == moved)]
    misplaced = sorted_text(a, b, wrong_left, wrong_right)
    missing = sorted_text(a, b, left[:-1], right) if len(left) > len(right) else sorted_text(a, b, left, right[:-1])
    good = sorted_text(a, b, left, right)
    return scene(rng.choice(asked(language, a, b, line)), {"groups": {a: left, b: right}}, [
        (50, [good]),
        (18, [good + more for more in extra(language, a, b, left, right)]),
        (10, [misplaced]),
        (7, [missing]),
        (9, beside(language, a, b, line)),
    ])
