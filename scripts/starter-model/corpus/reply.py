"""Replies to customers. Right: the remedy that fits the trouble, kindly said or not."""

from .common import NAMES, scene

THINGS = {
    "en": ["lamp", "jacket", "kettle", "backpack", "chair", "tablet", "blender", "watch", "camera", "rug", "toaster"],
    "pt-BR": ["a luminária", "a jaqueta", "a chaleira", "a mochila", "o fone", "a cadeira", "o tablet", "o relógio", "a câmera", "o tapete"],
    "id": ["lampu", "jaket", "ketel", "ransel", "kursi", "tablet", "blender", "jam tangan", "kamera", "karpet"],
}

# trouble in the customer's words (t is the thing), the same in ours, the remedy, the word that shows the remedy
TROUBLES = {
    "en": [
        ("My {t} arrived broken.", "your {t} arrived broken", "We will send you a new one", "new one"),
        ("My {t} has not arrived yet.", "your {t} is late", "We will ask the carrier about your parcel", "carrier"),
        ("You sent the {t} in the wrong colour.", "we sent the wrong colour", "You can exchange the {t} for free", "exchange"),
        ("I was charged twice for the {t}.", "you were charged twice", "We will pay the second amount back", "back"),
        ("A part of the {t} is missing.", "a part is missing", "We will post the missing part", "missing part"),
        ("I want to return the {t}.", "the {t} is not what you wanted", "We will email you a return label", "label"),
    ],
    "pt-BR": [
        ("{T} chegou com defeito.", "{t} chegou com defeito", "Vamos enviar um produto novo", "novo"),
        ("{T} ainda não chegou.", "{t} está com atraso", "Vamos perguntar à transportadora sobre o pacote", "transportadora"),
        ("{T} veio na cor errada.", "{t} veio na cor errada", "Você pode trocar sem custo", "trocar"),
        ("Paguei {t} duas vezes.", "o valor foi cobrado duas vezes", "Vamos devolver o segundo valor", "devolver"),
        ("{T} veio com uma peça faltando.", "está faltando uma peça", "Vamos mandar a peça que falta", "peça"),
    ],
    "id": [
        ("{T} saya tiba dalam keadaan rusak.", "{t} Anda tiba dalam keadaan rusak", "Kami akan mengirim barang baru", "baru"),
        ("{T} saya belum sampai.", "{t} Anda terlambat", "Kami akan bertanya kepada kurir tentang paket Anda", "kurir"),
        ("Warna {t} saya salah.", "kami mengirim warna yang salah", "Anda bisa menukar {t} tanpa biaya", "menukar"),
        ("Saya ditagih dua kali untuk {t}.", "Anda ditagih dua kali", "Kami akan mengembalikan uang yang kedua", "mengembalikan"),
        ("Ada bagian {t} yang hilang.", "ada bagian yang hilang", "Kami akan mengirim bagian yang hilang", "bagian yang hilang"),
    ],
}

WHEN = {
    "en": ["today", "tomorrow", "this week", "within two days"],
    "pt-BR": ["hoje", "amanhã", "esta semana", "em dois dias"],
    "id": ["hari ini", "besok", "minggu ini", "dalam dua hari"],
}

def asked(language, complaint, n):
    return {
        "en": [f'Reply to this customer: "{complaint} {n}"', f'A customer, {n}, writes: "{complaint}" Write a short, kind reply.', f'Write an answer to {n}: "{complaint}"', f'How should our shop answer this? "{complaint} {n}"'],
        "pt-BR": [f'Responda a este cliente: "{complaint} {n}"', f'{n} escreveu: "{complaint}" Escreva uma resposta curta e gentil.', f'Como a nossa loja deve responder? "{complaint} {n}"'],
        "id": [f'Balas pelanggan ini: "{complaint} {n}"', f'{n} menulis: "{complaint}" Tulis balasan singkat yang ramah.', f'Bagaimana toko kami harus menjawab? "{complaint} {n}"'],
    }[language]


def answers(language, n, t, ours, fix, other, when):
    if language == "en":
        return [
            (44, [f"Dear {n}, we are sorry that {ours}. {fix} {when}. Thank you for telling us!", f"Hello {n}, thank you for writing. We are sorry that {ours}. {fix} {when}.", f"Hi {n}, I am sorry that {ours}. {fix} {when}. Please write again if you need anything.", f"Dear {n}, please accept our apologies. {fix} {when}. Kind regards, your shop team."]),
            (14, [f"{fix} {when}.", f"{n}, {fix[0].lower() + fix[1:]}."]),
            (14, [f"Dear {n}, thank you for your message. We are sorry for the trouble.", f"Hello {n}, we are very sorry that {ours}. Have a nice day!"]),
            (11, [f"That is not our fault, {n}.", f"{n}, please read the rules of our shop first.", "You should have been more careful."]),
            (9, [f"Dear {n}, we are sorry that {ours}. {other} {when}.", f"Hello {n}, thank you for writing. {other} {when}."]),
            (5, [f"Our {t} is very popular this year.", f"{n} is a nice name."]),
        ]
    if language == "pt-BR":
        return [
            (44, [f"Olá, {n}! Sentimos muito: {ours}. {fix} {when}. Obrigado por avisar!", f"Olá, {n}, obrigado por escrever. Lamentamos que isso tenha acontecido. {fix} {when}.", f"Oi, {n}! Pedimos desculpas pelo problema. {fix} {when}. Conte sempre com a gente."]),
            (14, [f"{fix} {when}.", f"{n}, {fix[0].lower() + fix[1:]}."]),
            (14, [f"Olá, {n}, obrigado pela mensagem. Lamentamos o transtorno.", f"Oi, {n}! Sentimos muito pelo problema. Tenha um bom dia!"]),
            (11, [f"A culpa não é nossa, {n}.", f"{n}, leia primeiro as regras da loja.", "Você devia ter mais cuidado."]),
            (9, [f"Olá, {n}! Sentimos muito. {other} {when}."]),
            (5, ["Temos muitos produtos este ano.", f"{n} é um nome bonito."]),
        ]
    return [
        (44, [f"Halo {n}, kami mohon maaf karena {ours}. {fix} {when}. Terima kasih sudah memberi tahu kami!", f"Halo {n}, terima kasih atas pesan Anda. Kami menyesal {ours}. {fix} {when}.", f"Yth. {n}, mohon maaf atas masalah ini. {fix} {when}. Silakan hubungi kami lagi."]),
        (14, [f"{fix} {when}.", f"{n}, {fix[0].lower() + fix[1:]}."]),
        (14, [f"Halo {n}, terima kasih atas pesannya. Kami mohon maaf.", f"Halo {n}, kami menyesal {ours}. Semoga hari Anda menyenangkan!"]),
        (11, [f"Itu bukan salah kami, {n}.", f"{n}, baca dulu aturan toko kami.", "Seharusnya Anda lebih hati-hati."]),
        (9, [f"Halo {n}, kami mohon maaf. {other} {when}."]),
        (5, ["Barang kami sangat laris tahun ini.", f"{n} adalah nama yang bagus."]),
    ]


def make(language, rng):
    n, t, when = rng.choice(NAMES[language]), rng.choice(THINGS[language]), rng.choice(WHEN[language])
    (complaint, ours, fix, key), (_, _, other, _) = rng.sample(TROUBLES[language], 2)
    forms = {"t": t, "T": t[:1].upper() + t[1:]}
    complaint, ours, fix, other = (text.format(**forms) for text in (complaint, ours, fix, other))
    right = {"includes": [[key]]}
    return scene(rng.choice(asked(language, complaint, n)), right, answers(language, n, t, ours, fix, other, when))
