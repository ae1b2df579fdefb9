"""Small sums in words. Right: the last number of the answer is the result."""

from .common import NAMES, scene

THINGS = {
    "en": [(w, "") for w in "apples pencils stickers shells coins marbles books candles cookies eggs oranges stamps buttons balloons tomatoes cards".split()],
    "pt-BR": [(w, "as") for w in "maçãs conchas moedas velas laranjas figurinhas bolas flores canetas".split()]
    + [(w, "os") for w in "lápis livros biscoitos ovos selos botões balões tomates".split()],
    "id": [(w, "") for w in "apel pensil stiker kerang koin kelereng buku lilin kue telur jeruk prangko kancing balon tomat kartu".split()],
}

ASK = {
    "en": ["", "", " Show your working.", " Explain each step.", " Show how you got the answer."],
    "pt-BR": ["", "", " Mostre a conta.", " Explique cada passo.", " Mostre como chegou ao resultado."],
    "id": ["", "", " Tunjukkan caranya.", " Jelaskan setiap langkah.", " Tunjukkan hitungannya."],
}


def numbers(kind, rng):
    """Three numbers, the result, and the working as pieces of text."""
    if kind == "add":
        a, b = rng.randint(2, 15), rng.randint(2, 15)
        return a, b, 0, a + b, f"{a} + {b}"
    if kind == "take":
        a = rng.randint(5, 20)
        b = rng.randint(2, a - 2)
        return a, b, 0, a - b, f"{a} - {b}"
    if kind == "times":
        a, b = rng.randint(2, 6), rng.randint(2, 9)
        return a, b, 0, a * b, f"{a} x {b}"
    if kind == "share":
        b, r = rng.randint(2, 6), rng.randint(2, 8)
        return b * r, b, 0, r, f"{b * r} / {b}"
    a, b = rng.randint(3, 12), rng.randint(2, 9)
    c = rng.randint(2, a + b - 2)
    return a, b, c, a + b - c, f"{a} + {b} = {a + b}"


def questions(language, kind, n, t, q, a, b, c):
    """The problem in words: n the name, t the things, q the ending of a Portuguese quantity."""
    return {
        "en": {
            "add": [f"{n} has {a} {t} and buys {b} more. How many {t} does {n} have now?", f"There are {a} {t} in a bag and {n} puts in {b} more. How many {t} are in the bag?", f"{n} finds {a} {t} on Monday and {b} on Tuesday. How many {t} is that in all?"],
            "take": [f"{n} has {a} {t} and gives away {b}. How many {t} are left?", f"There are {a} {t} on the table and {n} takes {b}. How many {t} stay on the table?", f"{n} had {a} {t} but lost {b}. How many {t} does {n} still have?"],
            "times": [f"{n} buys {a} boxes with {b} {t} in each. How many {t} is that?", f"{n} fills {a} bags with {b} {t} each. How many {t} are there in all?"],
            "share": [f"{n} shares {a} {t} equally among {b} friends. How many {t} does each friend get?", f"{n} puts {a} {t} into {b} equal groups. How many {t} are in each group?"],
            "two": [f"{n} has {a} {t}, buys {b} more and gives away {c}. How many {t} are left?", f"{n} finds {a} {t}, then {b} more, and then loses {c}. How many {t} does {n} have?"],
        },
        "pt-BR": {
            "add": [f"{n} tem {a} {t} e compra mais {b}. Quant{q} {t} {n} tem agora?", f"Há {a} {t} em uma sacola e {n} coloca mais {b}. Quant{q} {t} há na sacola?"],
            "take": [f"{n} tem {a} {t} e dá {b} para um amigo. Quant{q} {t} sobram?", f"{n} tinha {a} {t} e perdeu {b}. Quant{q} {t} ainda tem?"],
            "times": [f"{n} compra {a} caixas com {b} {t} em cada uma. Quant{q} {t} são ao todo?", f"{n} enche {a} sacolas com {b} {t} cada. Quant{q} {t} há ao todo?"],
            "share": [f"{n} divide {a} {t} igualmente entre {b} amigos. Quant{q} {t} cada amigo recebe?", f"{n} separa {a} {t} em {b} grupos iguais. Quant{q} {t} há em cada grupo?"],
            "two": [f"{n} tem {a} {t}, compra mais {b} e dá {c}. Quant{q} {t} sobram?", f"{n} acha {a} {t}, depois mais {b}, e perde {c}. Com quant{q} {t} fica?"],
        },
        "id": {
            "add": [f"{n} punya {a} {t} dan membeli {b} lagi. Berapa {t} yang dimiliki {n} sekarang?", f"Ada {a} {t} di dalam tas dan {n} menambah {b} lagi. Berapa {t} di dalam tas?"],
            "take": [f"{n} punya {a} {t} dan memberikan {b} kepada teman. Berapa {t} yang tersisa?", f"{n} punya {a} {t} tetapi kehilangan {b}. Berapa {t} yang masih ada?"],
            "times": [f"{n} membeli {a} kotak berisi {b} {t} per kotak. Berapa {t} semuanya?", f"{n} mengisi {a} tas dengan {b} {t} per tas. Berapa {t} semuanya?"],
            "share": [f"{n} membagi {a} {t} sama rata kepada {b} teman. Berapa {t} untuk setiap teman?", f"{n} membagi {a} {t} menjadi {b} kelompok sama besar. Berapa {t} di setiap kelompok?"],
            "two": [f"{n} punya {a} {t}, membeli {b} lagi, lalu memberikan {c}. Berapa {t} yang tersisa?", f"{n} menemukan {a} {t}, lalu {b} lagi, dan kehilangan {c}. Berapa {t} yang dimiliki {n}?"],
        },
    }[language][kind]


def worked(language, kind, n, t, sums, r):
    """Answers that show the working; the last number is the result."""
    en_do = {"add": "Add the two numbers", "take": "Take away what is gone", "times": "Multiply", "share": "Divide into equal parts", "two": "First add, then take away"}
    pt_do = {"add": "Some os dois números", "take": "Tire o que saiu", "times": "Multiplique", "share": "Divida em partes iguais", "two": "Primeiro some, depois tire"}
    id_do = {"add": "Jumlahkan kedua bilangan", "take": "Kurangi yang hilang", "times": "Kalikan", "share": "Bagi sama rata", "two": "Jumlahkan dulu, lalu kurangi"}
    return {
        "en": [f"{en_do[kind]}: {sums}. So the answer is {r} {t}.", f"{sums}. The answer is {r} {t}.", f"{n} can work it out like this: {sums}. That makes {r} {t}.", f"{en_do[kind]}. We get {sums}, so there are {r} {t}."],
        "pt-BR": [f"{pt_do[kind]}: {sums}. Então a resposta é {r} {t}.", f"{sums}. A resposta é {r} {t}.", f"{n} pode calcular assim: {sums}. Isso dá {r} {t}.", f"{pt_do[kind]}. A conta é {sums}, então são {r} {t}."],
        "id": [f"{id_do[kind]}: {sums}. Jadi jawabannya {r} {t}.", f"{sums}. Jawabannya {r} {t}.", f"{n} bisa menghitung begini: {sums}. Hasilnya {r} {t}.", f"{id_do[kind]}. Hitungannya {sums}, jadi ada {r} {t}."],
    }[language]


def bare(language, t, r):
    return {
        "en": [f"{r} {t}.", f"The answer is {r}.", f"It is {r}."],
        "pt-BR": [f"{r} {t}.", f"A resposta é {r}.", f"São {r}."],
        "id": [f"{r} {t}.", f"Jawabannya {r}.", f"Ada {r}."],
    }[language]


def beside(language, n, t):
    return {
        "en": [f"{n} really likes {t}.", f"That depends on the {t}.", f"{n} should count the {t} again.", "I am not sure, it could be many."],
        "pt-BR": [f"{n} gosta muito de {t}.", "Isso depende.", f"{n} deveria contar de novo.", "Não sei bem, podem ser muitos."],
        "id": [f"{n} sangat suka {t}.", "Itu tergantung.", f"{n} sebaiknya menghitung lagi.", "Saya tidak yakin, mungkin banyak."],
    }[language]


def make(language, rng):
    n = rng.choice(NAMES[language])
    t, q = rng.choice(THINGS[language])
    kind = rng.choice(["add", "take", "times", "share", "two"])
    a, b, c, r, sums = numbers(kind, rng)
    then = {"en": ". Then", "pt-BR": ". Depois", "id": ". Lalu"}[language]

    def whole(result):
        return f"{sums}{then} {a + b} - {c} = {result}" if kind == "two" else f"{sums} = {result}"

    wrong = max(1, r + rng.choice([-2, -1, 1, 2]))
    prompt = rng.choice(questions(language, kind, n, t, q, a, b, c)) + rng.choice(ASK[language])
    return scene(prompt, {"number": r}, [
        (58, worked(language, kind, n, t, whole(r), r)),
        (16, bare(language, t, r)),
        (10, worked(language, kind, n, t, whole(wrong), wrong)),
        (5, bare(language, t, wrong)),
        (7, beside(language, n, t)),
    ])
